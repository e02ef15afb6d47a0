/// The name of a record: `class/id`.
public struct Reference: Hashable, Sendable {
  /// The record's class, such as `server`.
  public let className: String
  /// The record's identifier, unique within its class.
  public let id: String

  /// Creates a reference from its two parts, without judging them.
  public init(className: String, id: String) {
    self.className = className
    self.id = id
  }

  /// Reads `class/id`; nil where the text has not exactly one slash between two non-empty parts.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    self.init(className: String(parts[0]), id: String(parts[1]))
  }

  /// Whether it names somebody, a person or a team, and not a thing that somebody owns.
  public var isParty: Bool { className == "person" || className == "team" }
}

extension Reference: CustomStringConvertible {
  /// `class/id`.
  public var description: String { "\(className)/\(id)" }
}

extension Reference: Comparable {
  /// Orders by class, then identifier, by Unicode scalars.
  public static func < (left: Reference, right: Reference) -> Bool {
    (left.className, left.id) < (right.className, right.id)
  }
}
