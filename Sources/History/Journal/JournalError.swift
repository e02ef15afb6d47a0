public import Git

/// Why an entry of the journal, or a checkpoint in it, cannot be read or written.
public struct JournalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public let what: String
  /// The entry's number, where it is known.
  public var seq: Int?
  /// The entry's commit, where it is known.
  public var commit: ObjectID?
  /// What to do about it.
  public var remedy: String?

  /// Creates an error.
  public init(_ what: String, seq: Int? = nil, commit: ObjectID? = nil, remedy: String? = nil) {
    self.what = what
    self.seq = seq
    self.commit = commit
    self.remedy = remedy
  }

  /// `what: where: what to do`.
  public var description: String {
    let place = [seq.map { "entry \($0)" }, commit.map { "commit \($0)" }].compactMap { $0 }
    return
      ([what, "journal" + place.map { " \($0)" }.joined(separator: ",")]
      + [remedy].compactMap { $0 }).joined(separator: ": ")
  }
}
