internal import CLibgit2
internal import Glibc

/// The only gate to libgit2: starts it once, and turns its error codes into `GitError`.
enum LibGit {
  /// Starts the library with the options of this program; done when a repository is first opened, so
  /// that a command without one does not pay for it.
  static let started: Bool = {
    git_libgit2_init()
    cmdb_git_enable_fsync(1)
    // Trees over 4 KiB are not cached by default, and a folder of 256 shards is larger.
    cmdb_git_set_cache_limit(Int32(GIT_OBJECT_TREE.rawValue), 1 << 20)
    cmdb_git_set_cache_size(256 << 20)
    let extensions = ["worktreeconfig", "partialclone", "preciousobjects"]
    let names = extensions.map { strdup($0) }
    defer { names.forEach { free($0) } }
    var pointers = names.map { UnsafePointer($0) }
    cmdb_git_set_extensions(&pointers, pointers.count)
    return true
  }()

  /// Runs one call and throws what libgit2 says where it fails. The thread's last error is read in
  /// the same synchronous call, so it can be no other call's.
  @discardableResult
  static func check(_ operation: String, at place: String? = nil, _ call: () -> Int32)
    throws(GitError) -> Int32
  {
    let code = call()
    if code >= 0 { return code }
    throw error(code, operation, at: place)
  }

  /// The error for a code that a call returned just now.
  static func error(_ code: Int32, _ operation: String, at place: String?) -> GitError {
    // SAFETY: libgit2 owns the error until the next call on this thread; it is copied here.
    let message = git_error_last().map { String(cString: $0.pointee.message) } ?? "no reason given"
    git_error_clear()
    let kind = Self.kind(of: code, message)
    return GitError(kind, operation, message, at: place, remedy: remedy(for: kind))
  }

  private static func kind(of code: Int32, _ message: String) -> GitError.Code {
    if message.contains("safe.directory") || code == GIT_EOWNER.rawValue { return .foreignOwner }
    if message.contains("extension") || message.contains("object format")
      || message.contains("repository format version") || message.contains("unsupported repository")
    {
      return .unsupportedFormat
    }
    switch code {
    case GIT_ENOTFOUND.rawValue: return .notFound
    case GIT_EAMBIGUOUS.rawValue: return .ambiguous
    case GIT_EINVALIDSPEC.rawValue: return .invalidName
    case GIT_ELOCKED.rawValue: return .locked
    case GIT_EMODIFIED.rawValue, GIT_EEXISTS.rawValue: return .stale
    case GIT_EMISMATCH.rawValue: return .corrupt
    default: return message.contains("corrupt") || message.contains("inflate") ? .corrupt : .other
    }
  }

  private static func remedy(for kind: GitError.Code) -> String? {
    switch kind {
    case .foreignOwner: "git config --global --add safe.directory DIR, if you trust its owner"
    case .unsupportedFormat: "only SHA-1 repositories with reference files can be read"
    case .corrupt: "git fsck names what is damaged; fetch it again from another clone"
    default: nil
    }
  }
}

/// Copies an id of libgit2.
extension ObjectID {
  init(_ id: git_oid) {
    self = withUnsafeBytes(of: id) { ObjectID(bytes: $0) } ?? .zero
  }

  /// The id as libgit2 wants it.
  var raw: git_oid {
    var id = git_oid()
    withUnsafeMutableBytes(of: &id) { $0.copyBytes(from: bytes) }
    return id
  }
}
