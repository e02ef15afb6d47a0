/// One path in which two trees differ.
public struct TreeDifference: Hashable, Sendable {
  /// What stands at the path in one of the trees; folders never do, only what is in them.
  public struct Side: Hashable, Sendable {
    /// What it is.
    public let mode: FileMode
    /// The object.
    public let id: ObjectID

    /// Creates a side.
    public init(mode: FileMode, id: ObjectID) {
      self.mode = mode
      self.id = id
    }
  }

  /// How the path differs.
  public enum Kind: Hashable, Sendable {
    /// It is only in the new tree.
    case added
    /// It is only in the old tree.
    case removed
    /// It is in both, and its content or mode is another.
    case changed
  }

  /// The path; bytes that are no UTF-8 are replaced.
  public let path: String
  /// The path as git stores it, where `path` cannot say it.
  public let rawPath: [UInt8]?
  /// What stood there, or nil.
  public let old: Side?
  /// What stands there, or nil.
  public let new: Side?

  init(path bytes: [UInt8], old: Side?, new: Side?) {
    (path, rawPath) = TreePath.texts(bytes)
    self.old = old
    self.new = new
  }

  /// The path as git stores it.
  public var pathBytes: [UInt8] { rawPath ?? Array(path.utf8) }

  /// How the path differs.
  public var kind: Kind { old == nil ? .added : new == nil ? .removed : .changed }
}

extension Repository {
  /// Returns every file that differs between two trees (nil is the empty tree), in git's order, which
  /// is that of the paths' bytes; with `prefix` only that file, or those below that folder.
  ///
  /// Folders with the same id are skipped whole, so the cost follows the difference. A file that
  /// becomes a folder is one that is removed, and those in the folder are added; a file that becomes
  /// a link is changed.
  public func treeDifference(from old: ObjectID?, to new: ObjectID?, under prefix: String = "")
    throws(GitError) -> [TreeDifference]
  {
    var found: [TreeDifference] = []
    try treeDifference(from: old, to: new, under: prefix) { found.append($0) }
    return found
  }

  /// Hands every file that differs between two trees to `body`, in the order of `treeDifference`.
  public func treeDifference(
    from old: ObjectID?,
    to new: ObjectID?,
    under prefix: String = "",
    _ body: (TreeDifference) throws(GitError) -> Void
  ) throws(GitError) {
    let parts = prefix.utf8.split(separator: UInt8(ascii: "/"))
    let path = Array(parts.joined(separator: CollectionOfOne(UInt8(ascii: "/"))))
    try compareSides(
      try side(prefix, isWhole: parts.isEmpty, of: old),
      try side(prefix, isWhole: parts.isEmpty, of: new),
      at: path,
      depth: 0,
      body
    )
  }

  private func side(_ path: String, isWhole: Bool, of tree: ObjectID?) throws(GitError)
    -> TreeDifference.Side?
  {
    guard let tree else { return nil }
    if isWhole { return .init(mode: .tree, id: tree) }
    guard let entry = try entry(at: path, in: tree) else { return nil }
    return .init(mode: entry.mode, id: entry.id)
  }

  /// Compares what stands at one path, which may be a file on one side and a folder on the other.
  private func compareSides(
    _ old: TreeDifference.Side?,
    _ new: TreeDifference.Side?,
    at path: [UInt8],
    depth: Int,
    _ body: (TreeDifference) throws(GitError) -> Void
  ) throws(GitError) {
    if old == new { return }
    let oldFile = old?.mode.isTree == true ? nil : old
    let newFile = new?.mode.isTree == true ? nil : new
    if oldFile != nil || newFile != nil {
      try body(TreeDifference(path: path, old: oldFile, new: newFile))
    }
    let oldTree = oldFile == nil ? old?.id : nil
    let newTree = newFile == nil ? new?.id : nil
    if oldTree != nil || newTree != nil {
      try compareTrees(oldTree, newTree, at: path, depth: depth, body)
    }
  }

  private func compareTrees(
    _ old: ObjectID?,
    _ new: ObjectID?,
    at folder: [UInt8],
    depth: Int,
    _ body: (TreeDifference) throws(GitError) -> Void
  ) throws(GitError) {
    try refuseDepth(depth, at: folder)
    var before = TreeText.empty
    if let old { before = try treeText(old) }
    var after = TreeText.empty
    if let new { after = try treeText(new) }
    var left = try before.entry(at: 0)
    var right = try after.entry(at: 0)
    while left != nil || right != nil {
      let order = Self.order(left, before, right, after)
      let isEqual =
        order == 0
        && left.map { one in right.map { before.isSame(one, after, $0) } ?? false } ?? false
      if !isEqual {
        let oldEntry = order <= 0 ? left : nil
        let newEntry = order >= 0 ? right : nil
        guard let name = newEntry.map(after.name) ?? oldEntry.map(before.name) else { return }
        try compareSides(
          oldEntry.map { .init(mode: FileMode($0.mode), id: before.id(of: $0)) },
          newEntry.map { .init(mode: FileMode($0.mode), id: after.id(of: $0)) },
          at: TreePath.joined(folder, name),
          depth: depth + 1,
          body
        )
      }
      if order <= 0, let entry = left { left = try before.entry(at: entry.end) }
      if order >= 0, let entry = right { right = try after.entry(at: entry.end) }
    }
  }

  /// Which of two entries comes first; one that is not there comes last.
  private static func order(
    _ left: TreeText.Entry?,
    _ before: TreeText,
    _ right: TreeText.Entry?,
    _ after: TreeText
  ) -> Int {
    guard let left else { return 1 }
    guard let right else { return -1 }
    return before.order(left, after, right)
  }
}
