internal import Diagnostics
internal import Records
internal import Sync

/// Finds the source that an argument names, or says which one was probably meant.
enum SourceArgument {
  static func source(_ name: String, in sources: SourceCatalogue) throws -> SourceDefinition {
    if let source = sources.source(name) { return source }
    let nearest = NearestName.of(name, in: sources.sources.map(\.name))
    throw CommandFailure(
      .no,
      "there is no source \(name)",
      remedy: nearest.map { "did you mean \($0)?" }
        ?? "write sources/\(name).yaml; cmdb schema show source says what it holds"
    )
  }
}
