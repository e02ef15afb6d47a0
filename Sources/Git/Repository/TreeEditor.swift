/// Makes the tree that another becomes by a set of edits, by rewriting the folders on the way and no
/// others.
struct TreeEditor {
  /// What a path becomes: an object, or nothing.
  typealias Object = (mode: FileMode, id: ObjectID)

  /// The edits at one name of a folder: of the name itself, and of paths below it.
  private struct Node {
    var edit: Object??
    var below: [[UInt8]: Node] = [:]
  }

  private let repository: Repository
  private var root = Node()

  /// Sorts the edits by folder.
  ///
  /// - Throws: `invalidName` for a path that git would not hold, or one that is made a file and a
  ///   folder at once.
  init(_ repository: Repository, _ edits: [[UInt8]: Object?]) throws(GitError) {
    self.repository = repository
    for (path, object) in edits {
      let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      for part in parts {
        if let objection = TreePath.objection(to: part) {
          throw GitError(
            .invalidName,
            "edit the tree",
            objection,
            at: String(decoding: path, as: UTF8.self)
          )
        }
      }
      Self.insert(object, parts.map { Array($0) }[...], into: &root)
    }
  }

  private static func insert(_ object: Object?, _ parts: ArraySlice<[UInt8]>, into node: inout Node)
  {
    guard let first = parts.first else {
      node.edit = .some(object)
      return
    }
    insert(object, parts.dropFirst(), into: &node.below[first, default: Node()])
  }

  /// Returns the edited tree, whose new folders are in the batch; the empty tree where nothing is
  /// left.
  func apply(to tree: ObjectID?, into batch: inout ObjectBatch) throws(GitError) -> ObjectID {
    if let id = try edit(tree, root, at: [], into: &batch) { return id }
    return tree == .emptyTree ? .emptyTree : batch.add(.tree, [])
  }

  private func text(_ tree: ObjectID?, _ batch: ObjectBatch) throws(GitError) -> TreeText {
    guard let tree else { return .empty }
    if let bytes = batch.content(of: tree, .tree) { return TreeText(id: tree, bytes: bytes) }
    return try repository.treeText(tree)
  }

  /// Returns the edited folder, or nil where nothing is left in it.
  private func edit(
    _ tree: ObjectID?,
    _ node: Node,
    at folder: [UInt8],
    into batch: inout ObjectBatch
  ) throws(GitError) -> ObjectID? {
    let old = try text(tree, batch)
    var pending = node.below
    var parts = Parts(old)
    var offset = 0
    var previous: TreeText.Entry?
    while let entry = try old.entry(at: offset) {
      if let previous, old.order(previous, old, entry) >= 0 {
        throw GitError(
          .corrupt,
          "edit the tree",
          "its entries are not sorted",
          at: old.id.hex,
          remedy: "git fsck names what is damaged"
        )
      }
      previous = entry
      offset = entry.end
      let name = Array(old.name(of: entry))
      guard let edits = pending.removeValue(forKey: name) else { continue }
      let known: Object = (FileMode(entry.mode), old.id(of: entry))
      let made = try object(known, edits, at: TreePath.joined(folder, name), into: &batch)
      if let made, made == known { continue }
      parts.replace(entry, by: made.map { .init(nameBytes: name, mode: $0.mode, id: $0.id) })
    }
    for (name, edits) in pending {
      let path = TreePath.joined(folder, name)
      guard let made = try object(nil, edits, at: path, into: &batch) else { continue }
      parts.add(TreeEntry(nameBytes: name, mode: made.mode, id: made.id))
    }
    guard parts.isChanged else { return old.bytes.isEmpty ? nil : tree }
    let bytes = try parts.joined()
    return bytes.isEmpty ? nil : batch.add(.tree, bytes)
  }

  /// Returns what one name becomes: first the edit of the name itself, then those below it.
  private func object(
    _ known: Object?,
    _ node: Node,
    at path: [UInt8],
    into batch: inout ObjectBatch
  ) throws(GitError) -> Object? {
    let start = node.edit ?? known
    if node.below.isEmpty { return start }
    let folder = start.flatMap { $0.mode.isTree ? $0.id : nil }
    guard let id = try edit(folder, node, at: path, into: &batch) else {
      // Removals below what is a file leave the file.
      return folder == nil ? start : nil
    }
    if folder == nil, case .some(.some) = node.edit {
      throw GitError(
        .invalidName,
        "edit the tree",
        "the path is to be a file and a folder at once",
        at: String(decoding: path, as: UTF8.self)
      )
    }
    return (.tree, id)
  }
}

extension TreeEditor {
  /// The pieces of an edited folder: ranges of the old one, and entries that are new.
  private struct Parts {
    private let old: TreeText
    private var changes: [(at: TreeText.Entry, by: TreeEntry?)] = []
    private var additions: [TreeEntry] = []

