public import Documents

/// Which teams a person belongs to: the targets of `relations.member_of`.
public enum Membership {
  private static let targets = AttributePath().appending(name: "relations")
    .appending(name: "member_of").appending(item: ItemKey(parts: [])).appending(name: "to")

  /// Returns the teams that a person's record names, in the order of the record.
  public static func teams(of person: Value) -> [Reference] {
    person.values(at: targets).compactMap { $0.stringValue.flatMap { Reference($0) } }
  }
}
