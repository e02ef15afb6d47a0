public import Records

/// How much a delivery would do at once, which a source's `limits` judge.
public struct DeliveryExtent: Sendable, Hashable {
  /// How many things the source spoke of before; nil for its first delivery.
  public var things: Int?
  /// Of how many of them it says something else.
  public var changed: Int
  /// Of how many of them it says nothing any more.
  public var withdrawn: Int
  /// How many records it would create.
  public var created: Int

  /// Creates an extent.
  public init(things: Int?, changed: Int = 0, withdrawn: Int = 0, created: Int = 0) {
    self.things = things
    self.changed = changed
    self.withdrawn = withdrawn
    self.created = created
  }

  /// What goes beyond the source's limits, in words; empty where all is within them. A first delivery
  /// always is.
  public func excess(over source: SourceDefinition) -> [String] {
    guard let things else { return [] }
    return [
      ("change", changed, source.changedLimit.count(among: things), "of \(things) things"),
      (
        "are withdrawn", withdrawn, source.withdrawnLimit.count(among: things),
        "of \(things) things"
      ),
      ("are created", created, source.createdLimit.count(among: things), "records"),
    ].compactMap { verb, count, limit, what in
      guard let limit, count > limit else { return nil }
      return "\(count) \(what) \(verb), where \(limit) may"
    }
  }
}
