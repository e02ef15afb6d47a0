internal import Glibc

/// Files of the repository that libgit2 has no word for.
enum SystemFile {
  /// Returns the content of a file, or `count` bytes of it from `offset` on.
  static func content(_ path: String, from offset: Int = 0, count limit: Int = .max)
    throws(GitError) -> [UInt8]
  {
    guard let bytes = try contentIfAny(path, from: offset, count: limit) else {
      throw failure("read", path)
    }
    return bytes
  }

  /// Returns the content of a file, or nil where there is no such file.
  static func contentIfAny(_ path: String, from offset: Int = 0, count limit: Int = .max)
    throws(GitError) -> [UInt8]?
  {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("read", path)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    while bytes.count < limit {
      let count = buffer.withUnsafeMutableBytes {
        // SAFETY: pread writes at most the buffer's length into it.
        pread(descriptor, $0.baseAddress, min($0.count, limit - bytes.count), offset + bytes.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("read", path)
      }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Gives a file another name in the same folder.
  static func rename(_ old: String, to new: String) throws(GitError) {
    guard Glibc.rename(old, new) == 0 else { throw failure("rename", old) }
  }

  /// Makes the names in a folder durable.
  static func flushFolder(_ path: String) throws(GitError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("flush", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("flush", path) }
  }

  /// Removes a file that may be there.
  static func remove(_ path: String) { unlink(path) }

  /// Whether something stands at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Returns the number of bytes of a file; zero where there is none.
  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

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

  /// Returns the path without links and detours, or the path itself where nothing stands there.
  static func resolved(_ path: String) -> String {
    guard let text = realpath(path, nil) else { return path }
    defer { free(text) }
    return String(cString: text)
  }

  /// The error for the system call that failed just now.
  static func failure(_ operation: String, _ path: String) -> GitError {
    GitError(.io, operation, String(cString: strerror(errno)), at: path)
  }
}

/// A file that is being written; closed with the value.
struct NewFile: ~Copyable {
  private var descriptor: Int32
  private let path: String

  /// Makes a file that must not be there yet.
  init(_ path: String, mode: mode_t) throws(GitError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    self.path = path
    guard descriptor >= 0 else { throw SystemFile.failure("write", path) }
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  /// Appends bytes.
  mutating func write(_ bytes: [UInt8]) throws(GitError) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes {
        // SAFETY: the buffer is the array's own and has bytes.count - start bytes from start on.
        Glibc.write(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemFile.failure("write", path)
      }
      start += count
    }
  }

  /// Makes the content durable; an error is final, since the pages may be gone.
  mutating func flush() throws(GitError) {
    guard fsync(descriptor) == 0 else { throw SystemFile.failure("flush", path) }
  }

  /// Closes the file; some file systems only say here that there was no room.
  mutating func close() throws(GitError) {
    let code = Glibc.close(descriptor)
    descriptor = -1
    guard code == 0 else { throw SystemFile.failure("write", path) }
  }
}
