/// Why a pattern cannot be used.
public struct PatternError: Error, Sendable, Hashable {
  /// What is wrong, or not supported.
  public let message: String
  /// Where, in Unicode scalars from 0.
  public let offset: Int
}

extension PatternError: CustomStringConvertible {
  /// `message, at character n`, counted from 1.
  public var description: String { "\(message), at character \(offset + 1)" }
}
