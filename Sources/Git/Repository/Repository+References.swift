internal import CLibgit2
internal import Glibc

/// What HEAD names.
public enum Head: Hashable, Sendable {
  /// A branch, by its full name, and the commit that it stands on.
  case branch(String, ObjectID)
  /// A branch without a commit.
  case unborn(String)
  /// A commit.
  case detached(ObjectID)
}

extension Repository {
  /// What HEAD names.
  public var head: Head {
    get throws(GitError) {
      var pointer: OpaquePointer?
      try LibGit.check("read HEAD", at: gitDirectory) {
        git_reference_lookup(&pointer, handle.pointer, "HEAD")
      }
      defer { git_reference_free(pointer) }
      guard git_reference_type(pointer) == GIT_REFERENCE_SYMBOLIC else {
        guard let id = git_reference_target(pointer) else {
          throw GitError(.corrupt, "read HEAD", "it names nothing", at: gitDirectory)
        }
        return .detached(ObjectID(id.pointee))
      }
      let name = git_reference_symbolic_target(pointer).map { String(cString: $0) } ?? ""
      guard let id = try reference(name) else { return .unborn(name) }
      return .branch(name, id)
    }
  }

  /// Returns the commit that a reference stands on, or nil where there is no such reference.
  public func reference(_ name: String) throws(GitError) -> ObjectID? {
    var id = git_oid()
    let code = git_reference_name_to_id(&id, handle.pointer, name)
    if code == 0 { return ObjectID(id) }
    let error = LibGit.error(code, "read the reference", at: name)
    if error.code == .notFound { return nil }
    throw error
  }

  /// Returns the references whose names begin with `prefix`, sorted by name.
  public func references(prefix: String) throws(GitError) -> [(name: String, id: ObjectID)] {
    var names = git_strarray()
    try LibGit.check("list references") { git_reference_list(&names, handle.pointer) }
    defer { git_strarray_dispose(&names) }
    var found: [(name: String, id: ObjectID)] = []
    for index in 0..<names.count {
      guard let text = names.strings[index] else { continue }
      let name = String(cString: text)
      if name.hasPrefix(prefix), let id = try reference(name) { found.append((name, id)) }
    }
    return found.sorted { $0.name < $1.name }
  }

  /// Returns the object that a revision names, in any form that git knows.
  public func resolve(_ revision: String) throws(GitError) -> ObjectID {
    try resolve(revision, as: nil)
  }

  /// Returns the commit that a revision names; a tag stands for the commit that it marks.
  public func resolveCommit(_ revision: String) throws(GitError) -> ObjectID {
    try resolve(revision, as: .commit)
  }

  private func resolve(_ revision: String, as kind: ObjectKind?) throws(GitError) -> ObjectID {
    var object: OpaquePointer?
    try LibGit.check("find the revision", at: revision) {
      git_revparse_single(&object, handle.pointer, revision)
    }
    defer { git_object_free(object) }
    guard let kind else { return ObjectID(git_object_id(object).pointee) }
    var peeled: OpaquePointer?
    try LibGit.check("find the revision", at: revision) {
      git_object_peel(&peeled, object, kind.raw)
    }
    defer { git_object_free(peeled) }
    return ObjectID(git_object_id(peeled).pointee)
  }

  /// Moves a reference from `expected` (nil: it does not exist yet) to `id`, or fails as `stale`
  /// where it stands elsewhere.
  ///
  /// The file and its folder are flushed before the call returns. A lock that another writer holds
  /// is waited for up to two seconds.
  public func updateReference(
    _ name: String,
    to id: ObjectID,
    expecting expected: ObjectID?,
    message: String
  ) throws(GitError) {
    guard !isQuarantined else {
      throw GitError(
        .quarantined,
        "move the reference",
        "a push is being judged; nothing may be written",
        at: name
      )
    }
    var target = id.raw
    var current = (expected ?? .zero).raw
    var wait: UInt32 = 1_000
    var waited: UInt32 = 0
    while true {
      var pointer: OpaquePointer?
      let code = git_reference_create_matching(
        &pointer,
        handle.pointer,
        name,
        &target,
        1,
        &current,
        message
      )
      git_reference_free(pointer)
      if code == 0 { return }
      let error = LibGit.error(code, "move the reference", at: name)
      guard error.code == .locked, waited < 2_000_000 else { throw error }
      let pause = UInt32.random(in: wait / 2...wait)
      usleep(pause)
      waited += pause
      wait = min(wait * 2, 50_000)
    }
  }

  /// Returns the newest commit that both have in their history, or nil.
  public func mergeBase(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> ObjectID? {
    var (one, two, base) = (left.raw, right.raw, git_oid())
    let code = git_merge_base(&base, handle.pointer, &one, &two)
    if code == 0 { return ObjectID(base) }
    let error = LibGit.error(code, "find the common commit", at: nil)
    if error.code == .notFound { return nil }
    throw error
  }

  /// Whether `older` is `newer` or in its history.
  public func isAncestor(_ older: ObjectID, of newer: ObjectID) throws(GitError) -> Bool {
    if older == newer { return true }
    var (ancestor, commit) = (older.raw, newer.raw)
    let code = try LibGit.check("compare commits") {
      git_graph_descendant_of(handle.pointer, &commit, &ancestor)
    }
    return code == 1
  }

  /// Returns a setting, from the repository's configuration, the user's and the system's; nil where
  /// it is not set.
  public func configValue(_ key: String) throws(GitError) -> String? {
    var config: OpaquePointer?
    try LibGit.check("read the configuration") {
      git_repository_config_snapshot(&config, handle.pointer)
    }
    defer { git_config_free(config) }
    var text: UnsafePointer<CChar>?
    let code = git_config_get_string(&text, config, key)
    if code == 0, let text { return String(cString: text) }
    let error = LibGit.error(code, "read the setting", at: key)
    if error.code == .notFound { return nil }
    throw error
  }

  /// Writes a setting into the repository's own configuration.
  public func setConfigValue(_ key: String, _ value: String) throws(GitError) {
    var (config, local): (OpaquePointer?, OpaquePointer?) = (nil, nil)
    try LibGit.check("open the configuration") { git_repository_config(&config, handle.pointer) }
    defer { git_config_free(config) }
    try LibGit.check("open the configuration") {
      git_config_open_level(&local, config, GIT_CONFIG_LEVEL_LOCAL)
    }
    defer { git_config_free(local) }
    try LibGit.check("write the setting", at: key) { git_config_set_string(local, key, value) }
  }
}
