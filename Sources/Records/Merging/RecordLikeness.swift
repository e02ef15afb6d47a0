public import Documents

/// What tells a record from others, whatever it is called.
///
/// Two are the same when they share a value that must be unique (`x-unique`) or, where neither has
/// one, all leaves but `id`, `name` and `class`.
public struct RecordLikeness: Sendable {
  /// Each value that must be unique, with the pattern of its attribute.
  public let uniqueValues: Set<String>
  /// Every leaf but the names.
  public let substance: [AttributePath: Value]

  /// Takes what counts of a record of a class.
  public init(_ value: Value, of recordClass: RecordClass?) {
    uniqueValues = recordClass?.uniqueValues(of: value) ?? []
    let leaves = value.leaves(keys: recordClass?.listKeys ?? .none)
    substance = Dictionary(
      leaves.lazy.filter { !["id", "name", "class"].contains($0.path.description) }
        .map { ($0.path, $0.value) }
    ) { first, _ in first }
  }

  /// Whether both are the same record.
  public func isSame(as other: RecordLikeness) -> Bool {
    if uniqueValues.isEmpty, other.uniqueValues.isEmpty { return substance == other.substance }
    return !uniqueValues.isDisjoint(with: other.uniqueValues)
  }

  /// Whether at least half of the leaves of the one that has more of them are in both.
  public func resembles(_ other: RecordLikeness) -> Bool {
    let common = substance.count { other.substance[$0.key] == $0.value }
    return common > 0 && common * 2 >= max(substance.count, other.substance.count)
  }
}
