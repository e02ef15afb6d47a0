internal import Documents
public import Records
public import Snapshots

/// The sources of a repository, each over the connector of its kind.
public struct SourceCatalogue {
  /// Every source whose file can be read, sorted by name.
  public let sources: [SourceDefinition]
  /// Every kind of source that the program and the repository know.
  public let connectors: [ConnectorDefinition]
  /// Which identifiers say nothing.
  public let identifierRules: IdentifierRules

  /// Reads the sources and connectors of a snapshot.
  public init(_ snapshot: Snapshot) throws {
    var connectors: [String: ConnectorDefinition] = [:]
    var junk: Value?
    var mac: Value?
    for file in snapshot.catalogue.allFiles {
      guard file.name.hasPrefix("connectors/") || file.name.hasPrefix("identifiers/"),
        let document = try? Document.parse(file.source)
      else { continue }
      let value = document.value(document.root)
      if file.name == "identifiers/junk" { junk = value }
      if file.name == "identifiers/mac" { mac = value }
      if let kind = value["kind"]?.stringValue {
        connectors[kind] = ConnectorDefinition(kind: kind, file: value)
      }
    }
    self.connectors = connectors.values.sorted { $0.kind < $1.kind }
    identifierRules = IdentifierRules(junk: junk, mac: mac)
    sources = try snapshot.files.entries(below: "sources").compactMap { entry in
      guard entry.path.hasSuffix(".yaml"), entry.kind.isFile,
        let document = try? Document.parse(snapshot.files.content(of: entry))
      else { return nil }
      let file = document.value(document.root)
      let name = file["source"]?.stringValue ?? Self.name(ofPath: entry.path)
      let kind = file["format"]?.stringValue ?? "observations"
      return SourceDefinition(
        name: name,
        file: file,
        connector: connectors[kind]?.file ?? .map([:])
      )
    }.sorted { $0.name < $1.name }
  }

  private static func name(ofPath path: String) -> String {
    String(path.dropFirst("sources/".count).dropLast(".yaml".count))
  }

  /// Returns the source of that name, or nil.
  public func source(_ name: String) -> SourceDefinition? { sources.first { $0.name == name } }
}
