internal import Glibc

/// Writes a change set into the working tree that a user edits.
public struct WorkingTreeWriter {
  private let root: String

  /// Creates a writer below the top folder of a working tree.
  public init(root: String) { self.root = root }

  /// Writes every change: each file through a neighbour that replaces it in one step, so a reader
  /// never sees half a file. Folders that are left empty go.
  public func apply(_ changes: ChangeSet) throws {
    for path in changes.paths {
      guard let change = changes.files[path] else { continue }
      if let content = change {
        try write(content, to: path)
      } else {
        try remove(path)
      }
    }
  }

  private func write(_ content: [UInt8], to path: String) throws {
    try makeFolders(above: path)
    let final = "\(root)/\(path)"
    let temporary = "\(final).cmdb-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw failure("write", path) }
    var start = 0
    while start < content.count {
      let count = content.withUnsafeBytes {
        // SAFETY: the buffer is the array's own and has content.count - start bytes from start on.
        Glibc.write(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let problem = failure("write", path)
        close(descriptor)
        unlink(temporary)
        throw problem
      }
      start += count
    }
    guard close(descriptor) == 0, rename(temporary, final) == 0 else {
      let problem = failure("write", path)
      unlink(temporary)
      throw problem
    }
  }

  private func remove(_ path: String) throws {
    guard unlink("\(root)/\(path)") == 0 || errno == ENOENT else { throw failure("remove", path) }
    var folder = path
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      if rmdir("\(root)/\(folder)") != 0 { return }
    }
  }

  private func makeFolders(above path: String) throws {
    var folder = root
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      if mkdir(folder, 0o777) != 0 && errno != EEXIST { throw failure("create", folder) }
      var status = stat()
      guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw SnapshotError(
          operation: "write",
          path: path,
          reason: "\(folder) is no folder, so nothing was written"
        )
      }
    }
  }

  private func failure(_ operation: String, _ path: String) -> SnapshotError {
    SnapshotError(operation: operation, path: path, reason: String(cString: strerror(errno)))
  }
}
