internal import CLibgit2

extension Repository {
  /// Returns the object that a revision names, in the forms of gitrevisions(7).
  ///
  /// - Throws: `notFound`, `ambiguous`, `invalidName`.
  public func resolve(_ revision: String) throws(GitError) -> ObjectID {
    if let id = try named(revision) { return id }
    if let id = try ancestor(revision) { return id }
    // The git program knows every form, and libgit2 loops for ever on some damaged objects.
    let result = try gitStatus([
      "rev-parse", "--verify", "--end-of-options", revision,
    ])
    let output = String(decoding: result.output, as: UTF8.self).split(separator: "\n").last
    if result.status == 0, let id = output.flatMap({ ObjectID(hex: $0) }) { return id }
    let said = String(decoding: result.errors, as: UTF8.self)
    throw GitError(
      said.contains("ambiguous") ? .ambiguous : .notFound,
      "find the revision",
      said.contains("ambiguous") ? "several objects begin so" : "there is none of that name",
      at: revision
    )
  }

  /// Returns the commit that a name with `~N` and `^N` behind it means; nil for other forms.
  private func ancestor(_ revision: String) throws(GitError) -> ObjectID? {
    guard let start = revision.firstIndex(where: { $0 == "~" || $0 == "^" }),
      let base = try named(String(revision[..<start]))
    else { return nil }
    var id = try commit(marked: base, by: revision)
    var rest = revision[start...]
    while let sign = rest.popFirst() {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard sign == "~" || sign == "^", rest.first != "{",
        let count = digits.isEmpty ? 1 : Int(digits)
      else { return nil }
      if sign == "^", count == 0 { continue }
      for _ in 0..<(sign == "~" ? count : 1) {
        let parents = try readCommitNode(id).parents
        let place = sign == "~" ? 0 : count - 1
        guard parents.indices.contains(place) else {
          throw GitError(
            .notFound,
            "find the revision",
            "history does not reach so far",
            at: revision
          )
        }
        id = parents[place]
      }
    }
    return id
  }

  /// Returns the commit that a revision names; a tag stands for the commit that it marks.
  ///
  /// - Throws: `notFound`, `ambiguous`, `invalidName` where it names something else.
  public func resolveCommit(_ revision: String) throws(GitError) -> ObjectID {
    try commit(marked: resolve(revision), by: revision)
  }

  /// Returns the commit itself, or the one that a tag marks.
  private func commit(marked object: ObjectID, by revision: String) throws(GitError) -> ObjectID {
    var id = object
    // Tags may mark tags; a chain of them is short, and cannot be a circle.
    while true {
      switch try kind(of: id) {
      case .commit: return id
      case .tag:
        let text = CommitText(try read(id, .tag))
        guard let target = text.first("object").flatMap({ ObjectID(hexDigits: $0.value) }) else {
          throw GitError(.corrupt, "read the tag", "it is malformed", at: id.hex)
        }
        id = target
      case .tree, .blob:
        throw GitError(.invalidName, "find the revision", "it names no commit", at: revision)
      }
    }
  }

  /// Returns what a whole id, or the name of a reference, stands for; nil for anything else. The
  /// object itself is not read, so a damaged one is named by whoever reads it.
  private func named(_ revision: String) throws(GitError) -> ObjectID? {
    if let id = ObjectID(hex: revision) {
      guard exists(id) else {
        throw GitError(.notFound, "find the revision", "there is no such object", at: revision)
      }
      return id
    }
    var found: OpaquePointer?
    guard git_reference_dwim(&found, try pointer, revision) == 0, let found else {
      git_error_clear()
      return nil
    }
    let reference = Handle(found, freedBy: git_reference_free)
    return git_reference_target(reference.pointer).map { ObjectID($0.pointee) }
  }

  /// Returns a newest commit that both have in their history, or nil where there is none. Where
  /// there are several (after criss-cross merges), it is one of `mergeBases`.
  public func mergeBase(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> ObjectID? {
    try mergeBases(left, right).first
  }

  /// Returns every commit that both have in their history and that leads to no other such commit.
  public func mergeBases(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> [ObjectID] {
    if left == right { return [left] }
    if isShallow {
      // libgit2 takes the edge of a shallow history for a missing object.
      let output = try git(["merge-base", "--all", left.hex, right.hex], accepting: [1])
      return output.split(separator: UInt8(ascii: "\n")).compactMap { ObjectID(hexDigits: $0) }
    }
    // What is damaged or missing is named here; libgit2 would only say that there is no base.
    _ = try (readCommitNode(left), readCommitNode(right))
    var (one, two) = (left.raw, right.raw)
    var list = git_oidarray()
    let code = git_merge_bases(&list, try pointer, &one, &two)
    if code != 0 {
      let error = LibGit.error(code, "find the common commit", at: "\(left) and \(right)")
      if error.code == .notFound { return [] }
      throw error
    }
    defer { git_oidarray_dispose(&list) }
    // SAFETY: the list owns its ids until the deferred call.
    return (0..<list.count).map { ObjectID(list.ids[$0]) }
  }

  /// Whether `older` is `newer` or in its history.
  public func isAncestor(_ older: ObjectID, of newer: ObjectID) throws(GitError) -> Bool {
    if older == newer { return true }
    if isShallow {
      let result = try gitStatus(["merge-base", "--is-ancestor", older.hex, newer.hex])
      if result.status <= 1 { return result.status == 0 }
      throw GitError(
        .childFailed,
        "compare commits",
        String(decoding: result.errors, as: UTF8.self),
        at: "\(older) and \(newer)"
      )
    }
    _ = try (readCommitNode(older), readCommitNode(newer))
    var (ancestor, commit) = (older.raw, newer.raw)
    let pointer = try pointer
    let code = try LibGit.check("compare commits", at: "\(older) and \(newer)") {
      git_graph_descendant_of(pointer, &commit, &ancestor)
    }
    return code == 1
  }
}
