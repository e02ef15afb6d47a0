/// Why a schema cannot be used.
public struct SchemaCompilationError: Error, Sendable, Hashable {
  /// The place in the schema: an address with a JSON pointer, such as `cmdb:server#/properties/id`.
  public let location: String
  /// What is wrong.
  public let message: String

  /// Creates an error.
  public init(location: String, message: String) {
    self.location = location
    self.message = message
  }
}

extension SchemaCompilationError: CustomStringConvertible {
  /// `location: message`.
  public var description: String { "\(location): \(message)" }
}
