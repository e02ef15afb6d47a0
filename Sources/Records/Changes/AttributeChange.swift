public import Documents

/// One difference between two states of a record.
public struct AttributeChange: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable {
    /// The record came into being.
    case created
    /// The record went.
    case deleted
    /// The record's reference changed; `from` says what it was.
    case renamed
    /// The record's text became one that cannot be parsed, so that nothing is known of its attributes.
    case unparsable
    /// An attribute that had no value has one.
    case added
    /// An attribute has another value.
    case changed
    /// An attribute that had a value has none.
    case removed
  }

  /// The record.
  public var reference: Reference
  /// The attribute; nil for what happens to the record as a whole.
  public var attribute: AttributePath?
  /// What happened.
  public var kind: Kind
  /// The value before, or nil.
  public var old: Value?
  /// The value after, or nil.
  public var new: Value?
  /// The reference that the record had, where it was renamed.
  public var from: Reference?

  /// Creates a change.
  public init(
    reference: Reference,
    attribute: AttributePath? = nil,
    kind: Kind,
    old: Value? = nil,
    new: Value? = nil,
    from: Reference? = nil
  ) {
    self.reference = reference
    self.attribute = attribute
    self.kind = kind
    self.old = old
    self.new = new
    self.from = from
  }
}
