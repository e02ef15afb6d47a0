/// Why the index gives no answer. It is never needed for truth: whoever asks walks instead, and says
/// so where `isWorthAWarning`.
public struct IndexFailure: Error, Hashable, Sendable {
  /// What stands in the way.
  public enum Reason: Sendable {
    /// There is none, and none may be made here.
    case missing
    /// The file is damaged, or no index.
    case damaged
    /// Another version of the program wrote it.
    case otherFormat
    /// Another process is writing, and went on for longer than could be waited.
    case busy
    /// The folder cannot be written.
    case readOnly
    /// There is no room on the disk.
    case diskFull
    /// The system refused something else.
    case unreadable
    /// It was made with other classes than the commit that is asked from has.
    case otherClasses
    /// It does not know the commit that is asked from.
    case otherCommit
    /// More is new than can be read while somebody waits for an answer.
    case behind
    /// The history cannot be read whole: objects are damaged, or a partial clone left them out.
    case incomplete
    /// A push is being judged: what it brings may yet be thrown away, so nothing is kept of it.
    case quarantined
  }

  /// What stands in the way.
  public let reason: Reason
  /// The file or folder.
  public let place: String
  /// What the system or the database said.
  public let message: String

  /// Creates a failure.
  public init(_ reason: Reason, at place: String, _ message: String) {
    self.reason = reason
    self.place = place
    self.message = message
  }

  /// Whether the user should hear of it: something is wrong that will not go away by itself.
  public var isWorthAWarning: Bool {
    switch reason {
    case .damaged, .diskFull, .unreadable, .readOnly, .incomplete: true
    case .missing, .otherFormat, .busy, .otherClasses, .otherCommit, .behind, .quarantined:
      false
    }
  }
}

extension IndexFailure: CustomStringConvertible {
  /// What, where and why, on one line.
  public var description: String { "the index cannot be used: \(place): \(message)" }
}
