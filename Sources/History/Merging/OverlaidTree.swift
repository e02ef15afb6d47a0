public import Git

/// A tree with changes laid over it that nobody has stored: what a merge makes, and what the next
/// merge starts from where two histories crossed.
public struct OverlaidTree: Sendable {
  /// What stands at a path.
  public typealias Side = TreeDifference.Side

  /// The tree that is stored; nil is the empty one.
  public let tree: ObjectID?
  /// What each path becomes that differs from the tree; nil where the file goes.
  public internal(set) var changes: [[UInt8]: Side?] = [:]
  /// The contents that are not stored.
  private(set) var contents: [ObjectID: [UInt8]] = [:]

  /// Takes a stored tree as it is.
  public init(tree: ObjectID?) { self.tree = tree }

  /// Gives a path other content.
  mutating func write(_ content: [UInt8], mode: FileMode, to path: [UInt8]) {
    let id = ObjectID.hash(.blob, content)
    contents[id] = content
    changes[path] = .some(Side(mode: mode, id: id))
  }

  /// Makes the contents of another tree known, so that its files can be laid over this one.
  mutating func know(_ other: OverlaidTree) { contents.merge(other.contents) { same, _ in same } }

  /// Returns the content of a file of the tree.
  func content(of side: Side, _ repository: Repository) throws(GitError) -> [UInt8] {
    if let content = contents[side.id] { return content }
    return try repository.readBlob(side.id)
  }

  /// Returns every path in which another tree differs, by path.
  func differences(to other: OverlaidTree, _ repository: Repository) throws(GitError)
    -> [[UInt8]: (old: Side?, new: Side?)]
  {
    var found: [[UInt8]: (old: Side?, new: Side?)] = [:]
    for entry in try repository.treeDifference(from: tree, to: other.tree) {
      found[entry.pathBytes] = (entry.old, entry.new)
    }
    for path in Set(changes.keys).union(other.changes.keys) {
      var sides = found[path] ?? (nil, nil)
      if found[path] == nil {
        // The stored trees have the same there.
        let same = try stored(at: path, repository)
        sides = (same, same)
      }
      if let change = changes[path] { sides.old = change }
      if let change = other.changes[path] { sides.new = change }
      found[path] = sides.old == sides.new ? nil : sides
    }
    return found
  }

  private func stored(at path: [UInt8], _ repository: Repository) throws(GitError) -> Side? {
    guard let tree, let entry = try repository.entry(at: path, in: tree), !entry.mode.isTree
    else { return nil }
    return Side(mode: entry.mode, id: entry.id)
  }

  /// Adds what is not stored to a batch, and returns the id of the whole tree.
  public func store(in batch: inout ObjectBatch, _ repository: Repository) throws(GitError)
    -> ObjectID
  {
    for change in changes.values {
      if let side = change, let content = contents[side.id] { batch.add(.blob, content) }
    }
    return try repository.editTree(
      tree,
      atBytes: changes.mapValues { side in side.map { (mode: $0.mode, id: $0.id) } },
      into: &batch
    )
  }
}
