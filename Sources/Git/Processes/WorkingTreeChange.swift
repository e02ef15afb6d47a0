/// A path at which the working tree or the index differs from the last commit.
public struct WorkingTreeChange: Hashable, Sendable {
  /// How a path differs.
  public enum Kind: Hashable, Sendable {
    /// Git does not know the path.
    case untracked
    /// Git knows the path, and its content or mode is another.
    case changed
    /// The path is new, and staged.
    case added
    /// The path is gone.
    case removed
    /// A merge has left the path undecided.
    case unmerged
  }

  /// The path; bytes that are no UTF-8 are replaced.
  public let path: String
  /// The path as git stores it, where `path` cannot say it.
  public let rawPath: [UInt8]?
  /// How what is staged differs from the last commit; nil where it does not.
  public let staged: Kind?
  /// How the working tree differs from what is staged; nil where it does not.
  public let unstaged: Kind?

  /// Reads one field of `git status --porcelain=v2 -z`; nil for what is no change.
  init?(_ field: ArraySlice<UInt8>) {
    // 1 XY sub mH mI mW hH hI path | u XY sub m1 m2 m3 mW h1 h2 h3 path | ? path | ! path
    let spaces: Int
    switch field.first {
    case UInt8(ascii: "1"): spaces = 8
    case UInt8(ascii: "u"): spaces = 10
    case UInt8(ascii: "?"), UInt8(ascii: "!"): spaces = 1
    default: return nil
    }
    let words = field.split(
      separator: UInt8(ascii: " "),
      maxSplits: spaces,
      omittingEmptySubsequences: false
    )
    guard words.count == spaces + 1 else { return nil }
    (path, rawPath) = TreePath.texts(Array(words[spaces]))
    switch spaces {
    case 1: (staged, unstaged) = (nil, .untracked)
    case 10: (staged, unstaged) = (.unmerged, .unmerged)
    default:
      let letters = Array(words[1])
      staged = letters.first.flatMap(Self.kind)
      unstaged = letters.last.flatMap(Self.kind)
    }
  }

  private static func kind(_ letter: UInt8) -> Kind? {
    switch letter {
    case UInt8(ascii: "A"): .added
    case UInt8(ascii: "D"): .removed
    case UInt8(ascii: "M"), UInt8(ascii: "T"): .changed
    default: nil
    }
  }
}

extension Repository {
  /// Returns every path below a folder (all for the empty path) at which the working tree or the
  /// index differs from the last commit, new files included, in git's order. What is ignored is only
  /// listed where that is asked for, as untracked. Where the user's attributes name a clean filter, git runs it on changed files, as it does
  /// for the user.
  public func workingTreeStatus(
    under folder: String = "",
    withIgnored: Bool = false,
    environment: [String: String]? = nil
  ) throws(GitError) -> [WorkingTreeChange] {
    let output = try git(
      ["status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames"]
        + (withIgnored ? ["--ignored=matching"] : []) + (folder.isEmpty ? [] : ["--", folder]),
      environment: environment
    )
    return output.split(separator: 0).compactMap { WorkingTreeChange($0) }
  }

  /// Returns the paths below a folder that the user changed since the last commit, new ones
  /// included, sorted.
  public func workingTreeChanges(
    under folder: String = "",
    environment: [String: String]? = nil
  ) throws(GitError) -> [String] {
    try workingTreeStatus(under: folder, environment: environment).map(\.path).sorted()
  }
}
