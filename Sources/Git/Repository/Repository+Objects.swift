internal import CLibgit2

extension Repository {
  /// Returns the content of a blob.
  public func readBlob(_ id: ObjectID) throws(GitError) -> [UInt8] { try read(id, .blob) }

  /// Returns the number of bytes of an object without reading it.
  public func size(of id: ObjectID) throws(GitError) -> Int {
    var raw = id.raw
    var length = 0
    var kind = GIT_OBJECT_ANY
    try LibGit.check("read the object", at: id.hex) {
      git_odb_read_header(&length, &kind, database.pointer, &raw)
    }
    return length
  }

  /// Returns the entries of a tree, in git's order; trees are kept, since the same ones are asked
  /// for again and again.
  public func readTree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
    if let known = trees[id] { return known }
    guard let entries = TreeText.entries(try read(id, .tree)) else {
      throw GitError(.corrupt, "read the tree", "it is malformed", at: id.hex)
    }
    if trees.count > 16_384 { trees.removeAll() }
    trees[id] = entries
    return entries
  }

  /// Returns a commit; where history was cut off when the repository was cloned, it has no parents.
  public func readCommit(_ id: ObjectID) throws(GitError) -> Commit {
    guard let commit = Commit(id: id, bytes: try read(id, .commit)) else {
      throw GitError(.corrupt, "read the commit", "it is malformed", at: id.hex)
    }
    guard shallowCommits.contains(id) else { return commit }
    return commit.withoutParents
  }

  /// Whether the repository has the object.
  public func exists(_ id: ObjectID) -> Bool {
    var raw = id.raw
    return git_odb_exists(database.pointer, &raw) == 1
  }

  private func read(_ id: ObjectID, _ wanted: ObjectKind) throws(GitError) -> [UInt8] {
    var raw = id.raw
    var object: OpaquePointer?
    do throws(GitError) {
      try LibGit.check("read the \(wanted.rawValue)", at: id.hex) {
        git_odb_read(&object, database.pointer, &raw)
      }
    } catch {
      guard error.code == .notFound else { throw error }
      throw missing(id, wanted)
    }
    guard let object else { throw missing(id, wanted) }
    defer { git_odb_object_free(object) }
    let kind = git_odb_object_type(object)
    guard kind == wanted.raw else {
      throw GitError(.corrupt, "read the \(wanted.rawValue)", "it is something else", at: id.hex)
    }
    // SAFETY: the bytes belong to the object, which lives until the deferred free.
    return Array(
      UnsafeRawBufferPointer(
        start: git_odb_object_data(object),
        count: git_odb_object_size(object)
      )
    )
  }

  private func missing(_ id: ObjectID, _ wanted: ObjectKind) -> GitError {
    let isPartial = (try? configValue("extensions.partialclone")) ?? nil != nil
    if isShallow || isPartial {
      return GitError(
        .incomplete,
        "read the \(wanted.rawValue)",
        "this clone does not have it",
        at: id.hex,
        remedy: isShallow ? "git fetch --unshallow" : "git fetch --refetch --no-filter"
      )
    }
    return GitError(.notFound, "read the \(wanted.rawValue)", "there is no such object", at: id.hex)
  }
}

extension ObjectKind {
  /// The kind as libgit2 numbers it.
  var raw: git_object_t {
    switch self {
    case .blob: GIT_OBJECT_BLOB
    case .tree: GIT_OBJECT_TREE
    case .commit: GIT_OBJECT_COMMIT
    case .tag: GIT_OBJECT_TAG
    }
  }
}
