extension Repository {
  /// How deep folders may be nested; deeper ones are made to exhaust the stack.
  static let deepestFolder = 128

  /// Returns what stands at a path below a tree, or nil.
  public func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    try entry(at: Array(path.utf8), in: tree)
  }

  /// As `entry` for a path in text: a path is the bytes that git stores.
  public func entry(at path: [UInt8], in tree: ObjectID) throws(GitError) -> TreeEntry? {
    let parts = path.split(separator: UInt8(ascii: "/"))
    var current = tree
    for (depth, part) in parts.enumerated() {
      let text = try treeText(current)
      guard let entry = try text.entry(named: part) else { return nil }
      if depth == parts.count - 1 { return text.value(of: entry) }
      guard entry.isTree else { return nil }
      current = text.id(of: entry)
    }
    return nil
  }

  /// Hands every file below a folder of a tree to `body`, with its path in bytes, in git's order.
  /// Submodules and links are files here.
  public func walkTree(
    _ tree: ObjectID,
    under folder: String = "",
    _ body: (_ path: [UInt8], TreeEntry) throws(GitError) -> Void
  ) throws(GitError) {
    let parts = folder.utf8.split(separator: UInt8(ascii: "/"))
    let name = Array(parts.joined(separator: CollectionOfOne(UInt8(ascii: "/"))))
    guard let start = try subtree(folder, of: tree) else { return }
    try walk(start, name, depth: 0, body)
  }

  private func walk(
    _ tree: ObjectID,
    _ folder: [UInt8],
    depth: Int,
    _ body: ([UInt8], TreeEntry) throws(GitError) -> Void
  ) throws(GitError) {
    let text = try treeText(tree)
    try refuseDepth(depth, at: folder)
    var offset = 0
    while let entry = try text.entry(at: offset) {
      offset = entry.end
      let path = TreePath.joined(folder, text.name(of: entry))
      if entry.isTree {
        try walk(text.id(of: entry), path, depth: depth + 1, body)
      } else {
        try body(path, text.value(of: entry))
      }
    }
  }

  func refuseDepth(_ depth: Int, at folder: [UInt8]) throws(GitError) {
    guard depth <= Self.deepestFolder else {
      throw GitError(
        .corrupt,
        "read the tree",
        "folders are nested more than \(Self.deepestFolder) deep",
        at: String(decoding: folder.prefix(200), as: UTF8.self)
      )
    }
  }

  /// The tree at a folder, or nil where there is none; the empty path is the tree itself.
  func subtree(_ folder: String, of tree: ObjectID) throws(GitError) -> ObjectID? {
    if folder.utf8.allSatisfy({ $0 == UInt8(ascii: "/") }) { return tree }
    guard let entry = try entry(at: folder, in: tree), entry.mode.isTree else { return nil }
    return entry.id
  }
}
