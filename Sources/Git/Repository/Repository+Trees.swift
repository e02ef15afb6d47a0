extension Repository {
  /// Returns what stands at a path below a tree, or nil.
  public func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    let parts = path.split(separator: "/")
    var current = tree
    for (depth, part) in parts.enumerated() {
      let name = Array(part.utf8)
      guard let entry = try readTree(current).first(where: { $0.nameBytes == name }) else {
        return nil
      }
      if depth == parts.count - 1 { return entry }
      guard entry.mode.isTree else { return nil }
      current = entry.id
    }
    return nil
  }

  /// Hands every file below a folder of a tree to `body`, with its path in bytes, in git's order.
  public func walkTree(
    _ tree: ObjectID,
    under folder: String = "",
    _ body: (_ path: [UInt8], TreeEntry) -> Void
  ) throws(GitError) {
    guard let start = try subtree(folder, of: tree) else { return }
    let prefix = folder.isEmpty ? [] : Array("\(folder)/".utf8)
    try walk(start, prefix, depth: 0, body)
  }

  private func walk(
    _ tree: ObjectID,
    _ prefix: [UInt8],
    depth: Int,
    _ body: ([UInt8], TreeEntry) -> Void
  ) throws(GitError) {
    guard depth <= 64 else {
      throw GitError(
        .corrupt,
        "walk the tree",
        "folders are nested too deep",
        at: String(decoding: prefix, as: UTF8.self)
      )
    }
    for entry in try readTree(tree) {
      let path = prefix + entry.nameBytes
      if entry.mode.isTree {
        try walk(entry.id, path + [UInt8(ascii: "/")], depth: depth + 1, body)
      } else {
        body(path, entry)
      }
    }
  }

  /// The tree at a folder, or nil where there is none; the empty path is the tree itself.
  func subtree(_ folder: String, of tree: ObjectID) throws(GitError) -> ObjectID? {
    if folder.isEmpty { return tree }
    guard let entry = try entry(at: folder, in: tree), entry.mode.isTree else { return nil }
    return entry.id
  }

  /// Returns the tree that `root` (nil is the empty tree) becomes when each path of `edits` is made
  /// the given object, or removed where it is nil.
  ///
  /// Only the folders on the way are written anew, into `batch`; folders that end up empty go. A
  /// file where an edit needs a folder gives way to it.
  public func editTree(
    _ root: ObjectID?,
    _ edits: [String: (mode: FileMode, id: ObjectID)?],
    into batch: inout ObjectBatch
  ) throws(GitError) -> ObjectID {
    let paths = edits.map { (parts: $0.key.split(separator: "/")[...], object: $0.value) }
    return try edit(root, paths, into: &batch) ?? batch.add(.tree, [])
  }

  private typealias PathEdit = (
    parts: ArraySlice<Substring>, object: (mode: FileMode, id: ObjectID)?
  )

  /// Returns the edited folder, or nil where nothing is left in it.
  private func edit(_ tree: ObjectID?, _ edits: [PathEdit], into batch: inout ObjectBatch)
    throws(GitError) -> ObjectID?
  {
    var entries: [[UInt8]: TreeEntry] = [:]
    if let tree {
      for entry in try readTree(tree) { entries[entry.nameBytes] = entry }
    }
    for (name, group) in Dictionary(grouping: edits, by: { $0.parts.first ?? "" }) {
      let key = Array(name.utf8)
      let known = entries[key]
      for edit in group where edit.parts.count == 1 {
        entries[key] = edit.object.map { TreeEntry(nameBytes: key, mode: $0.mode, id: $0.id) }
      }
      let below = group.filter { $0.parts.count > 1 }.map {
        (parts: $0.parts.dropFirst(), object: $0.object)
      }
      if below.isEmpty { continue }
      let folder = known.flatMap { $0.mode.isTree ? $0.id : nil }
      if let id = try self.edit(folder, below, into: &batch) {
        entries[key] = TreeEntry(nameBytes: key, mode: .tree, id: id)
      } else if folder != nil {
        entries[key] = nil
      }
    }
    if entries.isEmpty { return nil }
    let list = Array(entries.values)
    let id = batch.add(.tree, TreeText.bytes(list))
    trees[id] = list.sorted { $0.precedes($1) }
    return id
  }
}
