public import Git
internal import Documents
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

/// Reads what a source says in a delivery.
public struct ObservationReader {
  private let repository: Repository

  /// Creates a reader.
  public init(_ repository: Repository) { self.repository = repository }

  /// Returns every observation of a delivery by key; a file that cannot be read as an observation is
  /// left out.
  public func observations(in delivery: ObjectID) throws(GitError) -> [String: Observation] {
    var observations: [String: Observation] = [:]
    let tree = try repository.readCommit(delivery).tree
    var blobs: [(path: String, id: ObjectID)] = []
    try repository.walkTree(tree, under: ObservationLayout.root) { path, entry in
      blobs.append((String(decoding: path, as: UTF8.self), entry.id))
    }
    for blob in blobs {
      guard let document = try? Document.parse(try repository.readBlob(blob.id)),
        let observation = Observation(document.value(document.root))
      else { continue }
      observations[observation.key] = observation
    }
    return observations
  }

  /// Returns when the observations of some keys were last changed before a delivery, by key.
  public func times(
    of keys: some Sequence<String>,
    in delivery: ObjectID
  ) throws(GitError) -> [String: Int64] {
    let paths = try repository.lastChanges(under: ObservationLayout.root, from: delivery)
    var times: [String: Int64] = [:]
    for key in keys { times[key] = paths[ObservationLayout.path(ofKey: key)] }
    return times
  }
}
