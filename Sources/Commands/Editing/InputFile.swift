internal import Snapshots

/// Reads files that a user names on the command line.
enum InputFile {
  /// Returns the content of a file; `path` is absolute.
  static func content(_ path: String) throws -> [UInt8] {
    let parts = path.split(separator: "/")
    guard let name = parts.last else {
      throw CommandFailure(.usage, "\(path) is no file")
    }
    let folder = "/" + parts.dropLast().joined(separator: "/")
    guard let content = try FollowingFiles(root: folder).content(at: String(name)) else {
      throw CommandFailure(.usage, "there is no such file", at: path)
    }
    return content
  }
}
