public import Records

/// Who makes a change, and how sure that is.
public struct ChangeAuthor: Sendable, Hashable {
  /// What kind of hand makes a change.
  public enum Hand: Sendable, Hashable {
    /// A person edits.
    case person
    /// The program merges what sources delivered; the names of the sources are known where the
    /// merge says them.
    case sources([String])
  }

  /// What kind of hand it is.
  public let hand: Hand
  /// The person's record, where one lists the address or the key.
  public let person: Reference?
  /// How findings call the author: the address, or the name of the program.
  public let label: String
  /// Whether a signature or an authenticated session stands behind the name.
  public let isVerified: Bool

  /// Creates an author.
  public init(hand: Hand, person: Reference?, label: String, isVerified: Bool) {
    self.hand = hand
    self.person = person
    self.label = label
    self.isVerified = isVerified
  }

  /// An author who is nobody in particular: someone at an address that no person lists.
  public static func unknown(_ label: String) -> ChangeAuthor {
    ChangeAuthor(hand: .person, person: nil, label: label, isVerified: false)
  }

  /// Whether a machine makes the change.
  public var isMachine: Bool {
    if case .sources = hand { true } else { false }
  }
}
