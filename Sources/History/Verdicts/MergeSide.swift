public import Snapshots

/// A further parent of a merge, with where it and the first parent parted.
public struct MergeSide {
  /// What the parent holds.
  public let records: Snapshot
  /// What both began from.
  public let base: Snapshot

  /// Creates a side.
  public init(records: Snapshot, base: Snapshot) {
    self.records = records
    self.base = base
  }
}
