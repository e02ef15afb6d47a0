internal import Glibc
internal import Snapshots

/// Files that git executes.
enum ExecutableFile {
  /// Writes a file that everybody may execute, in one step.
  static func write(_ content: [UInt8], to path: String) throws {
    try OutputFile.write(content, to: path)
    try allow(path)
  }

  /// Lets everybody execute a file.
  static func allow(_ path: String) throws {
    guard chmod(path, 0o755) == 0 else { throw failure("make executable", path) }
  }

  /// Makes a folder, with those above it, where it is missing.
  static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw failure("make the folder", path)
    }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw failure("make the folder", path)
    }
  }

  /// Gives a file another name.
  static func rename(_ old: String, to new: String) throws {
    guard Glibc.rename(old, new) == 0 else { throw failure("rename", old) }
  }

  private static func failure(_ operation: String, _ path: String) -> SnapshotError {
    SnapshotError(operation: operation, path: path, reason: String(cString: strerror(errno)))
  }
}
