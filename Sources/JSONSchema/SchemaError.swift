public import Documents

/// One objection of a schema to a document.
public struct SchemaError: Sendable, Hashable {
  /// Where in the document: the value, or the key that should not be there.
  public let node: NodeIndex
  /// Where in the schemas: an address with a JSON pointer.
  public let schemaLocation: String
  /// The keyword that objects.
  public let keyword: String
  /// What was expected and what was found; starts in lower case, without a full stop.
  public let message: String
  /// The name or word that was probably meant.
  public let suggestion: String?
  /// How many Unicode scalars a caret underlines.
  public let length: Int?
}
