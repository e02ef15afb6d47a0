/// Where a snapshot's files come from: a tree in git, or the working tree that the user sees.
public protocol RecordFiles {
  /// Returns every file below a folder, at any depth, sorted by path; empty where there is no such
  /// folder.
  func entries(below folder: String) throws -> [FileEntry]
  /// Returns what stands at a path, or nil.
  func entry(at path: String) throws -> FileEntry?
  /// Returns the content of a file, or nil where there is none; a link is not followed.
  func content(at path: String) throws -> [UInt8]?
  /// Returns the content of a listed file.
  func content(of entry: FileEntry) throws -> [UInt8]
  /// Returns the contents of many listed files, in order.
  func contents(of entries: [FileEntry]) throws -> [[UInt8]]
}

extension RecordFiles {
  /// Returns the contents of many listed files, one after the other.
  public func contents(of entries: [FileEntry]) throws -> [[UInt8]] {
    try entries.map { try content(of: $0) }
  }
}
