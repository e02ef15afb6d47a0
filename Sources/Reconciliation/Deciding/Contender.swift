public import Documents
internal import Records

/// What one source says of one attribute, and how much its word weighs.
public struct Contender: Sendable, Hashable {
  /// The source.
  public let source: String
  /// The source's key for the thing.
  public let key: String
  /// The delivery: a commit, in hexadecimal.
  public let delivery: String
  /// The value; null where the source says that there is none.
  public let value: Value
  /// When it was said, in seconds since 1970-01-01T00:00:00Z.
  public let observedAt: Int64
  /// The weight of the source's word; the greater wins.
  public let precedence: Int
  /// The pattern of the source's file that gives the weight.
  public let pattern: String

  /// Greater weight first, then the newer, then by name, so that the order is total.
  static func wins(_ left: Contender, _ right: Contender) -> Bool {
    if left.precedence != right.precedence { return left.precedence > right.precedence }
    if left.observedAt != right.observedAt { return left.observedAt > right.observedAt }
    return (left.source, left.key) < (right.source, right.key)
  }
}

/// What every source says of one record, attribute by attribute.
struct Contenders {
  /// The contenders for each attribute, the one whose word counts first.
  private(set) var byAttribute: [AttributePath: [Contender]] = [:]
  /// The attributes in the order in which they were first said.
  private(set) var order: [AttributePath] = []

  init(_ sightings: [Sighting], of recordClass: RecordClass) {
    for sighting in sightings {
      for leaf in sighting.leaves(of: recordClass) {
        let weight = sighting.source.precedence(of: leaf.path, className: recordClass.name)
        if byAttribute[leaf.path] == nil { order.append(leaf.path) }
        byAttribute[leaf.path, default: []].append(
          Contender(
            source: sighting.source.name, key: sighting.key, delivery: sighting.delivery,
            value: leaf.value, observedAt: sighting.time, precedence: weight.weight,
            pattern: weight.pattern))
      }
    }
    for path in order { byAttribute[path]?.sort(by: Contender.wins) }
  }

  /// Whose word counts, or nil where nobody says anything.
  func winner(of attribute: AttributePath) -> Contender? { byAttribute[attribute]?.first }
}
