internal import Glibc

/// What stands in one folder of the working tree.
struct FolderListing {
  /// The files, by whole path.
  private(set) var entries: [FileEntry] = []
  /// The folders, by whole path.
  private(set) var folders: [String] = []
  /// Whether it is the top folder of a repository.
  private(set) var isRepository = false

  /// Reads an open folder. Hidden files and folders are left out, but for hidden YAML files and
  /// those that tell git what to do; so is what git cannot keep, such as a pipe.
  init(_ folder: String, _ stream: OpaquePointer, _ files: WorkingTreeFiles) throws {
    var path = Array(folder.utf8)
    if !path.isEmpty { path.append(UInt8(ascii: "/")) }
    let start = path.count
    while let item = readdir(stream) {
      path.removeLast(path.count - start)
      Self.appendName(of: item, to: &path)
      // What hides is none of ours, unless it would be taken for a record once it is committed, or git
      // does what it says.
      if path[start] == UInt8(ascii: "."), !Self.isListed(path[start...]) {
        if path[start...].elementsEqual(".git".utf8) {
          isRepository = faccessat(dirfd(stream), ".git", F_OK, 0) == 0
        }
        continue
      }
      try add(path, Int32(item.pointee.d_type), files)
    }
  }

  private mutating func add(_ bytes: [UInt8], _ type: Int32, _ files: WorkingTreeFiles) throws {
    let path = String(decoding: bytes, as: UTF8.self)
    let isFaithful = path.utf8.count == bytes.count && path.utf8.elementsEqual(bytes)
    switch type {
    case Int32(DT_DIR): folders.append(path)
    case Int32(DT_REG), Int32(DT_LNK):
      let kind: FileEntry.Kind = type == Int32(DT_REG) ? .regular : .symbolicLink
      entries.append(FileEntry(path: path, kind: kind, blob: nil, hasFaithfulPath: isFaithful))
    case Int32(DT_UNKNOWN):
      // Some file systems do not say in a listing what stands there.
      if let entry = try files.entry(at: path) {
        entries.append(entry)
      } else {
        folders.append(path)
      }
    default: break  // Git knows no pipes, sockets and devices, so no commit can hold one.
    }
  }

  private static func isListed(_ hidden: ArraySlice<UInt8>) -> Bool {
    hidden.suffix(5).elementsEqual(".yaml".utf8) || hidden.elementsEqual(".gitattributes".utf8)
      || hidden.elementsEqual(".gitmodules".utf8)
  }

  /// Appends the bytes of an item's name.
  static func appendName(of item: UnsafeMutablePointer<dirent>, to path: inout [UInt8]) {
    // SAFETY: d_name is a NUL-terminated array inside the entry, which lives until the next readdir.
    withUnsafePointer(to: &item.pointee.d_name) { field in
      field.withMemoryRebound(to: UInt8.self, capacity: 256) { letters in
        path.append(contentsOf: UnsafeBufferPointer(start: letters, count: strlen(letters)))
      }
    }
  }
}
