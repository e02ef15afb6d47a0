public import Documents

/// A kind of source, as `schema/connectors/<kind>.yaml` describes it.
public struct ConnectorDefinition: Sendable, Hashable {
  /// The kind, such as `glpi`.
  public let kind: String
  /// What the file says.
  public let file: Value

  /// Creates a definition from a parsed file.
  public init(kind: String, file: Value) {
    self.kind = kind
    self.file = file
  }

  /// The parts of a thing that are said as a whole.
  public var sections: [String] { file["sections"]?.texts ?? [] }
}
