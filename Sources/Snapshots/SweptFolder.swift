internal import Glibc

/// An open folder that a sweep through the working tree has come to, or a part of a large one: reading
/// a file of it costs three calls of the system, and one more where modes are trusted. It is only good during the call that it is handed to.
public struct SweptFolder {
  /// The files, sorted by path.
  public let entries: [FileEntry]
  let files: WorkingTreeFiles
  let descriptor: Int32

  /// What one call of the system reads; most records need one.
  private static let usualSize = 1 << 14

  /// Returns the content of one of the files with whether it may be executed, which the listing does
  /// not say; nil where it is no longer there, or is no ordinary file.
  public func file(_ entry: FileEntry) throws -> (content: [UInt8], isExecutable: Bool)? {
    guard entry.kind.isFile, entry.hasFaithfulPath else { return nil }
    let path = entry.path.utf8
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) }
    let opened = entry.path.withCString {
      // SAFETY: the name begins within the path, behind its last slash.
      let name = $0 + path.distance(from: path.startIndex, to: start ?? path.startIndex)
      return openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    }
    // Whatever is unusual is told by the plain way to read a file.
    guard opened >= 0 else { return try files.file(at: entry.path) }
    defer { close(opened) }
    guard let content = Self.smallContent(of: opened), let isExecutable = isExecutable(opened)
    else {
      return try files.file(at: entry.path)
    }
    return (content, isExecutable)
  }

  /// What an open file holds, where one call reads it whole.
  private static func smallContent(of opened: Int32) -> [UInt8]? {
    withUnsafeTemporaryAllocation(byteCount: usualSize, alignment: 16) { buffer in
      // SAFETY: read writes at most the buffer's length into it.
      let count = read(opened, buffer.baseAddress, buffer.count)
      return count >= 0 && count < buffer.count ? [UInt8](buffer[..<count]) : nil
    }
  }

  /// Whether an open file may be executed; nil where it cannot be asked.
  private func isExecutable(_ opened: Int32) -> Bool? {
    guard files.trustsModes else { return false }
    var status = stat()
    return fstat(opened, &status) == 0 ? status.st_mode & S_IXUSR != 0 : nil
  }
}
