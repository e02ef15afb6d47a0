/// A commit that touches a path, with the nearest such commits before it.
public struct HistoryStep: Hashable, Sendable {
  /// The commit.
  public let commit: ObjectID
  /// Its parents, each replaced by the nearest commit that touches the path.
  public let parents: [ObjectID]
}

/// Lists that the `git` program makes, since it has what libgit2 lacks: changed-path filters, chains
/// of commit-graphs, and the edges of shallow and partial clones.
extension Repository {
  /// Hands out the commits that touch one of the paths, newest first, until `read` answers false.
  ///
  /// - Parameters:
  ///   - paths: Files or folders; each is taken as it stands, not as a pattern.
  ///   - commit: The newest commit to look at.
  ///   - hidden: Commits that are left out with all of their history.
  ///   - firstParent: Whether only first parents are followed.
  ///   - fullHistory: Whether sides of a merge that came to nothing are listed too.
  public func commitsTouching(
    paths: [String],
    from commit: ObjectID,
    hiding hidden: [ObjectID] = [],
    firstParent: Bool = false,
    fullHistory: Bool = false,
    _ read: (ObjectID) throws(GitError) -> Bool
  ) throws(GitError) {
    var words = ["rev-list", "--topo-order"]
    if firstParent { words.append("--first-parent") }
    if fullHistory { words.append("--full-history") }
    words += [commit.hex] + hidden.map { "^\($0)" } + ["--"] + paths
    try git(words, separatedBy: UInt8(ascii: "\n")) { line throws(GitError) in
      guard let id = ObjectID(hexDigits: line) else { return true }
      return try read(id)
    }
  }

  /// Returns the commits that touch one of the paths, newest first.
  public func commitsTouching(
    paths: [String],
    from commit: ObjectID,
    hiding hidden: [ObjectID] = [],
    firstParent: Bool = false,
    fullHistory: Bool = false
  ) throws(GitError) -> [ObjectID] {
    var found: [ObjectID] = []
    try commitsTouching(
      paths: paths,
      from: commit,
      hiding: hidden,
      firstParent: firstParent,
      fullHistory: fullHistory
    ) { id throws(GitError) in
      found.append(id)
      return true
    }
    return found
  }

  /// Returns the commits in which a path differs from every parent, newest first and none before what
  /// follows it, with parents rewritten to the nearest such commits: git's simplified history.
  public func history(of path: String, from commit: ObjectID) throws(GitError) -> [HistoryStep] {
    var steps: [HistoryStep] = []
    try history(of: path, from: commit) { step throws(GitError) in
      steps.append(step)
      return true
    }
    return steps
  }

  /// Hands out the same commits while git still looks for more of them, until `read` answers false.
  public func history(
    of path: String,
    from commit: ObjectID,
    _ read: (HistoryStep) throws(GitError) -> Bool
  ) throws(GitError) {
    try git(
      ["rev-list", "--parents", "--date-order", commit.hex, "--", path],
      separatedBy: UInt8(ascii: "\n")
    ) { line throws(GitError) in
      let ids = line.split(separator: UInt8(ascii: " ")).compactMap { ObjectID(hexDigits: $0) }
      guard let first = ids.first else { return true }
      return try read(HistoryStep(commit: first, parents: Array(ids.dropFirst())))
    }
  }

  /// Returns every commit that `commit` leads to and none of `hidden` does, newest first, none before
  /// what follows it.
  ///
  /// For whole histories this is the quickest way, since git reads commit-graphs; `walkCommits` is
  /// for the few newest.
  public func commitWalk(
    from commit: ObjectID,
    hiding hidden: [ObjectID] = [],
    firstParent: Bool = false
  ) throws(GitError) -> [ObjectID] {
    var found: [ObjectID] = []
    try git(
      ["rev-list", "--date-order"] + (firstParent ? ["--first-parent"] : []) + ["--stdin"],
      separatedBy: UInt8(ascii: "\n"),
      input: Array(([commit.hex] + hidden.map { "^\($0)" }).joined(separator: "\n").utf8)
    ) { line throws(GitError) in
      if let id = ObjectID(hexDigits: line) { found.append(id) }
      return true
    }
    return found
  }

  /// Returns the files below a folder that commits along first parents removed, newest first, each
  /// with the commit that removed it.
  public func removals(under folder: String, from commit: ObjectID) throws(GitError) -> [(
    commit: ObjectID, path: String
  )] {
    var found: [(commit: ObjectID, path: String)] = []
    var current = ObjectID.zero
    let words = ["--first-parent", "--diff-merges=first-parent", "--diff-filter=D"]
    try log(words, format: "%H", under: folder, from: commit) { header, path in
      if let header { current = ObjectID(hexDigits: header) ?? .zero }
      if let path { found.append((current, path)) }
    }
    return found
  }

  /// Returns, for every file below a folder that history names, the committer time of the newest
  /// commit that changed it, in seconds since 1970-01-01T00:00:00Z.
  public func lastChanges(under folder: String, from commit: ObjectID) throws(GitError) -> [String:
    Int64]
  {
    var times: [String: Int64] = [:]
    var current: Int64 = 0
    try log([], format: "%ct", under: folder, from: commit) { header, path in
      if let header { current = Int64(String(decoding: header, as: UTF8.self)) ?? 0 }
      if let path, times[path] == nil { times[path] = current }
    }
    return times
  }

  /// Runs `git log --name-only`, and hands out each commit's header and then its paths.
  private func log(
    _ words: [String],
    format: String,
    under folder: String,
    from commit: ObjectID,
    _ body: (_ header: ArraySlice<UInt8>?, _ path: String?) -> Void
  ) throws(GitError) {
    // A commit is an empty field, its header, and its paths, of which the first follows a line end.
    var place = 2
    try git(
      ["log"] + words + [
        "--no-renames", "--no-ext-diff", "--no-textconv", "--name-only", "-z",
        "--format=%x00\(format)", commit.hex, "--",
      ] + (folder.isEmpty ? [] : [folder]),
      separatedBy: 0
    ) { field throws(GitError) in
      if field.isEmpty {
        place = 0
      } else if place == 0 {
        body(field, nil)
        place = 1
      } else {
        body(nil, String(decoding: place == 1 ? field.dropFirst() : field, as: UTF8.self))
        place = 2
      }
      return true
    }
  }
}
