/// Why a command gives up: what went wrong, where, and the way out.
public struct CommandFailure: Error, Sendable, Hashable {
  /// What the shell is told.
  public var status: ExitStatus
  /// What went wrong.
  public var what: String
  /// Where: a file, a reference, a revision.
  public var place: String?
  /// What to do about it.
  public var remedy: String?
  /// Lines that follow the message as they are, such as a query with a caret.
  public var details: String?

  /// Creates a failure.
  public init(
    _ status: ExitStatus,
    _ what: String,
    at place: String? = nil,
    remedy: String? = nil,
    details: String? = nil
  ) {
    self.status = status
    self.what = what
    self.place = place
    self.remedy = remedy
    self.details = details
  }

  /// `cmdb: what: where: what to do`.
  public var message: String {
    var text = (["cmdb", what] + [place, remedy].compactMap { $0 }).joined(separator: ": ")
    if let details { text += "\n\(details)" }
    return text
  }
}
