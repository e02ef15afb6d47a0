internal import Glibc

/// Files of the repository that libgit2 has no word for.
enum SystemFile {
  /// Returns the content of a file.
  static func content(_ path: String) throws(GitError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // SAFETY: read writes at most the buffer's length into it.
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("read", path)
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Writes a new file and flushes it; an error of the flush is final, since the pages may be gone.
  static func writeDurably(_ bytes: [UInt8], to path: String, flush: Bool) throws(GitError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o444)
    guard descriptor >= 0 else { throw failure("write", path) }
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes {
        // SAFETY: the buffer is the array's own and has bytes.count - start bytes from start on.
        write(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw closing(descriptor, failure("write", path))
      }
      start += count
    }
    if flush, fsync(descriptor) != 0 { throw closing(descriptor, failure("flush", path)) }
    guard close(descriptor) == 0 else { throw failure("write", path) }
  }

  /// Gives a file another name in the same folder.
  static func rename(_ old: String, to new: String) throws(GitError) {
    guard Glibc.rename(old, new) == 0 else { throw failure("rename", old) }
  }

  /// Makes the names in a folder durable.
  static func flushFolder(_ path: String) throws(GitError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("flush", path) }
    guard fsync(descriptor) == 0 else { throw closing(descriptor, failure("flush", path)) }
    close(descriptor)
  }

  /// Removes a file that may be there.
  static func remove(_ path: String) { unlink(path) }

  /// Whether something stands at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Returns the names in a folder; none where it cannot be read.
  static func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let item = readdir(stream) {
      // SAFETY: d_name is a NUL-terminated array inside the entry, which lives until the next readdir.
      names.append(
        withUnsafePointer(to: &item.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
      )
    }
    return names
  }

  private static func closing(_ descriptor: Int32, _ error: GitError) -> GitError {
    close(descriptor)
    return error
  }

  static func failure(_ operation: String, _ path: String) -> GitError {
    GitError(.io, operation, String(cString: strerror(errno)), at: path)
  }
}
