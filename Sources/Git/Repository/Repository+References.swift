internal import CLibgit2
internal import Glibc

extension Repository {
  /// Returns the object that a reference stands on, or nil where there is no such reference. A
  /// symbolic reference is followed.
  ///
  /// - Throws: `invalidName`, or `corrupt` for a reference file that says nothing.
  public func reference(_ name: String) throws(GitError) -> ObjectID? {
    if let plain {
      switch plain.reference(name) {
      case .object(let id)?: return id
      case .nothing?: return nil
      case .symbolic?, nil: break
      }
    }
    var id = git_oid()
    let pointer = try pointer
    let code = git_reference_name_to_id(&id, pointer, name)
    if code == 0 { return ObjectID(id) }
    let error = LibGit.error(code, "read the reference", at: name)
    if error.code == .notFound { return nil }
    throw error.code == .other
      ? GitError(.corrupt, error.operation, error.message, at: name, remedy: error.remedy) : error
  }

  /// Returns the references whose names begin with `prefix`, sorted by name; symbolic ones with what
  /// they lead to, and none that lead nowhere.
  public func references(prefix: String) throws(GitError) -> [(name: String, id: ObjectID)] {
    var names = git_strarray()
    let pointer = try pointer
    try LibGit.check("list references") { git_reference_list(&names, pointer) }
    defer { git_strarray_dispose(&names) }
    var found: [(name: String, id: ObjectID)] = []
    for index in 0..<names.count {
      guard let text = names.strings[index] else { continue }
      // SAFETY: the list owns the name until the deferred call.
      let name = String(cString: text)
      if name.hasPrefix(prefix), let id = try reference(name) { found.append((name, id)) }
    }
    return found.sorted { $0.name < $1.name }
  }

  /// Moves a reference from `expected` (nil: it does not exist yet) to `id`, or fails as `stale`
  /// where it stands elsewhere.
  ///
  /// The file and its folder are flushed before the call returns, unless `durable` is false. A lock
  /// that another writer holds is waited for up to two seconds.
  ///
  /// - Parameters:
  ///   - name: The full name. A symbolic reference, `HEAD` above all, is not moved: name what it
  ///     leads to.
  ///   - id: An object that the repository has.
  ///   - expected: Where the reference stands, as the caller read it before it made its decision.
  ///   - message: The reason, for the reference's log where it has one.
  ///   - durable: Whether the move outlives a loss of power.
  /// - Throws: `stale`, `locked`, `notFound` for an object that is not there, `invalidName`,
  ///   `quarantined`, `io`.
  public func updateReference(
    _ name: String,
    to id: ObjectID,
    expecting expected: ObjectID?,
    message: String,
    durable: Bool = true
  ) throws(GitError) {
    try refuseInQuarantine("move the reference", at: name)
    try refuseSymbolic(name, "move the reference")
    try refuseUnfit(id, for: name)
    let folder = "\(commonDirectory)/\(name[..<(name.lastIndex(of: "/") ?? name.startIndex)])"
    let isNewFolder = durable && !SystemFile.exists(folder)
    let pointer = durable ? try self.pointer : try unflushedPointer()
    var target = id.raw
    var current = (expected ?? .zero).raw
    try whileLocked("move the reference", at: name) {
      var reference: OpaquePointer?
      let code = git_reference_create_matching(
        &reference,
        pointer,
        name,
        &target,
        1,
        &current,
        message
      )
      git_reference_free(reference)
      return code
    }
    if isNewFolder { try flushFolders(from: folder) }
  }

  /// Refuses to let a reference dangle, and a branch stand on what is no commit.
  private func refuseUnfit(_ id: ObjectID, for name: String) throws(GitError) {
    if cache.content(of: id, .commit) != nil { return }
    guard exists(id) else {
      throw GitError(.notFound, "move the reference", "there is no object \(id)", at: name)
    }
    if name.hasPrefix("refs/heads/"), try kind(of: id) != .commit {
      throw GitError(.invalidName, "move the reference", "\(id) is no commit", at: name)
    }
  }

  /// Makes the names of new folders durable. libgit2 flushes the folder of a reference, but not the
  /// ones above it, which it may have made too.
  private func flushFolders(from folder: String) throws(GitError) {
    var folder = folder[...]
    while folder.count > commonDirectory.count, let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      try SystemFile.flushFolder(String(folder))
    }
  }

  /// Removes a reference that stands on `expected`, or fails as `stale` where it stands elsewhere or
  /// is gone.
  ///
  /// - Throws: as `updateReference`.
  public func deleteReference(_ name: String, expecting expected: ObjectID) throws(GitError) {
    try refuseInQuarantine("remove the reference", at: name)
    try refuseSymbolic(name, "remove the reference")
    let pointer = try pointer
    try whileLocked("remove the reference", at: name) {
      var reference: OpaquePointer?
      let found = git_reference_lookup(&reference, pointer, name)
      guard found == 0 else {
        return found == GIT_ENOTFOUND.rawValue ? GIT_EMODIFIED.rawValue : found
      }
      defer { git_reference_free(reference) }
      guard let id = git_reference_target(reference), ObjectID(id.pointee) == expected else {
        return GIT_EMODIFIED.rawValue
      }
      // libgit2 compares once more, with the lock held.
      return git_reference_delete(reference)
    }
  }

  /// Runs a call again while another writer holds the lock, for up to two seconds. libgit2 itself
  /// never waits.
  private func whileLocked(_ operation: String, at place: String, _ call: () -> Int32)
    throws(GitError)
  {
    var longest: UInt32 = 2_000
    var waited: UInt32 = 0
    while true {
      git_error_clear()
      let code = call()
      if code == 0 { return }
      let error = LibGit.error(code, operation, at: place)
      guard error.code == .locked, waited < 2_000_000 else { throw error }
      let pause = UInt32.random(in: 1_000...longest)
      usleep(pause)
      waited += pause
      longest = min(longest * 2, 50_000)
    }
  }

  /// References outside of `refs/heads/` and `refs/tags/` may be symbolic, and writing one would turn
  /// it into a plain one.
  private func refuseSymbolic(_ name: String, _ operation: String) throws(GitError) {
    if name.hasPrefix("refs/heads/") || name.hasPrefix("refs/tags/") { return }
    var reference: OpaquePointer?
    let code = git_reference_lookup(&reference, try pointer, name)
    guard code == 0 else {
      git_error_clear()
      return
    }
    defer { git_reference_free(reference) }
    guard git_reference_type(reference) == GIT_REFERENCE_SYMBOLIC else { return }
    let target = git_reference_symbolic_target(reference).map { String(cString: $0) }
    throw GitError(
      .invalidName,
      operation,
      "it is symbolic",
      at: name,
      remedy: "name what it leads to: \(target ?? "nothing")"
    )
  }

  private func unflushedPointer() throws(GitError) -> OpaquePointer {
    if let pointer = unflushed?.pointer { return pointer }
    let opened = try Handle("open the references", at: gitDirectory, freedBy: git_repository_free) {
      git_repository_open_ext(&$0, gitDirectory, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
    }
    let pointer = opened.pointer
    try LibGit.openReferences(of: pointer, flushed: false)
    unflushed = consume opened
    return pointer
  }
}
