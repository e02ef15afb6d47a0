/// Why git could not do something.
public struct GitError: Error, Sendable, Hashable {
  /// The kinds of failure that a caller can act on.
  public enum Code: String, Sendable, CaseIterable {
    /// There is no such object, reference or file.
    case notFound
    /// There is no repository here.
    case notARepository
    /// The repository belongs to somebody else.
    case foreignOwner
    /// The repository uses a format that cannot be read: SHA-256, reftable, an unknown extension.
    case unsupportedFormat
    /// A reference no longer stands where it was expected: read it again, and try again.
    case stale
    /// Somebody else holds the lock of a reference.
    case locked
    /// A name is not what git allows.
    case invalidName
    /// An object, reference or pack is damaged.
    case corrupt
    /// A short name means several things.
    case ambiguous
    /// Nothing may be written while a push is being judged.
    case quarantined
    /// The object lies beyond the edge of a shallow clone.
    case shallow
    /// The object was left out of a partial clone.
    case promisorMissing
    /// A program that was run failed.
    case childFailed
    /// Reading or writing failed.
    case io
    /// Anything else.
    case other
  }

  /// What kind of failure it is.
  public let code: Code
  /// What was being done, such as `open the repository`.
  public let operation: String
  /// What libgit2, git or the system said.
  public let message: String
  /// A path, reference, revision or object.
  public let place: String?
  /// What to do about it.
  public let remedy: String?

  /// Creates an error.
  public init(
    _ code: Code,
    _ operation: String,
    _ message: String,
    at place: String? = nil,
    remedy: String? = nil
  ) {
    self.code = code
    self.operation = operation
    self.message = message
    self.place = place
    self.remedy = remedy
  }
}

extension GitError: CustomStringConvertible {
  /// `operation: what: where: what to do`.
  public var description: String {
    (["\(operation): \(message)"] + [place, remedy].compactMap { $0 }).joined(separator: ": ")
  }
}
