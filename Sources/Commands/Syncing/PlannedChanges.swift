internal import Documents
internal import Reconciliation
internal import Records
internal import Snapshots

/// What reconciliation would change, attribute by attribute, each with the rule that decides.
struct PlannedChanges {
  private(set) var rows = Rows(columns: ["ref", "attribute", "kind", "old", "new", "why"])

  init(_ changes: [ReconciliationOutcome.Change], of snapshot: Snapshot) throws {
    for change in changes {
      let keys =
        snapshot.catalogue.recordClass(change.reference.className)?.listKeys ?? ListKeys.none
      let rules = Dictionary(change.decisions.map { ($0.attribute, $0.rule) }) { first, _ in first }
      for one in try Self.attributes(change, keys, in: snapshot) {
        append(one, why: one.attribute.flatMap { rules[$0] })
      }
    }
  }

  private static func attributes(
    _ change: ReconciliationOutcome.Change,
    _ keys: ListKeys,
    in snapshot: Snapshot
  ) throws -> [AttributeChange] {
    let before = change.isNew ? nil : try snapshot.record(change.reference)?.value
    let changes = AttributeDifference.between(
      before,
      change.value,
      of: change.reference,
      keys: keys
    )
    guard change.isNew else { return changes }
    // Nothing shows a record that is not there yet, so its attributes follow.
    return changes
      + change.value.leaves(keys: keys).map { leaf in
        AttributeChange(
          reference: change.reference,
          attribute: leaf.path,
          kind: .added,
          new: leaf.value
        )
      }
  }

  private mutating func append(_ change: AttributeChange, why: String?) {
    var shape = Shape.change(change).mapValue ?? [:]
    shape["rule"] = Shape.text(why)
    rows.append(
      [
        change.reference.description, change.attribute?.description ?? "", change.kind.rawValue,
        ValueText.cell(change.old), ValueText.cell(change.new), why ?? "",
      ],
      .map(shape)
    )
  }
}
