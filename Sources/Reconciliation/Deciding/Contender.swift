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
  /// Whether the source is within its freshness window; otherwise it yields to one that is.
  public let isFresh: Bool
  /// Whether the observation is held, so that its word leaves what stands as it is.
  public let isHeld: Bool

  /// Fresh first, then greater weight, then the newer, then by name, so that the order is total.
  static func wins(_ left: Contender, _ right: Contender) -> Bool {
    if left.isFresh != right.isFresh { return left.isFresh }
    if left.precedence != right.precedence { return left.precedence > right.precedence }
    if left.observedAt != right.observedAt { return left.observedAt > right.observedAt }
    return (left.source, left.key) < (right.source, right.key)
  }
}
