public import Documents
public import Records

/// What reconciliation changes, and what it found.
public struct ReconciliationOutcome: Sendable {
  /// Why one attribute changes.
  public struct Decision: Sendable, Hashable {
    /// The attribute.
    public var attribute: AttributePath
    /// Whose word counted; nil where nobody says it any more.
    public var winner: Contender?
    /// The rule by which it counted, in words.
    public var rule: String
  }

  /// What becomes of one record.
  public struct Change: Sendable {
    /// The record.
    public var reference: Reference
    /// Whether it is new.
    public var isNew: Bool
    /// What is done to its text; empty for a new record, whose value says all.
    public var edits: [DocumentEdit]
    /// The record as it becomes.
    public var value: Value
    /// The source for whose thing it is created; nil for a record that is there.
    public var creator: String?
    /// The sources whose word changes it, sorted.
    public var sources: [String]
    /// Why each attribute changes, in the order of the edits.
    public var decisions: [Decision]
  }

  /// The records that change, sorted.
  public var changes: [Change] = []
  /// What was found, sorted.
  public var findings: [ReconciliationFinding] = []
  /// How many observations of each source are held.
  public var held: [String: Int] = [:]
  /// How often everything was gone through until nothing changed any more.
  public var rounds = 1
}
