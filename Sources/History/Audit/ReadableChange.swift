internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// A change as evidence tells it: a text that cannot be parsed is said to be one, not to have lost
/// every attribute, and what mends it is compared with the last text that could be read.
struct ReadableChange {
  var reference: Reference
  var from: Reference?
  var attribute: AttributePath?
  var kind: AuditRow.Kind
  var old: Value?
  var new: Value?

  private init(unreadable reference: Reference) {
    self.reference = reference
    kind = .unreadable
  }

  private init(_ change: AttributeChange) {
    reference = change.reference
    from = change.from
    attribute = change.attribute
    old = change.old
    new = change.new
    kind =
      switch change.kind {
      case .created: .created
      case .deleted: .deleted
      case .renamed: .renamed
      case .added: .added
      case .changed: .changed
      case .removed: .removed
      case .unparsable: .unreadable
      }
  }

  /// Tells the changes of a commit.
  static func told(
    _ changes: [AttributeChange],
    in commit: CommitFacts,
    _ snapshots: CommitSnapshots
  ) throws -> [ReadableChange] {
    var groups: [[AttributeChange]] = []
    for change in changes {
      if groups.last?.last?.reference == change.reference {
        groups[groups.count - 1].append(change)
      } else {
        groups.append([change])
      }
    }
    return try groups.flatMap { try told(one: $0, in: commit, snapshots) }
  }

  private static func told(
    one changes: [AttributeChange],
    in commit: CommitFacts,
    _ snapshots: CommitSnapshots
  ) throws -> [ReadableChange] {
    let reference = changes[0].reference
    // Every record says its id, so a text that has lost or gained it may be none.
    let id = changes.first { $0.attribute?.description == "id" }?.kind
    let whole = changes.filter { $0.attribute == nil }
    if id == .removed || changes[0].kind == .created {
      let after = try snapshots.snapshot(of: commit.id)
      if try isUnreadable(reference, in: after) {
        return whole.map(Self.init) + [ReadableChange(unreadable: reference)]
      }
    } else if id == .added, let last = try lastReadable(reference, before: commit, snapshots) {
      let after = try snapshots.snapshot(of: commit.id)
      let keys = after.catalogue.recordClass(reference.className)?.listKeys ?? .none
      let new = try after.record(reference)?.value
      return AttributeDifference.between(last, new, of: reference, keys: keys).map(Self.init)
    }
    return changes.map(Self.init)
  }

  private static func isUnreadable(_ reference: Reference, in snapshot: Snapshot) throws -> Bool {
    try snapshot.exists(reference) && snapshot.record(reference) == nil
  }

  /// The record in the last commit, along first parents, in which it could be read; nil where it could
  /// be right before, or was not there.
  private static func lastReadable(
    _ reference: Reference,
    before commit: CommitFacts,
    _ snapshots: CommitSnapshots
  ) throws -> Value? {
    var isRightBefore = true
    var next = commit.parents.first
    while let id = next {
      let snapshot = try snapshots.snapshot(of: id)
      if let record = try snapshot.record(reference) { return isRightBefore ? nil : record.value }
      guard try snapshot.exists(reference) else { return nil }
      isRightBefore = false
      next = try snapshots.repository.readCommitNode(id).parents.first
    }
    return nil
  }
}
