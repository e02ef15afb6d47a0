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

  /// Folds a delivery into what the source said before, and commits the difference.
  ///
  /// Another delivery that comes in between is folded in again, up to a few times.
  public func write(
    _ delivery: Delivery,
    of source: SourceDefinition,
    at time: Int64
  ) throws -> Outcome {
    let branch = SourceBranch(source)
    for _ in 0..<8 {
      let head = try branch.head(in: repository)
      let changes = try changes(delivery, of: source, over: head)
      let outcome = Outcome(
        commit: head,
        observations: delivery.observations.count,
        changed: changes.paths.count
      )
      if changes.isEmpty { return outcome }
      do throws(GitError) {
        let commit = try commit(changes, delivery, source, head: head, time: time)
        try repository.updateReference(
          branch.reference,
          to: commit,
          expecting: head,
          message: "deliver \(source.name)"
        )
        return Outcome(
          commit: commit,
          observations: outcome.observations,
          changed: outcome.changed
        )
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
    _ delivery: Delivery,
    of source: SourceDefinition,
    over head: ObjectID?
  ) throws -> ChangeSet {
    let reader = TreeFiles(
      repository,
      tree: try head.map { try repository.readCommit($0).tree }
    )
    var changes = ChangeSet()
    for observation in delivery.observations {
      let path = ObservationLayout.path(ofKey: observation.key)
      let before = try (changes.files[path] ?? nil) ?? reader.content(at: path)
      let previous = before.flatMap { try? Document.parse($0) }
        .flatMap { Observation($0.value($0.root)) }
      let sections = delivery.sections ?? source.sections
      let text = observation.folded(into: previous, fullSections: sections).text
      if text != before { changes.write(text, to: path) }
    }
    return changes
  }

  private func commit(
    _ changes: ChangeSet,
    _ delivery: Delivery,
    _ source: SourceDefinition,
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
    let count = delivery.observations.count
    var writer = CommitWriter(repository)
    let (commit, _) = try writer.add(
      changes,
      to: tree,
      parents: head.map { [$0] } ?? [],
      .init(
        author: who,
        committer: who,
        message: """
          Deliver \(source.name): \(count == 1 ? "1 observation" : "\(count) observations")

          Source: \(source.name)
          Sweep: \(delivery.sweep.word)

          """
      )
    )
    try writer.flush()
    return commit
  }
}
