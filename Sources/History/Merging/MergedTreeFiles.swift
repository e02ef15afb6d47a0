public import Git
public import Snapshots

/// The files of a merge result, of which nothing is stored yet.
public struct MergedTreeFiles: RecordFiles {
  private let stored: TreeFiles
  private let repository: Repository
  private let tree: OverlaidTree

  /// Creates the files of a merged tree.
  public init(_ repository: Repository, _ tree: OverlaidTree) {
    var changes: [String: TreeFiles.Change] = [:]
    for (path, side) in tree.changes {
      changes[String(decoding: path, as: UTF8.self)] =
        side.map { .blob($0.id, FileEntry.Kind($0.mode)) } ?? .removed
    }
    stored = TreeFiles(repository, tree: tree.tree, changes: changes)
    self.repository = repository
    self.tree = tree
  }

  /// Returns the files below a folder.
  public func entries(below folder: String) throws -> [FileEntry] {
    try stored.entries(below: folder)
  }

  /// Returns what stands at a path.
  public func entry(at path: String) throws -> FileEntry? { try stored.entry(at: path) }

  /// Returns the content of the file at a path.
  public func content(at path: String) throws -> [UInt8]? {
    guard let entry = try entry(at: path), entry.kind.isFile else { return nil }
    return try content(of: entry)
  }

  /// Returns the content of a listed file.
  public func content(of entry: FileEntry) throws -> [UInt8] {
    if let blob = entry.blob, let content = tree.contents[blob] { return content }
    return try stored.content(of: entry)
  }
}
