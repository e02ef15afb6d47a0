internal import Glibc

/// A repository in the usual place and form, found without libgit2: starting that costs more than many
/// an answer does.
///
/// Only what leaves no doubt is taken: a `.git` folder (or a bare repository) of the user's own, with
/// the first format, no extensions, and no settings that lead elsewhere. Everything else is for
/// libgit2, which opens this one too as soon as objects are asked for.
struct PlainRepository {
  /// The `.git` folder or the bare repository.
  let gitDirectory: String
  /// The top of the working tree; nil in a bare repository.
  let workingTree: String?

  /// Variables that may mean another place than the usual one.
  private static let decisive = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CEILING_DIRECTORIES", "GIT_QUARANTINE_PATH",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_SHALLOW_FILE", "GIT_CONFIG", "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS", "GIT_NAMESPACE",
  ]

  /// Finds the repository that a folder is in; nil where it takes more to be sure.
  init?(around directory: String, environment: [String: String]) {
    guard !Self.decisive.contains(where: { environment[$0] != nil }) else { return nil }
    var folder = SystemFile.resolved(directory)
    var device = stat()
    guard folder.hasPrefix("/"), stat(folder, &device) == 0 else { return nil }
    while true {
      var here = stat()
      guard stat(folder, &here) == 0, here.st_dev == device.st_dev else { return nil }
      let inner = folder == "/" ? "/.git" : "\(folder)/.git"
      var status = stat()
      if lstat(inner, &status) == 0 {
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
          here.st_uid == geteuid(), Self.isPlain(inner, isBare: false)
        else { return nil }
        (gitDirectory, workingTree) = (inner, folder)
        return
      }
      if access("\(folder)/HEAD", F_OK) == 0, access("\(folder)/objects", F_OK) == 0 {
        guard here.st_uid == geteuid(), Self.isPlain(folder, isBare: true) else { return nil }
        (gitDirectory, workingTree) = (folder, nil)
        return
      }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  private static func isPlain(_ folder: String, isBare: Bool) -> Bool {
    for name in ["HEAD", "objects", "refs"] where access("\(folder)/\(name)", F_OK) != 0 {
      return false
    }
    guard access("\(folder)/commondir", F_OK) != 0,
      let bytes = try? SystemFile.content("\(folder)/config")
    else { return false }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    if ["worktree", "[extensions", "[include"].contains(where: text.contains) { return false }
    var settings: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      guard parts.count == 2, ["bare", "repositoryformatversion"].contains(parts[0]) else {
        // A key without a value, or one that stands behind its section, is for libgit2.
        if line.contains("bare") || line.contains("repositoryformatversion") { return false }
        continue
      }
      guard settings.updateValue(parts[1], forKey: parts[0]) == nil else { return false }
    }
    return settings["repositoryformatversion"] ?? "0" == "0"
      && settings["bare"] == (isBare ? "true" : "false")
  }

  /// What a reference file, or the list of packed ones, says.
  enum Found {
    /// The reference stands on an object.
    case object(ObjectID)
    /// The reference stands for another one.
    case symbolic(String)
    /// There is none of that name.
    case nothing
  }

  /// Reads a reference, `HEAD` or one below `refs/heads/`; nil where it takes more to be sure.
  func reference(_ name: String) -> Found? {
    guard name == "HEAD" || Self.isPlainName(name) else { return nil }
    let file = "\(gitDirectory)/\(name)"
    var status = stat()
    if lstat(file, &status) != 0 {
      return errno == ENOENT ? packed(name) : nil
    }
    guard status.st_mode & S_IFMT == S_IFREG, let bytes = try? SystemFile.content(file) else {
      return nil
    }
    var text = bytes[...]
    while let last = text.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: " ") {
      text = text.dropLast()
    }
    if let id = ObjectID(hexDigits: text) { return .object(id) }
    let mark = Array("ref: ".utf8)
    guard text.starts(with: mark) else { return nil }
    let target = String(decoding: text.dropFirst(mark.count), as: UTF8.self)
    return Self.isPlainName(target) ? .symbolic(target) : nil
  }

  private func packed(_ name: String) -> Found? {
    let list = "\(gitDirectory)/packed-refs"
    guard SystemFile.exists(list) else { return .nothing }
    guard let bytes = try? SystemFile.content(list) else { return nil }
    let wanted = Array(name.utf8)
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.count > 41 {
      guard line.dropFirst(41).elementsEqual(wanted) else { continue }
      return ObjectID(hexDigits: line.prefix(40)).map { .object($0) }
    }
    return .nothing
  }

  private static func isPlainName(_ name: String) -> Bool {
    name.hasPrefix("refs/heads/") && !name.hasSuffix("/") && !name.hasSuffix(".lock")
      && !name.contains("..") && !name.contains("//") && !name.contains("/.")
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || [0x2D, 0x2E, 0x2F, 0x5F, 0x2B].contains(byte)
      }
  }
}