    init(_ old: TreeText) { self.old = old }

    var isChanged: Bool { !changes.isEmpty || !additions.isEmpty }

    /// Replaces an entry; the calls come in order.
    mutating func replace(_ entry: TreeText.Entry, by new: TreeEntry?) {
      // A file that becomes a folder, or the other way round, has another place.
      if let new, new.mode.isTree != entry.isTree {
        changes.append((entry, nil))
        additions.append(new)
      } else {
        changes.append((entry, new))
      }
    }

    mutating func add(_ entry: TreeEntry) { additions.append(entry) }

    /// The bytes of the edited folder.
    func joined() throws(GitError) -> [UInt8] {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(old.bytes.count + additions.count * 48)
      var added = additions.map { TreeEditor.single($0) }
        .sorted { $0.text.order($0.entry, $1.text, $1.entry) < 0 }[...]
      var changed = changes[...]
      var copied = 0
      var offset = 0
      // Without additions nothing but the changed places needs to be looked at.
      while !added.isEmpty, let entry = try old.entry(at: offset) {
        while let next = added.first, next.text.order(next.entry, old, entry) < 0 {
          Self.copy(old, &copied, upTo: entry.start, &changed, into: &bytes)
          bytes += next.text.bytes
          added.removeFirst()
        }
        offset = entry.end
      }
      Self.copy(old, &copied, upTo: old.bytes.count, &changed, into: &bytes)
      for next in added { bytes += next.text.bytes }
      return bytes
    }

    /// Copies the old folder up to a place, with what was changed there.
    private static func copy(
      _ old: TreeText,
      _ copied: inout Int,
      upTo end: Int,
      _ changed: inout ArraySlice<(at: TreeText.Entry, by: TreeEntry?)>,
      into bytes: inout [UInt8]
    ) {
      while let change = changed.first, change.at.start < end {
        bytes += old.bytes[copied..<change.at.start]
        if let new = change.by {
          TreeText.append(mode: new.mode, name: new.nameBytes, id: new.id, to: &bytes)
        }
        copied = change.at.end
        changed.removeFirst()
      }
      if copied < end {
        bytes += old.bytes[copied..<end]
        copied = end
      }
    }
  }

  /// A folder of one entry, by which the entry can be compared with others.
  private static func single(_ value: TreeEntry) -> (text: TreeText, entry: TreeText.Entry) {
    var bytes: [UInt8] = []
    TreeText.append(mode: value.mode, name: value.nameBytes, id: value.id, to: &bytes)
    let nameEnd = bytes.count - 21
    let entry = TreeText.Entry(
      mode: value.mode.number,
      start: 0,
      nameStart: nameEnd - value.nameBytes.count,
      nameEnd: nameEnd
    )
    return (TreeText(id: .zero, bytes: bytes), entry)
  }
}

extension Repository {
  /// Returns the tree that `root` (nil is the empty tree) becomes when each path of `edits` is made
  /// the given object, or removed where it is nil.
  ///
  /// Only the folders on the way are written anew, into `batch`; the root and its folders may be in
  /// the batch already, so that one commit builds on the other. Folders that end up empty go. A file
  /// where an edit needs a folder gives way to it, a folder that is to be a file goes with all that is
  /// in it, and removing what is not there does nothing.
  ///
  /// - Throws: `invalidName` for a path that git would not hold, or one that is made a file and a
  ///   folder at once; `corrupt` where a folder on the way is malformed.
  public func editTree(
    _ root: ObjectID?,
    _ edits: [String: (mode: FileMode, id: ObjectID)?],
    into batch: inout ObjectBatch
  ) throws(GitError) -> ObjectID {
    var byBytes: [[UInt8]: (mode: FileMode, id: ObjectID)?] = [:]
    for (path, object) in edits { byBytes[Array(path.utf8)] = .some(object) }
    return try editTree(root, atBytes: byBytes, into: &batch)
  }

  /// As `editTree` for paths in text: a path is the bytes that git stores.
  public func editTree(
    _ root: ObjectID?,
    atBytes edits: [[UInt8]: (mode: FileMode, id: ObjectID)?],
    into batch: inout ObjectBatch
  ) throws(GitError) -> ObjectID {
    try TreeEditor(self, edits).apply(to: root, into: &batch)
  }

  /// Returns the tree that is about to be committed: `root` with what is staged.
  public func stagedTree(
    over root: ObjectID?,
    _ changes: [StagedChange],
    into batch: inout ObjectBatch
  ) throws(GitError) -> ObjectID {
    var edits: [String: (mode: FileMode, id: ObjectID)?] = [:]
    for change in changes {
      if change.rawPath != nil {
        throw GitError(.invalidName, "edit the tree", "the path is not UTF-8", at: change.path)
      }
      edits[change.path] = .some(change.new.map { ($0.mode, $0.id) })
    }
    return try editTree(root, edits, into: &batch)
  }
}
