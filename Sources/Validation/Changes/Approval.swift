public import Records

/// The word of a person that a change may be made.
public struct Approval: Sendable, Hashable {
  /// The person's record.
  public let person: Reference
  /// Whether a signature over this very change stands behind it; without one it is claimed.
  public let isVerified: Bool

  /// Creates an approval.
  public init(person: Reference, isVerified: Bool) {
    self.person = person
    self.isVerified = isVerified
  }
}
