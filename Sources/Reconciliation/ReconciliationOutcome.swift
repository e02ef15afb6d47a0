public import Documents
public import Records

/// What reconciliation changes, and what it found.
public struct ReconciliationOutcome: Sendable {
  /// What becomes of one record.
  public struct Change: Sendable {
    /// The record.
    public var reference: Reference
    /// Whether it is new.
    public var isNew: Bool
    /// What is done to its text; for a new record its value says the same.
    public var edits: [DocumentEdit]
    /// The record as it becomes.
    public var value: Value
    /// The sources that had a say, sorted.
    public var sources: [String]
  }

  /// The records that change, sorted.
  public var changes: [Change] = []
  /// What was found, sorted.
  public var findings: [ReconciliationFinding] = []
  /// How many observations of each source are held.
  public var held: [String: Int] = [:]
}
