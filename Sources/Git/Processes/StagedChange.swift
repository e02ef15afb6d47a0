/// A path that is staged differently from the last commit.
public struct StagedChange: Hashable, Sendable {
  /// The path; bytes that are no UTF-8 are replaced.
  public let path: String
  /// The path as git stores it, where `path` cannot say it.
  public let rawPath: [UInt8]?
  /// What the last commit has there, or nil.
  public let old: TreeDifference.Side?
  /// What is staged, or nil where the path is to go.
  public let new: TreeDifference.Side?
  /// Whether a merge has left the path undecided; nothing is staged then, and git refuses to commit.
  public let isUnmerged: Bool
}

extension Repository {
  /// Returns what is staged against the last commit, from the index that git names in the
  /// environment (`GIT_INDEX_FILE`): with `commit -a` and `commit PATH` it is not the usual one.
  ///
  /// Git itself reads the index: it knows the split and the sparse form, and compares whole folders
  /// by their ids. A path that was only announced (`add -N`) is not staged.
  public func stagedChanges(environment: [String: String]? = nil) throws(GitError) -> [StagedChange]
  {
    let base: String
    switch try head {
    case .branch(_, let id), .detached(let id): base = id.hex
    case .unborn: base = ObjectID.emptyTree.hex
    }
    let output = try git(
      [
        "diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff",
        "--ita-invisible-in-index", base, "--",
      ],
      environment: environment
    )
    var changes: [StagedChange] = []
    var fields = output.split(separator: 0, omittingEmptySubsequences: false).makeIterator()
    while let header = fields.next(), !header.isEmpty, let path = fields.next() {
      guard let change = StagedChange(header: header, path: path) else {
        throw GitError(
          .childFailed,
          "git diff-index",
          "it printed \(String(decoding: header, as: UTF8.self))",
          at: gitDirectory
        )
      }
      // An undecided path is named twice: as such, and as what its sides would make of it.
      if let last = changes.last, last.isUnmerged, last.path == change.path { continue }
      changes.append(change)
    }
    return changes
  }

  /// Returns the paths that a merge has left undecided, sorted.
  public func unmergedPaths(environment: [String: String]? = nil) throws(GitError) -> [String] {
    let output = try git(["ls-files", "--unmerged", "-z", "--full-name"], environment: environment)
    let paths = output.split(separator: 0).compactMap { entry in
      entry.firstIndex(of: UInt8(ascii: "\t")).map {
        String(decoding: entry[($0 + 1)...], as: UTF8.self)
      }
    }
    return Set(paths).sorted()
  }
}

extension StagedChange {
  /// Reads `:old-mode new-mode old-id new-id status`.
  fileprivate init?(header: ArraySlice<UInt8>, path: ArraySlice<UInt8>) {
    let words = header.dropFirst().split(separator: UInt8(ascii: " "))
    guard words.count == 5,
      let oldMode = UInt32(String(decoding: words[0], as: UTF8.self), radix: 8),
      let newMode = UInt32(String(decoding: words[1], as: UTF8.self), radix: 8),
      let oldID = ObjectID(hexDigits: words[2]), let newID = ObjectID(hexDigits: words[3])
    else { return nil }
    (self.path, rawPath) = TreePath.texts(Array(path))
    old = oldMode == 0 ? nil : .init(mode: FileMode(oldMode), id: oldID)
    isUnmerged = words[4].first == UInt8(ascii: "U")
    new = newMode == 0 || isUnmerged ? nil : .init(mode: FileMode(newMode), id: newID)
  }
}
