internal import CLibgit2

extension Repository {
  /// Returns the content of a blob.
  ///
  /// - Throws: `notFound`, `shallow` or `promisorMissing` for one that is not there, `corrupt` for one
  ///   that is damaged or no blob.
  public func readBlob(_ id: ObjectID) throws(GitError) -> [UInt8] { try read(id, .blob) }

  /// Returns the number of bytes of a blob without reading it.
  public func blobSize(_ id: ObjectID) throws(GitError) -> Int {
    let (kind, size) = try readHeader(id, .blob)
    guard kind == .blob else { throw wrongKind(id, .blob) }
    return size
  }

  /// Returns what an object is, without reading it.
  public func kind(of id: ObjectID) throws(GitError) -> ObjectKind { try readHeader(id, nil).kind }

  /// Returns the entries of a tree, in git's order.
  public func readTree(_ id: ObjectID) throws(GitError) -> [TreeEntry] { try treeText(id).values() }

  /// Returns a commit; at the edge of a shallow clone it has no parents.
  public func readCommit(_ id: ObjectID) throws(GitError) -> Commit {
    let bytes = try read(id, .commit)
    guard let commit = Commit(id: id, bytes: bytes, isEdge: shallowCommits.contains(id)) else {
      throw GitError(.corrupt, "read the commit", "it is malformed", at: id.hex)
    }
    return commit
  }

  /// Returns what a walk needs to know of a commit.
  public func readCommitNode(_ id: ObjectID) throws(GitError) -> CommitNode {
    let bytes = try read(id, .commit)
    guard let node = CommitNode(id: id, bytes: bytes, isEdge: shallowCommits.contains(id)) else {
      throw GitError(.corrupt, "read the commit", "it is malformed", at: id.hex)
    }
    return node
  }

  /// Returns a commit's signature and the bytes that it is over, or nil where it bears none.
  public func signedPayload(of id: ObjectID) throws(GitError) -> SignedPayload? {
    SignedPayload(try read(id, .commit))
  }

  /// Whether the repository has the object.
  public func exists(_ id: ObjectID) -> Bool {
    if cache.contains(id) || isLoose(id) { return true }
    var raw = id.raw
    // Where the objects cannot be opened, whoever reads one is told.
    guard let database = try? database else { return false }
    return git_odb_exists(database, &raw) == 1
  }

  /// Returns a tree as it is stored. Trees are kept, since the same ones are asked for again and
  /// again.
  func treeText(_ id: ObjectID) throws(GitError) -> TreeText {
    if id == .emptyTree { return .empty }
    return TreeText(id: id, bytes: try read(id, .tree))
  }

  /// Returns the content of an object, checked against its id.
  func read(_ id: ObjectID, _ wanted: ObjectKind) throws(GitError) -> [UInt8] {
    if wanted != .blob, let known = cache.content(of: id, wanted) { return known }
    if let content = packed(id, wanted) { return content }
    let (kind, content) = try readUnchecked(id, wanted)
    guard kind == wanted else { throw wrongKind(id, wanted) }
    guard ObjectID.hash(wanted, content) == id else {
      throw GitError(
        .corrupt,
        "read the \(wanted.rawValue)",
        "its content is not what its id says",
        at: id.hex,
        remedy: "git fsck names what is damaged; fetch it again from another clone"
      )
    }
    if wanted != .blob { cache.insert(content, wanted, id) }
    return content
  }

  /// Returns the content of an object that is found in a pack without libgit2; nil is no verdict.
  private func packed(_ id: ObjectID, _ wanted: ObjectKind) -> [UInt8]? {
    guard let found = packs?.object(id), found.kind == wanted,
      ObjectID.hash(wanted, found.content) == id
    else { return nil }
    return found.content
  }

  /// Prepares to read most of the objects of the packs, with what another reader of the same repository
  /// has prepared or anew.
  public func expectManyReads(_ shared: PackTable? = nil) {
    guard let table = shared ?? packTable ?? PackTable(objects: objectDirectory) else { return }
    packTable = table
    packs = PackReader(table)
  }

  /// Lets go what `expectManyReads` prepared.
  public func expectFewReads() {
    packTable = nil
    packs = nil
  }

  private func readUnchecked(_ id: ObjectID, _ wanted: ObjectKind) throws(GitError) -> (
    kind: ObjectKind?, content: [UInt8]
  ) {
    if let loose = try looseObject(id, headerOnly: false) { return (loose.kind, loose.content) }
    var raw = id.raw
    var pointer: OpaquePointer?
    let code = git_odb_read(&pointer, try database, &raw)
    guard code == 0, let pointer else { throw readError(code, id, wanted) }
    let object = Handle(pointer, freedBy: git_odb_object_free)
    // SAFETY: the bytes belong to the object, which lives to the end of this call.
    let content = Array(
      UnsafeRawBufferPointer(
        start: git_odb_object_data(object.pointer),
        count: git_odb_object_size(object.pointer)
      )
    )
    return (ObjectKind(git_odb_object_type(object.pointer)), content)
  }

  private func readHeader(_ id: ObjectID, _ wanted: ObjectKind?) throws(GitError) -> (
    kind: ObjectKind, size: Int
  ) {
    if let loose = try looseObject(id, headerOnly: true) { return (loose.kind, loose.size) }
    var raw = id.raw
    var length = 0
    var found = GIT_OBJECT_ANY
    let code = git_odb_read_header(&length, &found, try database, &raw)
    guard code == 0 else { throw readError(code, id, wanted) }
    guard let kind = ObjectKind(found) else {
      throw GitError(.corrupt, "read the object", "it is of no known kind", at: id.hex)
    }
    return (kind, length)
  }

  private func wrongKind(_ id: ObjectID, _ wanted: ObjectKind) -> GitError {
    GitError(.corrupt, "read the \(wanted.rawValue)", "the object is something else", at: id.hex)
  }

  private func readError(_ code: Int32, _ id: ObjectID, _ wanted: ObjectKind?) -> GitError {
    let operation = "read the \(wanted?.rawValue ?? "object")"
    let error = LibGit.error(code, operation, at: id.hex)
    guard error.code == .notFound else {
      // Of a file that is there and cannot be read libgit2 says many things; all mean the same.
      return error.code == .io
        ? error
        : GitError(
          .corrupt,
          operation,
          error.message,
          at: id.hex,
          remedy: "git fsck names what is damaged; fetch it again from another clone"
        )
    }
    if isPartialClone {
      return GitError(
        .promisorMissing,
        operation,
        "this partial clone left it out",
        at: id.hex,
        remedy: "git fetch --refetch --no-filter"
      )
    }
    if isShallow {
      return GitError(
        .shallow,
        operation,
        "this shallow clone does not reach so far",
        at: id.hex,
        remedy: "git fetch --unshallow"
      )
    }
    return GitError(.notFound, operation, "there is no such object", at: id.hex)
  }
}
