internal import Documents
public import Git
public import History
internal import Reconciliation
public import Records
internal import Snapshots

/// Tells what a machine wrote from what only says so: an author and trailers are text that anybody
/// can write, so the commit is recomputed from its parents.
///
/// A value is a machine's where the recomputation gives the record that very value. That is asked for
/// each attribute and not for the commit as a whole, so that a merge to which a person added
/// something stays a machine's in all the rest.
///
/// A recomputation asks who wrote the values that stood before, and so would lead through the whole
/// history. So it first takes earlier commits at their word; only where the result differs from the
/// commit, earlier ones are recomputed as well. Each commit is recomputed at most once each way, and
/// only those are that the fate of a value hangs on.
public final class MachineCommits {
  private let repository: Repository
  private let snapshots: CommitSnapshots
  private var trusting: [ObjectID: [Reference: ReconciliationOutcome.Change]] = [:]
  private var doubting: [ObjectID: [Reference: ReconciliationOutcome.Change]] = [:]

  /// Creates an answerer; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    self.repository = repository
    snapshots = CommitSnapshots(repository, builtIn: builtIn)
  }

  /// Whether a machine gave a leaf of a record the value that it has in a commit. `keys` are those
  /// that the leaf is named by.
  func wrote(_ leaf: Leaf, of record: Record, keys: ListKeys, in commit: CommitFacts) throws -> Bool
  {
    try change(giving: leaf, to: record, keys: keys, in: commit) != nil
  }

  /// What a machine did to a record in a commit by which a leaf has its value, or nil where it was no
  /// machine. The record may have had another name then.
  func change(
    giving leaf: Leaf,
    to record: Record,
    keys: ListKeys,
    in commit: CommitFacts
  ) throws -> ReconciliationOutcome.Change? {
    guard commit.isMachine, Self.isWellFormed(commit) else { return nil }
    for isTrusting in [true, false] {
      let changes = try changes(in: commit, isTrusting: isTrusting)
      let change =
        changes[record.reference]
        ?? changes.values.first { Self.isSameThing($0.value, record.value) }
      if let change, change.value.leaves(keys: keys).contains(leaf) { return change }
    }
    return nil
  }

  /// Whether two states of records are bound to one key: a record keeps its bindings when people call
  /// it something else.
  private static func isSameThing(_ one: Value, _ other: Value) -> Bool {
    let bindings = Bindings.all(in: other)
    return Bindings.all(in: one).contains { source, keys in
      bindings.contains { $0.source == source && !Set($0.keys).isDisjoint(with: keys) }
    }
  }

  private static func isWellFormed(_ commit: CommitFacts) -> Bool {
    commit.bringsItsDeliveries && !commit.parents.isEmpty
      && (commit.recomputation == nil || commit.deliveries.isEmpty)
  }

  /// What changes when a commit is recomputed.
  private func changes(in commit: CommitFacts, isTrusting: Bool) throws
    -> [Reference: ReconciliationOutcome.Change]
  {
    if let known = isTrusting ? trusting[commit.id] : doubting[commit.id] { return known }
    let changes: [Reference: ReconciliationOutcome.Change]
    do {
      changes = try recompute(commit, isTrusting: isTrusting)
    } catch let error as GitError {
      // What cannot be recomputed here proves nothing.
      guard [.notFound, .shallow, .promisorMissing].contains(error.code) else { throw error }
      changes = [:]
    }
    if isTrusting { trusting[commit.id] = changes } else { doubting[commit.id] = changes }
    return changes
  }

  private func recompute(_ commit: CommitFacts, isTrusting: Bool) throws
    -> [Reference: ReconciliationOutcome.Change]
  {
    guard let parent = commit.parents.first else { return [:] }
    let snapshot = try snapshots.snapshot(of: parent)
    let changes = try reconcile(commit, over: snapshot, at: parent, isTrusting: isTrusting).changes
    return Dictionary(changes.map { ($0.reference, $0) }) { first, _ in first }
  }

  /// Returns the tree that a sync merge must have: that of its first parent, with what reconciling
  /// its parents gives; nil for a commit without parents.
  public func tree(of commit: CommitFacts) throws -> ObjectID? {
    guard let parent = commit.parents.first else { return nil }
    let snapshot = try snapshots.snapshot(of: parent)
    let outcome = try reconcile(commit, over: snapshot, at: parent, isTrusting: false)
    var scratch = ObjectBatch()
    var edits: [String: (mode: FileMode, id: ObjectID)?] = [:]
    for (path, content) in try outcome.files(over: snapshot).files {
      edits[path] = .some(content.map { (.regular, scratch.add(.blob, $0)) })
    }
    return try repository.editTree(repository.readCommit(parent).tree, edits, into: &scratch)
  }

  private func reconcile(
    _ commit: CommitFacts,
    over snapshot: Snapshot,
    at parent: ObjectID,
    isTrusting: Bool
  ) throws -> ReconciliationOutcome {
    // A history may be long, and each of its commits is asked for once or twice.
    try snapshots.forget(but: [])
    let sources = try SourceCatalogue(snapshot)
    var heads = try SourceHeads.reachable(from: parent, of: sources.sources, in: repository)
    for (source, delivery) in SourceHeads.deliveries(of: commit) { heads[source] = delivery }
    let plan = try ReconciliationPlan(
      repository: repository,
      main: parent,
      snapshot: snapshot,
      sources: sources,
      heads: heads,
      machines: isTrusting ? nil : self
    )
    return try Reconciliation.run(plan.input)
  }
}
