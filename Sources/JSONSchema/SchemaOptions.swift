/// How schemas are read.
public struct SchemaOptions: Sendable {
  /// Whether `format` is asserted, as the format-assertion vocabulary says.
  public var assertFormats: Bool
  /// Whether an object whose properties a schema names may have no others: "closed", as if the
  /// outermost schema of every object said `unevaluatedProperties: false` over all branches.
  public var closesObjects: Bool
  /// The annotation keyword that opens an object again, at every depth below it.
  public var openKeyword: String?

  /// Creates options.
  public init(assertFormats: Bool = true, closesObjects: Bool = false, openKeyword: String? = nil) {
    self.assertFormats = assertFormats
    self.closesObjects = closesObjects
    self.openKeyword = openKeyword
  }
}
