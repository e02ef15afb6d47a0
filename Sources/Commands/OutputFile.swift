internal import Snapshots

/// Writes files that a user or git names on the command line.
enum OutputFile {
  /// Replaces the content of the file at an absolute path.
  static func write(_ content: [UInt8], to path: String) throws {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { throw CommandFailure(.usage, "\(path) is no file") }
    var changes = ChangeSet()
    changes.write(content, to: String(name))
    try WorkingTreeWriter(root: "/" + parts.dropLast().joined(separator: "/")).apply(changes)
  }
}
