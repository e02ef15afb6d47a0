internal import CLibgit2

/// What an object is.
public enum ObjectKind: String, Sendable, CaseIterable {
  /// The content of a file.
  case blob
  /// The entries of a folder.
  case tree
  /// A state of the repository with its history.
  case commit
  /// An annotated tag.
  case tag
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

  /// Reads libgit2's number; nil for what is no whole object.
  init?(_ raw: git_object_t) {
    guard let kind = Self.allCases.first(where: { $0.raw == raw }) else { return nil }
    self = kind
  }
}
