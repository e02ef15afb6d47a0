internal import CLibgit2

extension Repository {
  /// Opens the repository that `path` is in, looking upwards as git does.
  public static func open(at path: String) throws(GitError) -> Repository {
    try open(at: path, search: true, environment: [:], directory: path)
  }

  /// Opens the repository that git's environment names, else the one that `directory` is in.
  ///
  /// In a hook git names the repository, and during a push the folder of the objects that are being
  /// judged: they are seen too, and nothing can be written then. The environment is handed in, not
  /// read from the process.
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

  /// Makes a repository with SHA-1 ids and reference files.
  public static func initialise(at path: String, bare: Bool, initialBranch: String)
    throws(GitError) -> Repository
  {
    _ = LibGit.started
    var options = git_repository_init_options()
    git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
    options.flags = GIT_REPOSITORY_INIT_MKPATH.rawValue
    if bare { options.flags |= GIT_REPOSITORY_INIT_BARE.rawValue }
    var pointer: OpaquePointer?
    try LibGit.check("make a repository", at: path) {
      initialBranch.withCString { branch in
        options.initial_head = branch
        return git_repository_init_ext(&pointer, path, &options)
      }
    }
    guard let pointer else { throw GitError(.other, "make a repository", "nothing came", at: path) }
    return try Repository(pointer, environment: [:], directory: path)
  }

  private static func open(
    at path: String,
    search: Bool,
    environment: [String: String],
    directory: String
  ) throws(GitError) -> Repository {
    _ = LibGit.started
    var pointer: OpaquePointer?
    let flags = search ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
    do throws(GitError) {
      try LibGit.check("open the repository", at: path) {
        git_repository_open_ext(&pointer, path, flags, nil)
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
    guard let pointer else {
      throw GitError(.other, "open the repository", "nothing came", at: path)
    }
    return try Repository(pointer, environment: environment, directory: directory)
  }
}
