public import Documents

/// One objection of a schema to a document.
public struct SchemaError: Sendable, Hashable {
  /// Where in the document: the value, or the key that should not be there.
  public let node: NodeIndex
  /// The same as a JSON pointer (RFC 6901) from the value that was judged.
  public let instanceLocation: String
  /// Where in the schemas: the keyword's absolute address, a URI with a JSON pointer.
  public let schemaLocation: String
  /// How the keyword was reached from the root schema, through references, as a JSON pointer.
  public let keywordLocation: String
  /// The keyword that objects.
  public let keyword: String
  /// What was expected and what was found; starts in lower case, without a full stop.
  public let message: String
  /// What was expected, in words, where that can be said apart.
  public let expected: String?
  /// What was found, in words.
  public let found: String?
  /// What the schema that objects says about its values (`description`), for a hint.
  public let hint: String?
  /// The name or word that was probably meant.
  public let suggestion: String?
  /// How many Unicode scalars a caret underlines.
  public let length: Int?
  /// Of `anyOf` and `oneOf` the objections of the alternative that came closest.
  public let nested: [SchemaError]

  /// The objections that stand for themselves: this one, or those that it is made of.
  public var leaves: [SchemaError] { nested.isEmpty ? [self] : nested.flatMap(\.leaves) }
}
