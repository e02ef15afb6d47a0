public import Git
internal import Documents
public import Records
internal import Snapshots

/// Writes what a source delivered onto its branch: one delivery, one commit, and none where it
/// leaves what the source says as it was.
public struct DeliveryWriter {
  /// What became of a delivery.
  public struct Outcome: Sendable, Hashable {
    /// The branch's head: the delivery's commit, or the one before where nothing changed; nil where
    /// the source has never said anything.
    public var commit: ObjectID?
    /// How many observations were given.
    public var observations: Int
    /// How many observations are new or say something else than before.
    public var changed: Int
  }

  private let repository: Repository

  /// Creates a writer.
  public init(_ repository: Repository) { self.repository = repository }

  /// Folds a delivery into what the source said before, and commits the difference. Its parts are
  /// folded in one after the other, as if each came alone.
  ///
  /// Another delivery that comes in between is folded in again, up to a few times.
  public func write(
    _ parts: [Delivery],
    of source: SourceDefinition,
    at time: Int64
  ) throws -> Outcome {
    let branch = SourceBranch(source)
    for _ in 0..<8 {
      let head = try branch.head(in: repository)
      let changes = try changes(parts, of: source, over: head)
      var outcome = Outcome(
        commit: head,
        observations: parts.reduce(0) { $0 + $1.observations.count },
        changed: changes.paths.count
      )
      if changes.isEmpty { return outcome }
      do throws(GitError) {
        let message = message(parts, source, observations: outcome.observations)
        let commit = try commit(changes, source, message, head: head, time: time)
        try repository.updateReference(
          branch.reference,
          to: commit,
          expecting: head,
          message: "deliver \(source.name)"
        )
        outcome.commit = commit
        return outcome
      } catch {
        guard error.code == .stale else { throw error }
      }
    }
    throw SyncError(
      "the branch of \(source.name) keeps moving",
      remedy: "wait for the other writer, then again"
    )
  }

  private func changes(
    _ parts: [Delivery],
    of source: SourceDefinition,
    over head: ObjectID?
  ) throws -> ChangeSet {
    let files = TreeFiles(repository, tree: try head.map { try repository.readCommit($0).tree })
    var said: [String: Observation] = [:]
    var changes = ChangeSet()
    for part in parts {
      for observation in part.observations {
        let path = ObservationLayout.path(ofKey: observation.key)
        let before: (observation: Observation, isReadable: Bool)? =
          try said[path].map { ($0, true) } ?? previous(at: path, files, head)
        let folded = part.folded(observation, into: before?.observation, of: source)
        if let before, before.isReadable, folded.saysTheSame(as: before.observation) { continue }
        said[path] = folded
        changes.write(folded.text, to: path)
      }
    }
    return try changes.files.isEmpty ? changes : withoutReturns(changes, files)
  }

  /// What was said under a path before. A file that cannot be read says what it did when it could.
  private func previous(at path: String, _ files: TreeFiles, _ head: ObjectID?) throws -> (
    observation: Observation, isReadable: Bool
  )? {
    guard let head, let text = try files.content(at: path) else { return nil }
    if let document = try? Document.parse(text),
      let observation = Observation(document.value(document.root))
    {
      return (observation, true)
    }
    return try ObservationReader(repository).lastReadable(at: path, before: head)
      .map { ($0.observation, false) }
  }

  /// Without the files that several parts together leave as they were.
  private func withoutReturns(_ changes: ChangeSet, _ files: TreeFiles) throws -> ChangeSet {
    var left = ChangeSet()
    for (path, text) in changes.files {
      if let text, try files.content(at: path) != text { left.write(text, to: path) }
    }
    return left
  }

  private func message(_ parts: [Delivery], _ source: SourceDefinition, observations: Int)
    -> String
  {
    """
    Deliver \(source.name): \(observations == 1 ? "1 observation" : "\(observations) observations")

    Source: \(source.name)
    Sweep: \(Self.sweep(parts).word)

    """
  }

  /// Several sweeps are one where each is whole.
  private static func sweep(_ parts: [Delivery]) -> Sweep {
    let sweeps = parts.map(\.sweep)
    if sweeps.contains(.single) { return .single }
    return .whole(finished: !sweeps.contains(.whole(finished: false)))
  }

  private func commit(
    _ changes: ChangeSet,
    _ source: SourceDefinition,
    _ message: String,
    head: ObjectID?,
    time: Int64
  ) throws(GitError) -> ObjectID {
    let tree: ObjectID?
    if let head { tree = try repository.readCommit(head).tree } else { tree = nil }
    let who = Signature(
      name: source.name,
      email: "\(source.name)@source.cmdb.invalid",
      time: time,
      offsetMinutes: 0
    )
    var writer = CommitWriter(repository)
    let (commit, _) = try writer.add(
      changes,
      to: tree,
      parents: head.map { [$0] } ?? [],
      .init(author: who, committer: who, message: message)
    )
    try writer.flush()
    return commit
  }
}
