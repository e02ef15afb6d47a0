internal import Crypto
internal import Documents
public import Git
internal import Records

/// What a checkpoint says: how far the journal went, and where the main branch stood then.
///
/// Each names the one before it by digest, so none can be left out.
public struct Checkpoint: Sendable, Hashable {
  /// What signatures of checkpoints are made for (`ssh-keygen -Y sign -n`).
  public static let namespace = "cmdb-checkpoint"

  /// The repository: the root of `main`'s first-parent chain, in hexadecimal.
  public var repository: String
  /// The newest entry that it speaks of.
  public var seq: Int
  /// That entry's commit.
  public var journal: ObjectID
  /// Where the main branch stood.
  public var main: ObjectID
  /// The `StateDigest` of the main branch's tree.
  public var state: String
  /// The digest of the checkpoint before it; nil for the first.
  public var previous: String?
  /// When it was made, in seconds since 1970-01-01T00:00:00Z.
  public var time: Int64

  /// The names of its fields in the file.
  static let fields = ["repository", "seq", "journal", "main", "state", "previous", "time"]

  /// Its fields as JSON.
  var value: ValueMap {
    [
      "repository": .string(repository), "seq": .number(Number(seq)),
      "journal": .string(journal.hex), "main": .string(main.hex), "state": .string(state),
      "previous": previous.map { .string($0) } ?? .null,
      "time": .string(Timestamp(seconds: time).description),
    ]
  }

  /// The text that is signed: one line of canonical JSON (RFC 8785) with its line end.
  public var text: String { Value.map(value).canonicalJSON() + "\n" }

  /// The SHA-256 of the text, in hexadecimal.
  public var digest: String { Hexadecimal.text(of: SHA256.hash(data: Array(text.utf8))) }

  init(_ fields: JournalFields) throws(JournalError) {
    repository = try fields.text("repository")
    seq = try fields.number("seq")
    journal = try fields.id("journal")
    main = try fields.id("main")
    state = try fields.digest("state")
    previous = try fields.digestOrNull("previous")
    time = try fields.time("time")
  }

  /// Creates a checkpoint.
  init(
    repository: String,
    seq: Int,
    journal: ObjectID,
    main: ObjectID,
    state: String,
    previous: String?,
    time: Int64
  ) {
    self.repository = repository
    self.seq = seq
    self.journal = journal
    self.main = main
    self.state = state
    self.previous = previous
    self.time = time
  }
}
