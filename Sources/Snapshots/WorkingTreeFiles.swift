internal import Glibc

/// The files that the user sees: those of the working tree, saved or not yet committed.
public struct WorkingTreeFiles: RecordFiles, Sendable {
  private let root: String
  /// Whether the file system knows which files may be executed.
  let trustsModes: Bool

  /// Creates the files of the working tree whose top folder is `root`.
  ///
  /// `trustsModes` says whether its file system knows which files may be executed; where it does not,
  /// none may.
  public init(root: String, trustsModes: Bool = true) {
    self.root = root.hasSuffix("/") && root.count > 1 ? String(root.dropLast()) : root
    self.trustsModes = trustsModes
  }

  /// Returns the files below a folder. Hidden files and folders are left out, but for hidden YAML
  /// files and those that tell git what to do; so is what git cannot keep, such as a pipe. Whether a
  /// file may be executed is not looked at.
  public func entries(below folder: String) throws -> [FileEntry] {
    var entries = try map(foldersBelow: folder) { $0.entries }.flatMap { $0 }
    entries.sort { $0.path < $1.path }
    return entries
  }

  /// Returns what `body` makes of every folder below a folder, itself among them, that holds files; of
  /// one that holds many it is asked in parts. The folders are gone through on all cores, in the order
  /// of a walk by levels.
  public func map<Product: Sendable>(
    foldersBelow folder: String,
    _ body: @escaping @Sendable (SweptFolder) throws -> Product
  ) throws -> [Product] {
    try FolderSweep(files: self, body: body).products(below: folder)
  }

  /// Returns the names of the folders in a folder, sorted; none where there is no such folder.
  public func folders(in folder: String) throws -> [String] {
    let listing = try withFolder(folder) { try FolderListing(folder, $0, self) }
    let prefix = folder.isEmpty ? 0 : folder.utf8.count + 1
    return (listing?.folders ?? []).map { String($0.dropFirst(prefix)) }.sorted()
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
    let names = try withFolder("") { stream in
      var names: [String] = []
      while let item = readdir(stream) {
        var bytes: [UInt8] = []
        FolderListing.appendName(of: item, to: &bytes)
        let name = String(decoding: bytes, as: UTF8.self)
        if name.utf8.elementsEqual(bytes), name != ".", name != ".." { names.append(name) }
      }
      return names
    }
    return (names ?? []).sorted()
  }

  private func absolute(_ path: String) -> String { path.isEmpty ? root : "\(root)/\(path)" }

  /// Lends an open folder; nil where there is none of that name.
  func withFolder<Result>(_ folder: String, _ body: (OpaquePointer) throws -> Result) throws
    -> Result?
  {
    guard let stream = opendir(absolute(folder)) else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("read", folder)
    }
    defer { closedir(stream) }
    return try body(stream)
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
