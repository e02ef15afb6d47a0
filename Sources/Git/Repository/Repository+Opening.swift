internal import CLibgit2

extension Repository {
  /// Opens the repository that `path` is in, looking upwards as git does.
  ///
  /// `environment` is what the `git` program inherits where it is called: `PATH`, and `HOME` for the
  /// user's settings. Variables that name places in a repository are left out.
  ///
  /// - Throws: `notARepository`, `foreignOwner`, or `unsupportedFormat` for SHA-256, reftable and
  ///   unknown extensions.
  public static func open(at path: String, environment: [String: String] = [:]) throws(GitError)
    -> Repository
  {
    let kept = environment.filter { !localVariables.contains($0.key) }
    return try open(at: path, search: true, environment: kept, directory: path)
  }

  /// Opens the repository that git's environment names, else the one that `directory` is in.
  ///
  /// In a hook git names the repository, and during a push the folder of the objects that are being
  /// judged: they are seen too, and nothing can be written then. The environment is handed in, not
  /// read from the process; `directory` is the folder that relative paths in it start from.
  ///
  /// - Throws: as `open`.
  public static func openFromEnvironment(at directory: String, environment: [String: String])
    throws(GitError) -> Repository
  {
    guard let folder = environment["GIT_DIR"] else {
      return try open(at: directory, search: true, environment: environment, directory: directory)
    }
    return try open(
      at: absolute(folder, in: directory),
      search: false,
      environment: environment,
      directory: directory
    )
  }

  /// Opens the repository once more, as another thread needs that works on it too.
  public var opener: @Sendable () throws(GitError) -> Repository {
    { [directory, environment] () throws(GitError) -> Repository in
      try Repository.openFromEnvironment(at: directory, environment: environment)
    }
  }

  /// Makes a repository with SHA-1 ids and reference files, or completes one that is there.
  public static func initialise(at path: String, bare: Bool, initialBranch: String)
    throws(GitError) -> Repository
  {
    _ = LibGit.started
    var options = git_repository_init_options()
    try LibGit.check("make a repository", at: path) {
      git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
    }
    options.flags = GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_MKDIR.rawValue
    if bare { options.flags |= GIT_REPOSITORY_INIT_BARE.rawValue }
    let handle = try Handle("make a repository", at: path, freedBy: git_repository_free) {
      pointer in
      initialBranch.withCString { branch in
        options.initial_head = branch
        return git_repository_init_ext(&pointer, path, &options)
      }
    }
    return try Repository(handle, environment: [:], directory: path)
  }

  /// The variables that mean one repository, as `git rev-parse --local-env-vars` lists them.
  private static let localVariables: Set<String> = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
  ]

  private static func open(
    at path: String,
    search: Bool,
    environment: [String: String],
    directory: String
  ) throws(GitError) -> Repository {
    if search, let plain = PlainRepository(around: path, environment: environment) {
      return Repository(plain, environment: environment, directory: directory)
    }
    _ = LibGit.started
    var flags = search ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
    if environment["GIT_DISCOVERY_ACROSS_FILESYSTEM"] == "1" {
      flags |= GIT_REPOSITORY_OPEN_CROSS_FS.rawValue
    }
    let handle = try openOwned(at: path, flags, environment)
    try checkFormat(handle.pointer)
    return try Repository(handle, environment: environment, directory: directory)
  }

  /// Opens a repository, also one of another owner where git itself trusts it: git knows more ways
  /// to say so (`GIT_CONFIG_GLOBAL`, system settings, included files) than libgit2 reads.
  private static func openOwned(
    at path: String,
    _ flags: UInt32,
    _ environment: [String: String]
  ) throws(GitError) -> Handle {
    let ceilings = environment["GIT_CEILING_DIRECTORIES"]
    do throws(GitError) {
      return try openHandle(at: path, flags, ceilings: ceilings)
    } catch {
      guard error.code == .foreignOwner else { throw error }
      let asked = try? ChildProcess.run(
        ["git", "rev-parse", "--absolute-git-dir"],
        environment: environment,
        input: [],
        directory: path
      )
      guard let asked, asked.status == 0 else {
        throw GitError(
          .foreignOwner,
          "open the repository",
          "it belongs to somebody else, and git does not trust it",
          at: path,
          remedy: error.remedy
        )
      }
      return try openHandle(at: path, flags, ceilings: ceilings, trustingOwner: true)
    }
  }

  private static func openHandle(
    at path: String,
    _ flags: UInt32,
    ceilings: String?,
    trustingOwner: Bool = false
  ) throws(GitError) -> Handle {
    do throws(GitError) {
      return try Handle("open the repository", at: path, freedBy: git_repository_free) {
        pointer in
        LibGit.open(trustingOwner: trustingOwner) {
          git_repository_open_ext(&pointer, path, flags, ceilings)
        }
      }
    } catch {
      guard error.code == .notFound else { throw error }
      throw GitError(
        .notARepository,
        "open the repository",
        "there is no git repository",
        at: path,
        remedy: "cmdb init makes one"
      )
    }
  }

  /// Refuses what libgit2 opens without understanding it.
  private static func checkFormat(_ pointer: OpaquePointer) throws(GitError) {
    let configuration = try Handle("read the configuration", freedBy: git_config_free) {
      git_repository_config_snapshot(&$0, pointer)
    }
    for (key, known) in [("extensions.objectformat", "sha1"), ("extensions.refstorage", "files")] {
      var text: UnsafePointer<CChar>?
      guard git_config_get_string(&text, configuration.pointer, key) == 0, let text else {
        git_error_clear()
        continue
      }
      let value = String(cString: text)
      if value.lowercased() != known {
        throw GitError(
          .unsupportedFormat,
          "open the repository",
          "it has \(key) = \(value)",
          at: path(git_repository_path(pointer)),
          remedy: "only SHA-1 repositories with reference files can be read"
        )
      }
    }
  }
}
