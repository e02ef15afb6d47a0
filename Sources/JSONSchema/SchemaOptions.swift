/// How schemas are read.
public struct SchemaOptions: Sendable {
  /// Whether `format` is asserted, as the format-assertion vocabulary says.
  public var assertFormats: Bool
  /// Whether an object whose properties are described may have no others: as if, at the outermost
  /// place where an object is evaluated, `unevaluatedProperties: false` stood over everything that
  /// describes it. An object that nothing names properties of stays open.
  public var closesObjects: Bool
  /// The annotation keyword that, where it is true, opens an object again at every depth below.
  public var openKeyword: String?
  /// Formats of the caller by name; they stand before the standard's.
  public var formats: [String: SchemaFormat]
  /// The draft of documents that have no `$schema`.
  public var defaultDraft: Draft

  /// The versions of the standard that a document can be written in.
  public enum Draft: Sendable {
    /// JSON Schema 2020-12.
    case draft2020
    /// Draft-07.
    case draft7
  }

  /// Creates options.
  public init(
    assertFormats: Bool = true,
    closesObjects: Bool = false,
    openKeyword: String? = nil,
    formats: [String: SchemaFormat] = [:],
    defaultDraft: Draft = .draft2020
  ) {
    self.assertFormats = assertFormats
    self.closesObjects = closesObjects
    self.openKeyword = openKeyword
    self.formats = formats
    self.defaultDraft = defaultDraft
  }
}
