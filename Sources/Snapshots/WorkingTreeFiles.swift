internal import Glibc

/// The files that the user sees: those of the working tree, saved or not yet committed.
public struct WorkingTreeFiles: RecordFiles, Sendable {
  private let root: String
  private let trustsModes: Bool

  /// Creates the files of the working tree whose top folder is `root`.
  ///
  /// `trustsModes` says whether its file system knows which files may be executed; where it does not,
  /// none may.
  public init(root: String, trustsModes: Bool = true) {
    self.root = root.hasSuffix("/") && root.count > 1 ? String(root.dropLast()) : root
    self.trustsModes = trustsModes
  }

  /// Returns the files below a folder. Hidden files and folders are left out, but for hidden YAML
  /// files and those that tell git what to do; so is what git cannot keep, such as a pipe. Whether a file may be executed is not looked at.
  public func entries(below folder: String) throws -> [FileEntry] {
    var entries: [FileEntry] = []
    try list(folder, into: &entries, depth: 0)
    entries.sort { $0.path < $1.path }
    return entries
  }

  /// Returns what stands at a path.
  public func entry(at path: String) throws -> FileEntry? {
    var status = stat()
    guard lstat(absolute(path), &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG { return nil }
      throw failure("look at", path)
    }
    guard let kind = kind(status.st_mode) else { return nil }
    return FileEntry(path: path, kind: kind, blob: nil)
  }

  /// Returns the content of the file at a path; a symbolic link has none.
  public func content(at path: String) throws -> [UInt8]? {
    try content(at: path, upTo: .max)
  }

  /// Returns the content of the file at a path, unless it has more than `limit` bytes.
  public func content(at path: String, upTo limit: Int) throws -> [UInt8]? {
    try file(at: path, upTo: limit)?.content
  }

  /// Returns the content of the file at a path with whether it may be executed, which the listing of
  /// a folder does not say; a symbolic link has none.
  public func file(at path: String, upTo limit: Int = .max) throws -> (
    content: [UInt8], isExecutable: Bool
  )? {
    let descriptor = open(absolute(path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG].contains(errno) { return nil }
      throw failure("read", path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        // SAFETY: the buffer is the array's own and has bytes.count - filled bytes left.
        read(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("read", path)
      }
      if count == 0 { break }
      filled += count
    }
    bytes.removeLast(bytes.count - filled)
    return (bytes, kind(status.st_mode) == .executable)
  }

  /// Returns the content of a listed file.
  public func content(of entry: FileEntry) throws -> [UInt8] {
    guard let bytes = try content(at: entry.path) else {
      throw SnapshotError(operation: "read", path: entry.path, reason: "the file is gone")
    }
    return bytes
  }

  /// Returns the names in the top folder.
  public func names() throws -> [String] {
    guard let stream = opendir(root) else { throw failure("read", root) }
    defer { closedir(stream) }
    var names: [String] = []
    while let item = readdir(stream) {
      let (name, isFaithful) = Self.name(of: item)
      if isFaithful, name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private func absolute(_ path: String) -> String { path.isEmpty ? root : "\(root)/\(path)" }

  private func list(_ folder: String, into entries: inout [FileEntry], depth: Int) throws {
    guard depth <= 32 else {
      throw SnapshotError(operation: "read", path: folder, reason: "folders are nested too deep")
    }
    guard let stream = opendir(absolute(folder)) else {
      if errno == ENOENT || errno == ENOTDIR { return }
      throw failure("read", folder)
    }
    defer { closedir(stream) }
    var folders: [String] = []
    while let item = readdir(stream) {
      let (name, isFaithful) = Self.name(of: item)
      // What hides is none of ours, unless it would be taken for a record once it is committed.
      if name.hasPrefix("."), !name.hasSuffix(".yaml"), !Self.gitFiles.contains(name) { continue }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      switch Int32(item.pointee.d_type) {
      case Int32(DT_DIR): folders.append(path)
      case Int32(DT_REG):
        entries.append(
          FileEntry(path: path, kind: .regular, blob: nil, hasFaithfulPath: isFaithful)
        )
      case Int32(DT_LNK):
        entries.append(
          FileEntry(path: path, kind: .symbolicLink, blob: nil, hasFaithfulPath: isFaithful)
        )
      case Int32(DT_UNKNOWN):
        // Some file systems do not say in a listing what stands there.
        if let entry = try entry(at: path) {
          entries.append(entry)
        } else {
          folders.append(path)
        }
      default: break  // Git knows no pipes, sockets and devices, so no commit can hold one.
      }
    }
    for folder in folders {
      if access("\(absolute(folder))/.git", F_OK) == 0 {
        entries.append(FileEntry(path: folder, kind: .submodule, blob: nil))
      } else {
        try list(folder, into: &entries, depth: depth + 1)
      }
    }
  }

  private static let gitFiles: Set<String> = [".gitattributes", ".gitmodules"]

  private static func name(of item: UnsafeMutablePointer<dirent>) -> (String, isFaithful: Bool) {
    // SAFETY: d_name is a NUL-terminated array inside the entry, which lives until the next readdir.
    let bytes = withUnsafePointer(to: &item.pointee.d_name) { field in
      field.withMemoryRebound(to: UInt8.self, capacity: 256) { start in
        Array(UnsafeBufferPointer(start: start, count: strlen(start)))
      }
    }
    let name = String(decoding: bytes, as: UTF8.self)
    return (name, name.utf8.elementsEqual(bytes))
  }

  private func kind(_ mode: mode_t) -> FileEntry.Kind? {
    switch mode & S_IFMT {
    case S_IFREG: mode & S_IXUSR == 0 || !trustsModes ? .regular : .executable
    case S_IFLNK: .symbolicLink
    case S_IFDIR: nil
    default: .other
    }
  }

  private func failure(_ operation: String, _ path: String) -> SnapshotError {
    SnapshotError(operation: operation, path: path, reason: String(cString: strerror(errno)))
  }
}
