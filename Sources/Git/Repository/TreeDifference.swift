/// One path in which two trees differ.
public struct TreeDifference: Hashable, Sendable {
  /// What stands at the path in one of the trees; folders never do, only what is in them.
  public struct Side: Hashable, Sendable {
    /// What it is.
    public let mode: FileMode
    /// The object.
    public let id: ObjectID
  }

  /// The path; bytes that are no UTF-8 are replaced.
  public let path: String
  /// What stood there, or nil.
  public let old: Side?
  /// What stands there, or nil.
  public let new: Side?
}

extension Repository {
  /// Returns every file that differs between two trees (nil is the empty tree), sorted by path; with
  /// `prefix` only those below that folder.
  ///
  /// Folders with the same id are skipped whole, so the cost follows the difference.
  public func treeDifference(from old: ObjectID?, to new: ObjectID?, under prefix: String = "")
    throws(GitError) -> [TreeDifference]
  {
    var found: [TreeDifference] = []
    let before = try old.flatMapTree { tree throws(GitError) in try subtree(prefix, of: tree) }
    let after = try new.flatMapTree { tree throws(GitError) in try subtree(prefix, of: tree) }
    try compare(before, after, at: prefix, into: &found)
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private func compare(
    _ old: ObjectID?,
    _ new: ObjectID?,
    at path: String,
    into found: inout [TreeDifference]
  ) throws(GitError) {
    if old == new { return }
    let before = try old.flatMapTree { tree throws(GitError) in try readTree(tree) } ?? []
    let after = try new.flatMapTree { tree throws(GitError) in try readTree(tree) } ?? []
    var (left, right) = (before.startIndex, after.startIndex)
    while left < before.count || right < after.count {
      if left < before.count, right < after.count, before[left] == after[right] {
        left += 1
        right += 1
        continue
      }
      if left < before.count, right < after.count,
        before[left].nameBytes == after[right].nameBytes,
        before[left].mode.isTree == after[right].mode.isTree
      {
        try note(before[left], after[right], at: path, into: &found)
        left += 1
        right += 1
      } else if right == after.count
        || (left < before.count && before[left].precedes(after[right]))
      {
        try note(before[left], nil, at: path, into: &found)
        left += 1
      } else {
        try note(nil, after[right], at: path, into: &found)
        right += 1
      }
    }
  }

  private func note(
    _ old: TreeEntry?,
    _ new: TreeEntry?,
    at path: String,
    into found: inout [TreeDifference]
  ) throws(GitError) {
    guard let entry = new ?? old else { return }
    let place = path.isEmpty ? entry.name : "\(path)/\(entry.name)"
    if entry.mode.isTree {
      try compare(old?.id, new?.id, at: place, into: &found)
    } else {
      found.append(
        TreeDifference(
          path: place,
          old: old.map { .init(mode: $0.mode, id: $0.id) },
          new: new.map { .init(mode: $0.mode, id: $0.id) }
        )
      )
    }
  }
}

extension Optional where Wrapped == ObjectID {
  /// `flatMap` for a body with a typed error.
  fileprivate func flatMapTree<Result>(
    _ body: (ObjectID) throws(GitError) -> Result?
  ) throws(GitError) -> Result? {
    guard let id = self else { return nil }
    return try body(id)
  }
}
