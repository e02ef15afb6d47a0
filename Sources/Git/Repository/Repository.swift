internal import CLibgit2

/// A git repository: its objects, references and settings.
///
/// Everything is synchronous, and nothing here touches a working tree. The class is not `Sendable`:
/// one isolation domain has it, with every handle of libgit2 that it owns, and only values leave.
///
/// Replace references and grafts are not followed, neither by libgit2, which does not know them, nor
/// by the `git` program that is called: history is what was committed, and an id always means the
/// same content. Every object that is read here is checked against its id.
public final class Repository {
  /// The repository's own folder: `.git`, that of a linked worktree, or the bare repository.
  public let gitDirectory: String
  /// The folder that all worktrees of the repository share.
  public let commonDirectory: String
  /// The top of the working tree, without a slash at the end; nil in a bare repository.
  public let workingTree: String?
  /// Where new objects go.
  public let objectDirectory: String
  /// Whether a push is being judged: its objects are seen, and nothing can be written.
  public let isQuarantined: Bool

  /// What was found without libgit2; nil where it was opened by it.
  let plain: PlainRepository?
  private var openedHandle: Handle?
  private var openedDatabase: Handle?
  let environment: [String: String]
  let directory: String
  let shallowCommits: Set<ObjectID>
  /// Where objects with a file of their own may be.
  let looseFolders: [String]
  var looseListing = LooseListing()
  /// Reads packs itself, where many objects are read.
  var packs: PackReader?
  /// What readers of the same packs share, where many objects are read.
  public internal(set) var packTable: PackTable?
  var cache = ObjectCache(room: 64 << 20)
  var deflater: Deflater?
  var configuration: Handle?
  /// The same repository with references that are not flushed; opened when first needed.
  var unflushed: Handle?

  /// Whether there is no working tree.
  public var isBare: Bool { workingTree == nil }

  /// Whether history was cut off when the repository was cloned.
  public var isShallow: Bool { !shallowCommits.isEmpty }

  /// Whether the parents of a commit were cut off when the repository was cloned.
  public func isShallowEdge(_ commit: ObjectID) -> Bool { shallowCommits.contains(commit) }

  /// Takes over an open repository; `environment` and `directory` are what it was opened with.
  init(_ handle: consuming Handle, environment: [String: String], directory: String)
    throws(GitError)
  {
    let pointer = handle.pointer
    gitDirectory = Self.path(git_repository_path(pointer)) ?? directory
    commonDirectory = Self.path(git_repository_commondir(pointer)) ?? gitDirectory
    workingTree =
      environment["GIT_WORK_TREE"].map { Self.absolute($0, in: directory) }
      ?? Self.path(git_repository_workdir(pointer))
    isQuarantined = environment["GIT_QUARANTINE_PATH"] != nil
    let usual = "\(commonDirectory)/objects"
    objectDirectory =
      environment["GIT_OBJECT_DIRECTORY"].map { Self.absolute($0, in: directory) } ?? usual
    try LibGit.openReferences(of: pointer, flushed: true)
    openedDatabase = try Self.openDatabase(
      of: pointer,
      [usual] + Self.furtherFolders(environment).map { Self.absolute($0, in: directory) }
    )
    openedHandle = consume handle
    plain = nil
    self.environment = environment
    self.directory = directory
    looseFolders = objectDirectory == usual ? [usual] : [objectDirectory, usual]
    shallowCommits = Self.shallowCommits(
      in: environment["GIT_SHALLOW_FILE"].map { Self.absolute($0, in: directory) }
        ?? "\(commonDirectory)/shallow"
    )
    try Self.check(environment["GIT_COMMON_DIR"], in: directory, against: commonDirectory)
  }

  /// Takes a repository that was found without libgit2; it is opened when more is asked of it.
  init(_ plain: PlainRepository, environment: [String: String], directory: String) {
    self.plain = plain
    gitDirectory = plain.gitDirectory
    commonDirectory = plain.gitDirectory
    workingTree = plain.workingTree
    isQuarantined = false
    objectDirectory = "\(commonDirectory)/objects"
    self.environment = environment
    self.directory = directory
    looseFolders = [objectDirectory]
    shallowCommits = Self.shallowCommits(in: "\(commonDirectory)/shallow")
  }

