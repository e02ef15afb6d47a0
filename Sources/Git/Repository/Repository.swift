internal import CLibgit2

/// A git repository: its objects, references and settings.
///
/// Everything is synchronous, and nothing here touches a working tree. The class is not `Sendable`:
/// one isolation domain has it, with every handle of libgit2 that it owns, and only values leave.
/// Replace references are not followed, by libgit2 or by the `git` program that is called, so
/// history is what was committed.
public final class Repository {
  /// The repository's own folder: `.git`, that of a linked worktree, or the bare repository.
  public let gitDirectory: String
  /// The folder that all worktrees of the repository share.
  public let commonDirectory: String
  /// The top of the working tree, without a slash at the end; nil in a bare repository.
  public let workingTree: String?
  /// Whether history was cut off when the repository was cloned.
  public let isShallow: Bool

  let handle: RepositoryHandle
  let database: DatabaseHandle
  let isQuarantined: Bool
  let shallowCommits: Set<ObjectID>
  var trees: [ObjectID: [TreeEntry]] = [:]

  /// Whether there is no working tree.
  public var isBare: Bool { workingTree == nil }

  init(_ pointer: OpaquePointer, environment: [String: String], directory: String) throws(GitError)
  {
    handle = RepositoryHandle(pointer: pointer)
    gitDirectory = Self.path(git_repository_path(pointer)) ?? directory
    commonDirectory = Self.path(git_repository_commondir(pointer)) ?? gitDirectory
    workingTree =
      environment["GIT_WORK_TREE"].map { Self.absolute($0, in: directory) }
      ?? Self.path(git_repository_workdir(pointer))
    isShallow = git_repository_is_shallow(pointer) == 1
    isQuarantined = environment["GIT_QUARANTINE_PATH"] != nil
    var database: OpaquePointer?
    let code = git_repository_odb(&database, pointer)
    guard code == 0, let database else {
      throw LibGit.error(code, "open the objects", at: gitDirectory)
    }
    self.database = DatabaseHandle(pointer: database)
    shallowCommits = isShallow ? Self.shallowCommits(in: commonDirectory) : []
    // A push's objects stand apart until it is accepted; its hooks must see them.
    if let folder = environment["GIT_OBJECT_DIRECTORY"] {
      try LibGit.check("open the objects", at: folder) {
        git_odb_add_disk_alternate(database, Self.absolute(folder, in: directory))
      }
    }
  }

  private static func path(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text else { return nil }
    let path = String(cString: text)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  static func absolute(_ path: String, in directory: String) -> String {
    path.hasPrefix("/") ? path : "\(directory)/\(path)"
  }

  private static func shallowCommits(in folder: String) -> Set<ObjectID> {
    let text = (try? SystemFile.content("\(folder)/shallow")) ?? []
    return Set(
      String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { ObjectID(hex: $0) }
    )
  }
}
