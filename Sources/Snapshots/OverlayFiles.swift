/// The files of another source with contents laid over them that are not stored anywhere yet: what
/// the repository would be after an edit.
public struct OverlayFiles: RecordFiles {
  private let base: any RecordFiles
  private let changes: ChangeSet

  /// Creates the files of `base` as they are after `changes`.
  public init(_ base: any RecordFiles, changes: ChangeSet) {
    self.base = base
    self.changes = changes
  }

  /// Returns the files below a folder, with those that the changes add and without those they remove.
  public func entries(below folder: String) throws -> [FileEntry] {
    let prefix = folder.isEmpty ? "" : folder + "/"
    var entries = try base.entries(below: folder).filter { changes.files[$0.path] == nil }
    for (path, content) in changes.files where content != nil && path.hasPrefix(prefix) {
      entries.append(FileEntry(path: path, kind: .regular, blob: nil))
    }
    return entries.sorted { $0.path < $1.path }
  }

  /// Returns what stands at a path after the changes.
  public func entry(at path: String) throws -> FileEntry? {
    guard let change = changes.files[path] else { return try base.entry(at: path) }
    return change == nil ? nil : FileEntry(path: path, kind: .regular, blob: nil)
  }

  /// Returns the content of the file at a path after the changes.
  public func content(at path: String) throws -> [UInt8]? {
    guard let change = changes.files[path] else { return try base.content(at: path) }
    return change
  }

  /// Returns the content of a listed file.
  public func content(of entry: FileEntry) throws -> [UInt8] {
    if let change = changes.files[entry.path], let content = change { return content }
    return try base.content(of: entry)
  }
}
