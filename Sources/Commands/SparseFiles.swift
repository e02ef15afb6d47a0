internal import Git
internal import Snapshots

/// The working tree of a sparse checkout: what git has left out of it stands as git stores it.
struct SparseFiles: RecordFiles {
  private let present: WorkingTreeFiles
  private let absent: TreeFiles

  /// Reads from git which files it has left out; nil where it has left out none.
  init?(_ repository: Repository, root: String) throws {
    let skipped = try repository.skippedFiles()
    if skipped.isEmpty { return nil }
    present = WorkingTreeFiles(root: root, trustsModes: repository.trustsFileModes)
    var changes: [String: TreeFiles.Change] = [:]
    for (path, entry) in skipped { changes[path] = .blob(entry.id, FileEntry.Kind(entry.mode)) }
    absent = TreeFiles(repository, tree: nil, changes: changes)
  }

  func entries(below folder: String) throws -> [FileEntry] {
    let present = try present.entries(below: folder)
    let known = Set(present.map(\.path))
    let absent = try absent.entries(below: folder).filter { !known.contains($0.path) }
    return (present + absent).sorted { $0.path < $1.path }
  }

  func entry(at path: String) throws -> FileEntry? {
    try present.entry(at: path) ?? absent.entry(at: path)
  }

  func content(at path: String) throws -> [UInt8]? {
    try present.content(at: path) ?? absent.content(at: path)
  }

  func content(of entry: FileEntry) throws -> [UInt8] {
    entry.blob == nil ? try present.content(of: entry) : try absent.content(of: entry)
  }
}
