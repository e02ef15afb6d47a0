/// A path that is staged differently from the last commit.
public struct StagedChange: Hashable, Sendable {
  /// The path; bytes that are no UTF-8 are replaced.
  public let path: String
  /// What is staged, or nil where the path is to go.
  public let new: TreeDifference.Side?
}

/// A commit that touches a path, with the nearest such commits before it.
public struct HistoryStep: Hashable, Sendable {
  /// The commit.
  public let commit: ObjectID
  /// Its parents, each replaced by the nearest commit that touches the path.
  public let parents: [ObjectID]
}

extension Repository {
  /// Runs the `git` program on this repository and returns what it printed.
  ///
  /// What a repository's configuration could make git execute is turned off, and replace references
  /// are not followed, so that both ways of reading agree.
  @discardableResult
  func git(
    _ words: [String],
    environment: [String: String],
    input: [UInt8] = []
  ) throws(GitError) -> [UInt8] {
    var variables = environment
    if variables["PATH"] == nil { variables["PATH"] = "/usr/local/bin:/usr/bin:/bin" }
    for (name, value) in [
      "GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0",
      "LC_ALL": "C", "GIT_DIR": gitDirectory,
    ] {
      variables[name] = value
    }
    if let workingTree { variables["GIT_WORK_TREE"] = workingTree }
    let safe = [
      "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--literal-pathspecs",
    ]
    let result = try ChildProcess.run(
      ["git"] + safe + words,
      environment: variables,
      input: input,
      directory: workingTree ?? gitDirectory
    )
    guard result.status == 0 else {
      let said =
        String(decoding: result.errors, as: UTF8.self)
        .split(separator: "\n").first.map(String.init) ?? "it ended with status \(result.status)"
      throw GitError(.childFailed, "git \(words.first ?? "")", said, at: gitDirectory)
    }
    return result.output
  }

  /// Returns what is staged against the last commit, from the index that git names in the
  /// environment (`GIT_INDEX_FILE`): with `commit -a` and `commit PATH` it is not the usual one.
  public func stagedChanges(environment: [String: String]) throws(GitError) -> [StagedChange] {
    let base: String
    switch try head {
    case .branch(_, let id), .detached(let id): base = id.hex
    case .unborn: base = ObjectID.emptyTree.hex
    }
    let output = try git(
      ["diff-index", "--cached", "--raw", "-z", "--no-renames", base],
      environment: environment
    )
    var changes: [StagedChange] = []
    var fields = output.split(separator: 0, omittingEmptySubsequences: false).makeIterator()
    while let header = fields.next(), !header.isEmpty, let path = fields.next() {
      // :old-mode new-mode old-id new-id status
      let words = String(decoding: header, as: UTF8.self).split(separator: " ")
      guard words.count == 5, let mode = UInt32(words[1], radix: 8),
        let id = ObjectID(hex: words[3])
      else { continue }
      changes.append(
        StagedChange(
          path: String(decoding: path, as: UTF8.self),
          new: words[4].hasPrefix("D") ? nil : .init(mode: FileMode(mode), id: id)
        )
      )
    }
    return changes
  }

  /// Returns the paths below a folder that the user changed since the last commit, new ones
  /// included, sorted.
  public func workingTreeChanges(under folder: String, environment: [String: String])
    throws(GitError) -> [String]
  {
    let output = try git(
      [
        "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", folder,
      ],
      environment: environment
    )
    return output.split(separator: 0).map { String(decoding: $0.dropFirst(3), as: UTF8.self) }
      .sorted()
  }

  /// Returns the commits in which a path differs from every parent, newest first, with parents
  /// rewritten to the nearest such commits: git's simplified history, by changed-path filters where
  /// the repository has them.
  public func history(of path: String, from commit: ObjectID) throws(GitError) -> [HistoryStep] {
    let output = try git(
      ["rev-list", "--parents", "--date-order", commit.hex, "--", path],
      environment: [:]
    )
    return output.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let ids = line.split(separator: UInt8(ascii: " "))
        .compactMap { ObjectID(hex: String(decoding: $0, as: UTF8.self)) }
      guard let first = ids.first else { return nil }
      return HistoryStep(commit: first, parents: Array(ids.dropFirst()))
    }
  }

  /// Returns every commit that `commit` leads to, newest first, none before what follows it.
  public func commitWalk(from commit: ObjectID) throws(GitError) -> [ObjectID] {
    let output = try git(["rev-list", "--date-order", commit.hex], environment: [:])
    return output.split(separator: UInt8(ascii: "\n"))
      .compactMap { ObjectID(hex: String(decoding: $0, as: UTF8.self)) }
  }

  /// Returns the files below a folder that commits along first parents removed, newest first, each
  /// with the commit that removed it.
  public func removals(under folder: String, from commit: ObjectID) throws(GitError) -> [(
    commit: ObjectID, path: String
  )] {
    let output = try git(
      [
        "log", "--first-parent", "--diff-merges=first-parent", "--diff-filter=D", "--no-renames",
        "--name-only", "-z", "--format=commit %H", commit.hex, "--", folder,
      ],
      environment: [:]
    )
    var found: [(commit: ObjectID, path: String)] = []
    var current: ObjectID?
    for field in output.split(whereSeparator: { $0 == 0 || $0 == UInt8(ascii: "\n") }) {
      let text = String(decoding: field, as: UTF8.self)
      if text.hasPrefix("commit "), let id = ObjectID(hex: text.dropFirst("commit ".count)) {
        current = id
      } else if let current {
        found.append((current, text))
      }
    }
    return found
  }

  /// Returns, for every file below a folder that history names, the committer time of the newest
  /// commit that changed it.
  public func lastChanges(under folder: String, from commit: ObjectID) throws(GitError) -> [String:
    Int64]
  {
    let output = try git(
      [
        "log", "--no-renames", "--name-only", "-z", "--format=time %ct", commit.hex, "--", folder,
      ],
      environment: [:]
    )
    var times: [String: Int64] = [:]
    var current: Int64 = 0
    for field in output.split(whereSeparator: { $0 == 0 || $0 == UInt8(ascii: "\n") }) {
      let text = String(decoding: field, as: UTF8.self)
      if text.hasPrefix("time "), let time = Int64(text.dropFirst("time ".count)) {
        current = time
      } else if times[text] == nil {
        times[text] = current
      }
    }
    return times
  }
}
