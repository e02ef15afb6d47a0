internal import Documents
public import Git
internal import History
public import Reconciliation
public import Records
public import Snapshots

/// Merges what sources delivered into the main branch, once.
public struct SyncOnce {
  /// What one run did.
  public struct Outcome: Sendable {
    /// What the merge brought of one source.
    public struct Merged: Sendable {
      /// The source.
      public var source: String
      /// Its newest delivery.
      public var delivery: ObjectID
      /// How many records it created.
      public var created = 0
      /// How many existing records it changed.
      public var changed = 0
      /// How many of its observations are held.
      public var held = 0
    }

    /// The merge, or nil where nothing changed.
    public var commit: ObjectID?
    /// The commit that the merge follows on the main branch.
    public var base: ObjectID
    /// The sources whose newest delivery had not been dealt with.
    public var merged: [Merged]
    /// What reconciliation decides and finds.
    public var reconciliation: ReconciliationOutcome

    /// How many records are created.
    public var created: Int { reconciliation.changes.count { $0.isNew } }
    /// How many records that were there change.
    public var changed: Int { reconciliation.changes.count - created }
    /// The same in words: `3 records changed, 1 created`.
    public var counts: String {
      var counts: [String] = []
      if changed > 0 { counts.append("\(changed) \(changed == 1 ? "record" : "records") changed") }
      if created > 0 { counts.append("\(created) created") }
      return counts.joined(separator: ", ")
    }
  }

  private let repository: Repository
  private let snapshot: Snapshot
  private let main: ObjectID
  private let builtIn: [SchemaFile]

  /// Creates a run over the records of `main`; `builtIn` are the schemas that the program brings
  /// along.
  public init(
    _ repository: Repository,
    main: ObjectID,
    snapshot: Snapshot,
    builtIn: [SchemaFile]
  ) {
    self.repository = repository
    self.main = main
    self.snapshot = snapshot
    self.builtIn = builtIn
  }

  /// Decides what the deliveries change, and writes the merge commit; no reference moves.
  ///
  /// A merge is written only where a record changes. Its parents are `main` and, in order of source
  /// name, the newest delivery of every source that moved since the last merge. The same parents
  /// give the same commit, whoever makes it.
  public func run(write: Bool) throws -> Outcome {
    let admitted = try AdmittedPlan(repository, main: main, snapshot: snapshot, builtIn: builtIn)
    let reconciliation = try admitted.outcome()
    var outcome = Outcome(
      commit: nil,
      base: main,
      merged: Self.counts(admitted.moved, reconciliation),
      reconciliation: reconciliation
    )
    guard write, !reconciliation.changes.isEmpty else { return outcome }
    outcome.commit = try merge(outcome, admitted.moved, considered: admitted.plan.input.time)
    return outcome
  }

  private static func counts(
    _ moved: [(source: String, head: ObjectID)],
    _ outcome: ReconciliationOutcome
  ) -> [Outcome.Merged] {
    moved.map { source, head in
      var merged = Outcome.Merged(source: source, delivery: head)
      for change in outcome.changes {
        // A record that several speak of is created once.
        if change.isNew {
          if change.creator == source { merged.created += 1 }
        } else if change.sources.contains(source) {
          merged.changed += 1
        }
      }
      merged.held = outcome.held[source] ?? 0
      return merged
    }
  }

  private func merge(
    _ outcome: Outcome,
    _ moved: [(source: String, head: ObjectID)],
    considered: Int64
  ) throws -> ObjectID {
    let changes = try outcome.reconciliation.files(over: snapshot)
    let parents = [main] + moved.map(\.head)
    let time = try parents.map { try repository.readCommit($0).committer.time }.max() ?? 0
    let who = Signature(name: SyncIdentity.name, email: SyncIdentity.email, time: time)
    var writer = CommitWriter(repository)
    let tree = try repository.readCommit(main).tree
    let (commit, _) = try writer.add(
      changes,
      to: tree,
      parents: parents,
      .init(author: who, committer: who, message: message(outcome.counts, moved, considered))
    )
    try writer.flush()
    return commit
  }

  private func message(
    _ counts: String,
    _ moved: [(source: String, head: ObjectID)],
    _ considered: Int64
  ) -> String {
    var trailers = moved.map { "Source: \($0.source)\nDelivery: \($0.head)" }
    if moved.isEmpty { trailers = ["Reconcile: rules"] }
    trailers.append("Reconcile-Time: \(Timestamp(seconds: considered))")
    trailers.append("Reconciler: \(Self.reconcilerVersion)")
    let names = moved.isEmpty ? "rules" : moved.map(\.source).joined(separator: ", ")
    return "Reconcile \(names): \(counts)\n\n\(trailers.joined(separator: "\n"))\n"
  }

  /// The version of the rules of reconciliation: another one may decide otherwise.
  public static let reconcilerVersion = 1
}
