internal import Documents
internal import Git
internal import Reconciliation
internal import Records

/// Measures deliveries against the limits of their sources.
struct DeliveryLimits {
  private let repository: Repository

  init(_ repository: Repository) { self.repository = repository }

  /// How many things a source speaks of in a delivery.
  func things(in delivery: ObjectID) throws -> Int {
    var count = 0
    try repository.walkTree(repository.readCommit(delivery).tree, under: ObservationLayout.root) {
      _,
      entry in
      if entry.mode.isFile { count += 1 }
    }
    return count
  }

  /// What a delivery does to what was said in an earlier one; records that it creates are not counted.
  func extent(from old: ObjectID?, to new: ObjectID) throws -> DeliveryExtent {
    guard let old else { return DeliveryExtent(things: nil) }
    var extent = DeliveryExtent(things: try things(in: old))
    let differences = try repository.treeDifference(
      from: repository.readCommit(old).tree,
      to: repository.readCommit(new).tree,
      under: ObservationLayout.root
    )
    for difference in differences {
      switch difference.kind {
      case .added: continue
      case .changed: extent.changed += 1
      case .removed: extent.withdrawn += 1
      }
    }
    return extent
  }

  /// The newest delivery that a person accepted among those that are not dealt with; nil where there
  /// is none.
  func accepted(_ source: SourceDefinition, from head: ObjectID, after known: ObjectID?) throws
    -> ObjectID?
  {
    guard source.file["accept"] != nil else { return nil }
    var next: ObjectID? = head
    while let delivery = next, delivery != known {
      if source.accepts(delivery.hex) { return delivery }
      next = try repository.readCommit(delivery).parents.first
    }
    return nil
  }

  /// A delivery waits, and says what would let it through.
  func finding(_ source: SourceDefinition, _ delivery: ObjectID, _ excess: [String]) throws
    -> ReconciliationFinding
  {
    let short = delivery.hex.prefix(12)
    return try ReconciliationFinding(
      kind: .limit,
      reference: nil,
      source: source.name,
      key: "",
      observed: .string(delivery.hex),
      since: repository.readCommit(delivery).committer.time,
      message: "the delivery \(short) of \(source.name) is beyond its limits "
        + "(\(excess.joined(separator: "; "))), so all of it waits; look at what it would change, "
        + "then accept it or turn the source off",
      commands: ["cmdb source accept \(source.name) \(short) --reason TEXT"]
    )
  }
}
