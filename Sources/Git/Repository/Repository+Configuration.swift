internal import CLibgit2

extension Repository {
  /// Returns a setting, from the repository's configuration, the worktree's, the user's and the
  /// system's; nil where it is not set.
  ///
  /// - Throws: `invalidName` for what is no key.
  public func configValue(_ key: String) throws(GitError) -> String? {
    let configuration = try openConfiguration()
    let snapshot = try Handle("read the configuration", freedBy: git_config_free) {
      git_config_snapshot(&$0, configuration)
    }
    var text: UnsafePointer<CChar>?
    let code = git_config_get_string(&text, snapshot.pointer, key)
    // SAFETY: the text belongs to the snapshot, which lives to the end of this call.
    if code == 0, let text { return String(cString: text) }
    let error = LibGit.error(code, "read the setting", at: key)
    if error.code == .notFound { return nil }
    throw error
  }

  /// Writes a setting into the repository's own configuration, which all of its worktrees share.
  public func setConfigValue(_ key: String, _ value: String) throws(GitError) {
    try refuseInQuarantine("write the setting", at: key)
    let configuration = try openConfiguration()
    let local = try Handle("open the configuration", freedBy: git_config_free) {
      git_config_open_level(&$0, configuration, GIT_CONFIG_LEVEL_LOCAL)
    }
    try LibGit.check("write the setting", at: key) {
      git_config_set_string(local.pointer, key, value)
    }
  }

  /// Returns who the user says to be: git's variables, else `author.*`, else `user.*`; nil where
  /// either the name or the address is nowhere said.
  public func configuredIdentity(environment: [String: String]) throws(GitError) -> (
    name: String, email: String
  )? {
    let name = try identityPart(environment["GIT_AUTHOR_NAME"], "name")
    let email = try identityPart(environment["GIT_AUTHOR_EMAIL"], "email") ?? environment["EMAIL"]
    guard let name, let email, !name.isEmpty, !email.isEmpty else { return nil }
    return (name, email)
  }

  /// Whether objects were left out when the repository was cloned, to be fetched when needed.
  public var isPartialClone: Bool {
    guard let configuration = try? openConfiguration() else { return false }
    var iterator: OpaquePointer?
    let pattern = #"^(extensions\.partialclone|remote\..*\.promisor)$"#
    guard git_config_iterator_glob_new(&iterator, configuration, pattern) == 0 else {
      git_error_clear()
      return false
    }
    defer { git_config_iterator_free(iterator) }
    var entry: UnsafeMutablePointer<git_config_entry>?
    let isFound = git_config_next(&entry, iterator) == 0
    git_error_clear()
    return isFound
  }

  /// Whether the file system of the working tree is said to know which files may be executed
  /// (`core.fileMode`).
  public var trustsFileModes: Bool {
    guard let configuration = try? openConfiguration() else { return true }
    var isTrusting: Int32 = 1
    let code = git_config_get_bool(&isTrusting, configuration, "core.filemode")
    git_error_clear()
    return code != 0 || isTrusting != 0
  }

  private func identityPart(_ given: String?, _ part: String) throws(GitError) -> String? {
    if let given, !given.isEmpty { return given }
    if let value = try configValue("author.\(part)") { return value }
    return try configValue("user.\(part)")
  }

  /// The open configuration. libgit2 does not know the one of a worktree: it is added, above the
  /// repository's.
  private func openConfiguration() throws(GitError) -> OpaquePointer {
    if let pointer = configuration?.pointer { return pointer }
    let repository = try pointer
    let opened = try Handle("open the configuration", at: gitDirectory, freedBy: git_config_free) {
      git_repository_config(&$0, repository)
    }
    let pointer = opened.pointer
    var isSplit: Int32 = 0
    let code = git_config_get_bool(&isSplit, pointer, "extensions.worktreeconfig")
    git_error_clear()
    let file = "\(gitDirectory)/config.worktree"
    if code == 0, isSplit != 0, SystemFile.exists(file) {
      try LibGit.check("open the configuration", at: file) {
        git_config_add_file_ondisk(pointer, file, GIT_CONFIG_LEVEL_APP, repository, 1)
      }
    }
    configuration = consume opened
    return pointer
  }
}
