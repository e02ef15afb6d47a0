/// Why a text is no attribute path.
public struct AttributePathError: Error, Sendable, Equatable {
  /// What is wrong, in a sentence that stands alone.
  public let message: String
  /// Where in the text, in Unicode scalars from 0.
  public let offset: Int

  /// Creates an error.
  public init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}
