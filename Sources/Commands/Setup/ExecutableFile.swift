internal import Glibc
internal import Snapshots

/// Files that git executes.
enum ExecutableFile {
  /// Writes a file that everybody may execute, in one step.
  static func write(_ content: [UInt8], to path: String) throws {
    try OutputFile.write(content, to: path)
    guard chmod(path, 0o755) == 0 else { throw failure("make executable", path) }
  }

  /// Gives a file another name.
  static func rename(_ old: String, to new: String) throws {
    guard Glibc.rename(old, new) == 0 else { throw failure("rename", old) }
  }

  private static func failure(_ operation: String, _ path: String) -> SnapshotError {
    SnapshotError(operation: operation, path: path, reason: String(cString: strerror(errno)))
  }
}