  /// The repository as libgit2 has it.
  var pointer: OpaquePointer {
    get throws(GitError) {
      if let known = openedHandle?.pointer { return known }
      _ = LibGit.started
      let opened = try Handle("open the repository", at: gitDirectory, freedBy: git_repository_free)
      {
        git_repository_open_ext(&$0, gitDirectory, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
      }
      let pointer = opened.pointer
      try LibGit.openReferences(of: pointer, flushed: true)
      openedDatabase = try Self.openDatabase(of: pointer, [objectDirectory])
      openedHandle = consume opened
      return pointer
    }
  }

  /// The objects as libgit2 has them.
  var database: OpaquePointer {
    get throws(GitError) {
      if openedDatabase == nil { _ = try pointer }
      guard let known = openedDatabase?.pointer else {
        throw GitError(.notFound, "open the objects", "there are none", at: objectDirectory)
      }
      return known
    }
  }

  /// Opens the objects anew, so that files that were removed are let go. libgit2 notices new packs by
  /// itself, but holds on to old ones.
  func reopenDatabase() throws(GitError) {
    let folders = Self.furtherFolders(environment).map { Self.absolute($0, in: directory) }
    openedDatabase = try Self.openDatabase(of: pointer, ["\(commonDirectory)/objects"] + folders)
  }

  /// Opens the objects in a folder, those that it names as its alternates, and those in further
  /// folders: a push's objects stand apart until it is accepted, and its hooks must see them.
  private static func openDatabase(of repository: OpaquePointer, _ folders: [String])
    throws(GitError) -> Handle
  {
    let usual = folders.first ?? ""
    let opened = try Handle("open the objects", at: usual, freedBy: git_odb_free) {
      git_odb_open(&$0, usual)
    }
    for folder in folders.dropFirst() where folder != usual {
      try LibGit.check("open the objects", at: folder) {
        git_odb_add_disk_alternate(opened.pointer, folder)
      }
    }
    try LibGit.check("open the objects", at: usual) {
      git_repository_set_odb(repository, opened.pointer)
    }
    return opened
  }

  /// The folders of objects that git's environment names besides the repository's own.
  private static func furtherFolders(_ environment: [String: String]) -> [String] {
    let alternates = environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? ""
    return [environment["GIT_OBJECT_DIRECTORY"]].compactMap(\.self)
      + alternates.split(separator: ":").map(String.init)
  }

  /// libgit2 finds the shared folder by itself; an environment that says otherwise means a set-up
  /// that it cannot read.
  private static func check(_ named: String?, in directory: String, against found: String)
    throws(GitError)
  {
    guard let named else { return }
    let path = SystemFile.resolved(absolute(named, in: directory))
    guard path == SystemFile.resolved(found) else {
      throw GitError(
        .unsupportedFormat,
        "open the repository",
        "GIT_COMMON_DIR names another folder than \(found)",
        at: path,
        remedy: "unset GIT_COMMON_DIR, and use git worktree"
      )
    }
  }

  static func path(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text else { return nil }
    let path = String(cString: text)
    return path.utf8.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  static func absolute(_ path: String, in directory: String) -> String {
    path.hasPrefix("/") ? path : "\(directory)/\(path)"
  }

  private static func shallowCommits(in file: String) -> Set<ObjectID> {
    // Most repositories have no such file; one that cannot be read shows itself as missing parents.
    let text = (try? SystemFile.content(file)) ?? []
    return Set(text.split(separator: UInt8(ascii: "\n")).compactMap { ObjectID(hexDigits: $0) })
  }

  /// Refuses to write while a push is being judged: git forbids it too, since the objects may yet
  /// be thrown away.
  func refuseInQuarantine(_ operation: String, at place: String) throws(GitError) {
    guard isQuarantined else { return }
    throw GitError(
      .quarantined,
      operation,
      "a push is being judged, and nothing may be written until then",
      at: place,
      remedy: "write after the push was accepted, in post-receive"
    )
  }
}
