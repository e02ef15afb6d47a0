public import Documents
public import Records

/// What reconciliation could not decide, or decided against a source.
public struct ReconciliationFinding: Sendable, Hashable {
  /// The kinds of finding.
  public enum Kind: String, Sendable, CaseIterable {
    /// A source contradicts a value that stands.
    case drift
    /// Several records may be the thing.
    case duplicate
    /// No record is the thing, and the source may not create one.
    case unmatched
    /// A binding points to a record whose identifier differs.
    case rebind
    /// The thing was not seen for longer than its source allows.
    case stale
    /// The record would be invalid.
    case invalid
    /// The record was deleted by a person, and nothing says that it shall stay away.
    case deleted
    /// Two observations contradict each other.
    case conflict
    /// The delivery is beyond what its source may change at once.
    case limit
  }

  /// The kind.
  public var kind: Kind
  /// The record, where there is one.
  public var reference: Reference?
  /// The attribute, where it is about one.
  public var attribute: AttributePath?
  /// The source.
  public var source: String
  /// The source's key for the thing.
  public var key: String
  /// The value that stands, or nil.
  public var value: Value?
  /// The value that the source says, or nil.
  public var observed: Value?
  /// When the source said so, in seconds since 1970-01-01T00:00:00Z.
  public var since: Int64
  /// What is the matter, with the commands that would resolve it.
  public var message: String
  /// The commands that would resolve it, each on its own.
  public var commands: [String]

  /// Creates a finding; the commands are added to the message.
  public init(
    kind: Kind,
    reference: Reference?,
    attribute: AttributePath? = nil,
    source: String,
    key: String,
    value: Value? = nil,
    observed: Value? = nil,
    since: Int64,
    message: String,
    commands: [String] = []
  ) {
    self.kind = kind
    self.reference = reference
    self.attribute = attribute
    self.source = source
    self.key = key
    self.value = value
    self.observed = observed
    self.since = since
    self.commands = commands
    self.message = commands.isEmpty ? message : "\(message): \(commands.joined(separator: ", or "))"
  }
}

extension ReconciliationFinding: Comparable {
  /// Orders by kind, record, attribute, source and key.
  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: (String, String, String, String) {
    (kind.rawValue, reference?.description ?? "", attribute?.description ?? "", "\(source)\0\(key)")
  }
}
