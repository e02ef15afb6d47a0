public import Documents
public import Records

extension Reconciliation {
  /// One attribute with everything that is said of it.
  public struct Explanation: Sendable {
    /// The attribute.
    public let attribute: AttributePath
    /// The value that stands, or nil.
    public let value: Value?
    /// Why it stands, or why another is about to take its place.
    public let rule: String
    /// What the sources say, the one whose word counts most first.
    public let contenders: [Contender]
    /// Whether the first contender's word decides.
    public let isDecidedBySource: Bool
  }

  /// Explains the attributes of a record: who says what, and why the value that stands does. Whoever
  /// asks more than once keeps an `Explainer`.
  public static func explain(
    _ reference: Reference,
    only attribute: AttributePath? = nil,
    in input: ReconciliationInput
  ) throws -> [Explanation] {
    try Explainer(input).explain(reference, only: attribute)
  }
}
