internal import Documents
internal import Reconciliation
internal import Records

/// What `cmdb source test` answers.
struct SourceTestAnswer {
  let delivery: Delivery
  let meanings: [Meaning]
  let findings: [ReconciliationFinding]
  let changes: PlannedChanges
  let catalogue: ClassCatalogue

  func print(as format: OutputFormat, to terminal: Terminal) {
    switch format {
    case .json, .yaml: terminal.print(shape, as: format)
    case .ndjson: for meaning in meanings { terminal.print(shape(of: meaning), as: .ndjson) }
    case .csv: rows.print(as: .csv, to: terminal)
    case .table:
      if meanings.isEmpty { terminal.say("the file speaks of nothing") }
      for meaning in meanings { print(meaning, to: terminal) }
      if !meanings.isEmpty {
        terminal.print("")
        changes.rows.print(as: .table, to: terminal, empty: "nothing would change")
      }
    }
    for rejection in delivery.rejected { terminal.say(DeliveryFiles.line(rejection, in: nil)) }
    _ = DeliveryFiles.sayLeftOut([delivery], terminal)
  }

  private func print(_ meaning: Meaning, to terminal: Terminal) {
    terminal.print("\(meaning.key): \(fate(of: meaning))")
    for leaf in leaves(of: meaning) {
      terminal.print("  \(leaf.path): \(ValueText.phrase(leaf.value))")
    }
    for finding in findings where finding.key == meaning.key {
      terminal.print("  \(finding.kind.rawValue): \(finding.message)")
    }
  }

  /// The attributes, the items of lists named as the class names them.
  private func leaves(of meaning: Meaning) -> [Leaf] {
    let recordClass = meaning.className.flatMap { catalogue.recordClass($0) }
    return meaning.attributes.leaves(keys: recordClass?.listKeys ?? .none)
  }

  /// Whose the thing is: `server/web-01`, `server/web-02, a new record`, or held.
  private func fate(of meaning: Meaning) -> String {
    let what = meaning.className ?? "of no class"
    guard let reference = meaning.reference else { return "\(what), held" }
    return meaning.isNew ? "\(reference), a new record" : reference.description
  }

  private var rows: Rows {
    var rows = Rows(columns: ["key", "class", "ref", "attribute", "value"])
    for meaning in meanings {
      for leaf in leaves(of: meaning) {
        rows.append(
          [
            meaning.key, meaning.className ?? "", meaning.reference?.description ?? "",
            leaf.path.description, ValueText.cell(leaf.value),
          ],
          .null
        )
      }
    }
    return rows
  }

  private var shape: Value {
    .map([
      "source": .string(delivery.source), "observations": .list(meanings.map(shape)),
      "changes": .list(changes.rows.values),
      "rejected": .list(delivery.rejected.map { DeliveryFiles.shape($0, in: nil) }),
      "left_out": .list(Set(delivery.leftOut).sorted().map { .string($0.description) }),
    ])
  }

  private func shape(of meaning: Meaning) -> Value {
    let about = findings.filter { $0.key == meaning.key }
    return .map([
      "key": .string(meaning.key), "class": Shape.text(meaning.className),
      "ref": Shape.text(meaning.reference?.description), "new": .bool(meaning.isNew),
      "attributes": meaning.attributes, "findings": .list(about.map(Findings.shape)),
    ])
  }
}
