internal import Crypto
internal import Documents
public import Git
internal import Records

/// One entry of the journal: what moved since the one before it, and which deliveries it acknowledges.
///
/// An entry is a commit on the branch `journal`, and this is its message: one line of canonical JSON
/// (RFC 8785). Its parents are the entry before it and the deliveries.
public struct JournalEntry: Sendable, Hashable {
  /// A branch that stands elsewhere than before.
  public struct Move: Sendable, Hashable {
    /// The branch's full name.
    public var ref: String
    /// Where the journal had it; nil where it was not known.
    public var old: ObjectID?
    /// Where it stands now; nil where it is gone.
    public var new: ObjectID?

    /// Creates a move.
    public init(ref: String, old: ObjectID?, new: ObjectID?) {
      self.ref = ref
      self.old = old
      self.new = new
    }
  }

  /// A delivery that counts as received.
  public struct Delivery: Sendable, Hashable {
    /// Whose it is.
    public var source: String
    /// The SHA-256 of the idempotency key that it came with, in hexadecimal, or nil.
    public var key: String?
    /// The SHA-256 of what was delivered, in hexadecimal; nil for what was pushed with git.
    public var digest: String?
    /// The head of the source's branch that holds it.
    public var commit: ObjectID

    /// A delivery whose branch was pushed with git.
    public init(source: String, commit: ObjectID) {
      self.source = source
      self.commit = commit
    }

    /// A delivery of some files, one after the other.
    public init(source: String, content: [[UInt8]], commit: ObjectID) {
      self.init(source: source, commit: commit)
      var hasher = SHA256()
      for file in content { hasher.update(data: file) }
      digest = Hexadecimal.text(of: hasher.finalize())
    }
  }

  /// The entry's place: 1, 2, 3, … without a gap.
  public var seq: Int
  /// When it was written, in seconds since 1970-01-01T00:00:00Z.
  public var time: Int64
  /// The commit of the entry before it; nil for the first.
  public var previous: ObjectID?
  /// The branches that moved, sorted by name.
  public var moves: [Move]
  /// The deliveries, sorted by source.
  public var deliveries: [Delivery]
  /// The folder `policy/` of the main branch; nil where there is none.
  public var policy: ObjectID?
  /// The `StateDigest` of the main branch's tree.
  public var digest: String

  /// The entry as a commit's message.
  public var message: String {
    let value: Value = .map([
      "seq": .number(Number(seq)), "time": .string(Timestamp(seconds: time).description),
      "previous": Self.text(previous),
      "moves": .list(
        moves.map { ["ref": .string($0.ref), "old": Self.text($0.old), "new": Self.text($0.new)] }
      ),
      "deliveries": .list(
        deliveries.map { delivery in
          [
            "source": .string(delivery.source), "key": delivery.key.map { .string($0) } ?? .null,
            "digest": delivery.digest.map { .string($0) } ?? .null,
            "commit": .string(delivery.commit.hex),
          ]
        }
      ),
      "policy": Self.text(policy), "digest": .string(digest),
    ])
    return value.canonicalJSON() + "\n"
  }

  /// The parents that the entry's commit has.
  public var parents: [ObjectID] {
    var parents: [ObjectID] = []
    for id in [previous].compactMap(\.self) + deliveries.map(\.commit) where !parents.contains(id) {
      parents.append(id)
    }
    return parents
  }

  private static func text(_ id: ObjectID?) -> Value { id.map { .string($0.hex) } ?? .null }
}

extension JournalEntry {
  /// Reads a commit's message.
  ///
  /// - Throws: where it is no entry, or not written the one way in which entries are.
  public init(message: String) throws(JournalError) {
    let fields = try JournalFields(
      json: message.utf8,
      of: "the entry",
      ["seq", "time", "previous", "moves", "deliveries", "policy", "digest"]
    )
    seq = try fields.number("seq")
    time = try fields.time("time")
    previous = try fields.idOrNull("previous")
    moves = try Self.moves(fields)
    deliveries = try Self.deliveries(fields)
    policy = try fields.idOrNull("policy")
    digest = try fields.digest("digest")
    guard self.message == message else {
      throw JournalError("the entry is not written as canonical JSON", seq: seq)
    }
  }

  private static func moves(_ fields: JournalFields) throws(JournalError) -> [Move] {
    var moves: [Move] = []
    for item in try fields.list("moves") {
      let move = try JournalFields(item, of: "a move", ["ref", "old", "new"])
      moves.append(
        Move(
          ref: try move.text("ref"),
          old: try move.idOrNull("old"),
          new: try move.idOrNull("new")
        )
      )
    }
    return moves
  }

  private static func deliveries(_ fields: JournalFields) throws(JournalError) -> [Delivery] {
    var deliveries: [Delivery] = []
    for item in try fields.list("deliveries") {
      let given = try JournalFields(item, of: "a delivery", ["source", "key", "digest", "commit"])
      var delivery = Delivery(source: try given.text("source"), commit: try given.id("commit"))
      delivery.key = try given.digestOrNull("key")
      delivery.digest = try given.digestOrNull("digest")
      deliveries.append(delivery)
    }
    return deliveries
  }
}
