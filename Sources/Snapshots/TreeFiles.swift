public import Git

/// The files of a tree in git, with changes laid over it: the tree that is about to be committed is
/// the last commit's with what is staged.
public struct TreeFiles: RecordFiles {
  /// What a change leaves at a path.
  public enum Change: Sendable, Hashable {
    /// The file goes.
    case removed
    /// The file is this blob.
    case blob(ObjectID, FileEntry.Kind)
  }

  private let repository: Repository
  private let tree: ObjectID?
  private let changes: [String: Change]

  /// Creates the files of `tree` (nil is the empty tree) with `changes` laid over them.
  public init(_ repository: Repository, tree: ObjectID?, changes: [String: Change] = [:]) {
    self.repository = repository
    self.tree = tree
    self.changes = changes
  }

  /// Returns the files below a folder, those of the tree and those that changes add.
  public func entries(below folder: String) throws -> [FileEntry] {
    let prefix = folder.isEmpty ? "" : folder + "/"
    var entries: [FileEntry] = []
    if let tree {
      try repository.walkTree(tree, under: folder) { path, entry in
        let text = String(decoding: path, as: UTF8.self)
        guard changes[text] == nil else { return }
        entries.append(
          FileEntry(
            path: text,
            kind: FileEntry.Kind(entry.mode),
            blob: entry.id,
            hasFaithfulPath: text.utf8.elementsEqual(path)
          )
        )
      }
    }
    for (path, change) in changes where path.hasPrefix(prefix) {
      if case .blob(let id, let kind) = change {
        entries.append(FileEntry(path: path, kind: kind, blob: id))
      }
    }
    return changes.isEmpty ? entries : entries.sorted { $0.path < $1.path }
  }

  /// Returns what stands at a path.
  public func entry(at path: String) throws -> FileEntry? {
    switch changes[path] {
    case .removed: return nil
    case .blob(let id, let kind): return FileEntry(path: path, kind: kind, blob: id)
    case nil:
      guard let tree, let entry = try repository.entry(at: path, in: tree), !entry.mode.isTree
      else { return nil }
      return FileEntry(path: path, kind: FileEntry.Kind(entry.mode), blob: entry.id)
    }
  }

  /// Returns the content of the file at a path.
  public func content(at path: String) throws -> [UInt8]? {
    guard let entry = try entry(at: path), entry.kind.isFile else { return nil }
    return try content(of: entry)
  }

  /// Returns the content of a listed file.
  public func content(of entry: FileEntry) throws -> [UInt8] {
    guard let blob = entry.blob else { return [] }
    return try repository.readBlob(blob)
  }

  /// Returns the contents of many listed files, read on all cores.
  public func contents(of entries: [FileEntry]) throws -> [[UInt8]] {
    let blobs = entries.compactMap(\.blob)
    guard blobs.count == entries.count else { return try entries.map { try content(of: $0) } }
    return try repository.readBlobs(blobs)
  }
}

extension FileEntry.Kind {
  /// The kind of file that a mode in a tree means.
  public init(_ mode: FileMode) {
    switch mode {
    case .regular: self = .regular
    case .executable: self = .executable
    case .symbolicLink: self = .symbolicLink
    case .submodule: self = .submodule
    default: self = .other
    }
  }
}
