public import Git
public import Records

/// The branch on which a source says what it sees: its tree is all that it says now.
public struct SourceBranch: Sendable, Hashable {
  /// The source's name.
  public let source: String
  /// The reference, such as `refs/heads/discovery/glpi`.
  public let reference: String

  /// The branch of a source: telemetry has a folder of its own, everything else is discovery.
  public init(_ source: SourceDefinition) {
    self.source = source.name
    let folder = source.kind == .telemetry ? "telemetry" : "discovery"
    reference = "refs/heads/\(folder)/\(source.name)"
  }

  /// Returns the newest delivery, or nil where the source has not delivered yet.
  public func head(in repository: Repository) throws(GitError) -> ObjectID? {
    try repository.reference(reference)
  }
}
