/// A mistake in a query, with the character that it begins at.
public struct QueryError: Error, Sendable, Hashable {
  /// The query as it was given.
  public let query: String
  /// Where the mistake begins, in Unicode scalars from 0.
  public let offset: Int
  /// What is wrong, and what was expected there.
  public let message: String

  /// Creates an error.
  public init(query: String, offset: Int, message: String) {
    self.query = query
    self.offset = offset
    self.message = message
  }

  /// The query with a caret under the mistake, in two lines.
  public var excerpt: String {
    "  \(query)\n  \(String(repeating: " ", count: offset))^"
  }
}
