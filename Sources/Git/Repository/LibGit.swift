internal import CLibgit2
internal import Glibc
internal import Synchronization

/// The only gate to libgit2: starts it once, and turns its error codes into `GitError`.
enum LibGit {
  /// Starts the library with the options of this program; done when a repository is first opened, so
  /// that a command without one does not pay for it.
  static let started: Bool = {
    git_libgit2_init()
    cmdb_git_enable_fsync(1)
    // The repository keeps trees and commits itself, checked by a quicker SHA-1 than libgit2's; a
    // second copy in libgit2 would only cost memory.
    cmdb_git_set_cache_limit(Int32(GIT_OBJECT_TREE.rawValue), 0)
    cmdb_git_set_strict_hash_verification(0)
    // Whether a reference's object exists is asked here, where objects just written are known; asking
    // libgit2 makes it list the pack folder anew each time.
    cmdb_git_set_strict_object_creation(0)
    let extensions = ["worktreeconfig", "partialclone", "preciousobjects"]
    let names = extensions.map { strdup($0) }
    defer { names.forEach { free($0) } }
    var pointers = names.map { UnsafePointer($0) }
    cmdb_git_set_extensions(&pointers, pointers.count)
    return true
  }()

  /// Held while references are opened: whether moving them is flushed is an option of the whole
  /// library, read at that moment.
  private static let opening = Mutex(())

  /// Opens the references of a repository so that moving one is flushed, or not.
  static func openReferences(of repository: OpaquePointer, flushed: Bool) throws(GitError) {
    var references: OpaquePointer?
    let code = opening.withLock { _ in
      cmdb_git_enable_fsync(flushed ? 1 : 0)
      defer { cmdb_git_enable_fsync(1) }
      return git_repository_refdb(&references, repository)
    }
    guard code == 0 else { throw error(code, "open the references", at: nil) }
    // The repository keeps them; this gives back the share of the call.
    git_refdb_free(references)
  }

  /// Runs a call that opens a repository; where the git program has judged the owner, libgit2 does
  /// not judge again.
  static func open(trustingOwner: Bool, _ call: () -> Int32) -> Int32 {
    guard trustingOwner else { return call() }
    // The option is of the whole library, so nobody else opens a repository meanwhile.
    return opening.withLock { _ in
      cmdb_git_set_owner_validation(0)
      defer { cmdb_git_set_owner_validation(1) }
      return call()
    }
  }

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
    let last = git_error_last()
    // SAFETY: libgit2 owns the error until the next call on this thread; it is copied here.
    let message = last.map { String(cString: $0.pointee.message) } ?? "no reason given"
    let area = last.map { $0.pointee.klass } ?? 0
    git_error_clear()
    let kind = kind(of: code, message, area: area)
    return GitError(kind, operation, message, at: place, remedy: remedy(for: kind, at: place))
  }

  private static func kind(of code: Int32, _ message: String, area: Int32) -> GitError.Code {
    if message.contains("safe.directory") || code == GIT_EOWNER.rawValue { return .foreignOwner }
    if message.contains("unsupported extension") || message.contains("unsupported repository")
      || message.contains("unknown object format")
    {
      return .unsupportedFormat
    }
    switch code {
    case GIT_ENOTFOUND.rawValue: return .notFound
    case GIT_EAMBIGUOUS.rawValue: return .ambiguous
    case GIT_EINVALIDSPEC.rawValue, GIT_EINVALID.rawValue: return .invalidName
    case GIT_ELOCKED.rawValue: return .locked
    case GIT_EMODIFIED.rawValue, GIT_EEXISTS.rawValue: return .stale
    case GIT_EMISMATCH.rawValue: return .corrupt
    default: break
    }
    switch UInt32(bitPattern: area) {
    case GIT_ERROR_ZLIB.rawValue, GIT_ERROR_ODB.rawValue, GIT_ERROR_OBJECT.rawValue,
      GIT_ERROR_TREE.rawValue, GIT_ERROR_TAG.rawValue:
      return .corrupt
    case GIT_ERROR_OS.rawValue, GIT_ERROR_FILESYSTEM.rawValue: return .io
    default: return message.contains("corrupt") || message.contains("inflate") ? .corrupt : .other
    }
  }

  private static func remedy(for kind: GitError.Code, at place: String?) -> String? {
    switch kind {
    case .foreignOwner:
      "git config --global --add safe.directory \(place ?? "DIR"), if you trust its owner"
    case .unsupportedFormat: "only SHA-1 repositories with reference files can be read"
    case .corrupt: "git fsck names what is damaged; fetch it again from another clone"
    case .stale: "read the reference again, and try again"
    case .locked:
      "wait for the other program; if there is none, remove the reference's .lock file"
    default: nil
    }
  }
}
