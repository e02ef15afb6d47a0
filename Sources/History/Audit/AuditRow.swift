public import Documents
public import Records

/// One piece of evidence: what happened to one attribute of one record, by whose hand and word.
public struct AuditRow: Sendable {
  /// What happened.
  public enum Kind: String, Sendable {
    /// The record came into being.
    case created
    /// The record went.
    case deleted
    /// The record's reference changed.
    case renamed
    /// An attribute that had no value has one.
    case added
    /// An attribute has another value.
    case changed
    /// An attribute that had a value has none.
    case removed
    /// The record's text cannot be parsed from this commit on: what it says is not known.
    case unreadable
  }

  /// The record.
  public let reference: Reference
  /// The reference that it had, where it was renamed.
  public let from: Reference?
  /// The attribute; nil for what happens to the record as a whole.
  public let attribute: AttributePath?
  /// What happened.
  public let kind: Kind
  /// The value before, or nil.
  public let old: Value?
  /// The value after, or nil.
  public let new: Value?
  /// The commit with its author and approvals, weighed: those that it bears itself, and those of the
  /// commit that brought it to the chain of first parents.
  public let facts: CommitFacts
  /// The sources whose word it was, joined by commas, where a machine made the change.
  public let source: String?
  /// What the commit's signature comes to.
  public let signature: CommitSignature

  init(_ change: ReadableChange, _ origin: Origin, source: String?) {
    reference = change.reference
    from = change.from
    attribute = change.attribute
    kind = change.kind
    old = change.old
    new = change.new
    facts = origin.facts
    signature = origin.signature
    self.source = source
  }

  /// What all changes of one commit have in common.
  struct Origin {
    let facts: CommitFacts
    let signature: CommitSignature
  }
}
