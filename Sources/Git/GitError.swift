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
    /// The repository uses a format that cannot be read.
    case unsupportedFormat
    /// A reference no longer stands where it was expected.
    case stale
    /// Somebody else holds the lock of a reference.
    case locked
    /// A name is not what git allows.
    case invalidName
    /// An object is damaged.
    case corrupt
    /// A short name means several things.
    case ambiguous
    /// Nothing may be written while a push is being judged.
    case quarantined
    /// History ends here, since the clone is shallow or partial.
    case incomplete
    /// A program that was run failed.
    case childFailed
    /// Reading or writing failed.
    case io
    /// Anything else.
    case other
  }

  /// What kind of failure it is.
  public let code: Code
  /// What was being done, such as `open`.
  public let operation: String
  /// What libgit2 or the system said.
  public let message: String
  /// A path, reference or revision.
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
