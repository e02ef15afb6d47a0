/// Somebody whom a commit or a trailer names.
public struct Actor: Hashable, Sendable {
  /// The name as it was written.
  public var name: String
  /// The address as it was written.
  public var email: String
  /// Whether a signature by a key of that person stands behind the name; without one it is claimed.
  public var isVerified: Bool

  /// Creates an actor.
  public init(name: String, email: String, isVerified: Bool = false) {
    self.name = name
    self.email = email
    self.isVerified = isVerified
  }

  /// Reads `Ada Lovelace <ada@example.net>`; a text without an address is a name alone.
  public init(parsing text: String) {
    guard let open = text.lastIndex(of: "<"), text.last == ">" else {
      self.init(name: text, email: "")
      return
    }
    let name = text[..<open].reversed().drop { $0 == " " }.reversed()
    self.init(
      name: String(name),
      email: String(text[text.index(after: open)...].dropLast())
    )
  }
}

/// Where the value of one attribute comes from.
public struct Provenance: Hashable, Sendable {
  /// The commit that set the value, in hexadecimal; nil for a value that is not committed yet.
  public var commit: String?
  /// When that commit was written, in seconds since 1970-01-01T00:00:00Z.
  public var time: Int64?
  /// Who made the change.
  public var author: Actor?
  /// The source that said the value, where a machine set it.
  public var source: String?
  /// The delivery in which the source said it: a commit, in hexadecimal.
  public var delivery: String?
  /// The rule by which the source's word counted.
  public var rule: String?
  /// Who approved the change.
  public var approvals: [Actor]
  /// How often the attribute was set, the creation included.
  public var changes: Int
  /// The first line of the commit's message.
  public var summary: String

  /// Creates a provenance.
  public init(
    commit: String?,
    time: Int64?,
    author: Actor?,
    source: String? = nil,
    delivery: String? = nil,
    rule: String? = nil,
    approvals: [Actor] = [],
    changes: Int,
    summary: String
  ) {
    self.commit = commit
    self.time = time
    self.author = author
    self.source = source
    self.delivery = delivery
    self.rule = rule
    self.approvals = approvals
    self.changes = changes
    self.summary = summary
  }
}
