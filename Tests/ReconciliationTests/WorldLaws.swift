import Documents
import Reconciliation
import Records
import Testing

/// What must hold of every reconciliation.
struct WorldLaws {
  let world: World
  let input: ReconciliationInput
  let outcome: ReconciliationOutcome

  /// Before the changes are made: the order of sources does not matter, and no change touches what
  /// people decide.
  func checkBefore() throws {
    var reversed = input
    reversed.sources.reverse()
    let other = try Reconciliation.run(reversed)
    #expect(other.changes.map(\.value) == outcome.changes.map(\.value), "\(world.note)")
    #expect(other.findings == outcome.findings, "\(world.note)")
    #expect(outcome.rounds < 8, "\(world.note) does not come to rest")
    for change in outcome.changes where !change.isNew {
      let recordClass = try world.recordClass(change.reference)
      let known = try world.value(change.reference.description)
      let before = try #require(known)
      let present = try #require(world.texts[change.reference])
      let document = try Document.parse(present)
      let text = try document.applying(
        change.edits,
        keys: recordClass.listKeys,
        order: recordClass.keyOrder
      )
      let written = try Document.parse(text)
      #expect(written.value(written.root) == change.value, "\(world.note) text and value")
      for leaf in AttributeDifference.between(
        before,
        change.value,
        of: change.reference,
        keys: recordClass.listKeys
      ) {
        guard let attribute = leaf.attribute else { continue }
        try checkChange(change, attribute, leaf.old, recordClass)
      }
    }
  }

  private func checkChange(
    _ change: ReconciliationOutcome.Change,
    _ attribute: AttributePath,
    _ old: Value?,
    _ recordClass: RecordClass
  ) throws {
    if attribute.hasPrefix(Bindings.attribute) { return }
    // An empty list or map is no value: it comes and goes with what is in it.
    if old?.listValue?.isEmpty ?? old?.mapValue?.isEmpty ?? false { return }
    let name = "\(world.note) \(change.reference) \(attribute)"
    #expect(recordClass.attributes[attribute]?.isGoverned == false, "\(name) is governed")
    let reasons = change.decisions.map { "\($0.attribute): \($0.rule)" }
    if old == nil, try isKey(attribute, recordClass) {
      // The key of an item comes with whatever is said of the item.
      let item = try #require(attribute.parent)
      #expect(change.decisions.contains { $0.attribute.hasPrefix(item) }, "\(name): \(reasons)")
      return
    }
    #expect(change.decisions.contains { $0.attribute == attribute }, "\(name): \(reasons)")
    guard old != nil else { return }
    switch try input.lastWriter(change.reference, attribute, nil) {
    case .machine: break
    case .person, .personBeforeBinding:
      // One source that may take the value over makes it one that machines wrote.
      let takers = Bindings.all(in: change.value).filter {
        world.states[$0.source]?.definition.adoption == .take
      }
      #expect(!takers.isEmpty, "\(name) is a person's: \(reasons)")
    }
  }

  private func isKey(_ attribute: AttributePath, _ recordClass: RecordClass) throws -> Bool {
    guard let item = attribute.parent, case .item? = item.last, let list = item.parent,
      case .name(let name)? = attribute.last
    else { return false }
    return recordClass.listKeys.key(at: list)?.properties.contains(name) ?? false
  }

  /// After the changes were made: recomputing changes nothing and finds the same, and every value
  /// that was written is explained by the word of the contender that wins.
  func checkAfter() throws {
    let again = try Reconciliation.run(input)
    #expect(
      again.changes.map(\.reference) == [],
      "\(world.note) no fixed point: \(again.changes.map(\.edits))"
    )
    #expect(again.findings == outcome.findings, "\(world.note) other findings")
    #expect(again.held == outcome.held, "\(world.note) other holds")
    let explainer = try Explainer(input)
    for change in outcome.changes {
      let recordClass = try world.recordClass(change.reference)
      let lines = try explainer.explain(change.reference)
      for leaf in recordClass.leaves(of: change.value) {
        guard world.writers[change.reference]?[leaf.path] == .machine,
          recordClass.attributes[leaf.path]?.isGoverned == false
        else { continue }
        let name = "\(world.note) \(change.reference) \(leaf.path)"
        guard let line = lines.first(where: { $0.attribute == leaf.path }) else {
          Issue.record("\(name) is not explained")
          continue
        }
        guard change.decisions.contains(where: { $0.attribute == leaf.path }) else { continue }
        let isHeld = line.contenders.first?.isHeld ?? false
        #expect(line.isDecidedBySource || isHeld, "\(name): \(line.rule)")
        #expect(line.contenders.first.map { !$0.value.isNull } ?? false, "\(name): \(line.rule)")
      }
    }
  }
}
