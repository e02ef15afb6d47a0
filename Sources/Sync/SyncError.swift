/// Why a delivery or a merge could not be made.
public struct SyncError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong.
  public let what: String
  /// Where: a branch, a file.
  public let place: String?
  /// What to do about it.
  public let remedy: String?

  /// Creates an error.
  public init(_ what: String, at place: String? = nil, remedy: String? = nil) {
    self.what = what
    self.place = place
    self.remedy = remedy
  }

  /// `what: where: what to do`.
  public var description: String {
    ([what] + [place, remedy].compactMap { $0 }).joined(separator: ": ")
  }
}
