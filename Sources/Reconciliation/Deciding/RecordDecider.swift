internal import Documents
internal import Records

/// Decides everything about one record.
struct RecordDecider {
  let input: ReconciliationInput
  let reference: Reference
  let recordClass: RecordClass
  /// The record as it is.
  let record: Value
  /// Whether it is being created.
  let isNew: Bool
  /// The sources that the record is bound to.
  var boundSources: [String] = []
  /// Whether the record would be invalid without what nobody says any more.
  var needsUnsaid = false

  /// What becomes of the record.
  struct Decisions {
    /// What is done to its text.
    var edits: [DocumentEdit] = []
    /// The record as it becomes.
    var value: Value
    /// Why each attribute changes.
    var changes: [ReconciliationOutcome.Decision] = []
    /// What sources say against what stands.
    var drift: [ReconciliationFinding] = []
    /// The sources whose word changes the record.
    var sources: Set<String> = []
  }

  /// Decides by what the sightings say. What those in `held` would change stays as it is.
  func decide(_ sightings: [Sighting], held: [Sighting] = []) throws -> Decisions {
    let present = recordClass.leaves(of: record)
    let paths = present.map(\.path)
    let contenders = Contenders(
      sightings,
      held: held,
      of: recordClass,
      rules: input.identifierRules,
      record: record,
      present: paths
    )
    let rules = rules(sightings, held: held)
    let current = Dictionary(present.map { ($0.path, $0.value) }) { first, _ in first }
    var decisions = Decisions(value: record)
    var removed: [AttributePath] = []
    for attribute in contenders.order + paths.filter({ contenders[$0].isEmpty }) {
      let all = contenders[attribute]
      let decision = try rules.decide(attribute, current: current[attribute], contenders: all)
      if decision.isDrift, let winner = all.first {
        decisions.drift.append(
          drift(attribute, current[attribute], winner, decision)
        )
      }
      switch decision.action {
      case .stand: continue
      case .set(let value): decisions.edits.append(.set(attribute, value))
      case .remove: removed.append(attribute)
      }
      decisions.changes.append(
        ReconciliationOutcome.Decision(
          attribute: attribute,
          winner: all.first,
          rule: decision.rule
        )
      )
      if let winner = all.first { decisions.sources.insert(winner.source) }
    }
    decisions.edits += ItemRemoval(present: paths, keys: recordClass.listKeys)
      .edits(removing: removed)
    bind(sightings, &decisions)
    if decisions.sources.isEmpty { decisions.sources = Set(boundSources) }
    decisions.value = try record.applying(
      decisions.edits,
      keys: recordClass.listKeys,
      order: recordClass.keyOrder
    )
    // The key of an item that a person added to stays, whoever wrote it.
    decisions.changes.removeAll { change in
      change.winner == nil && !change.attribute.hasPrefix(Bindings.attribute)
        && decisions.value.value(at: change.attribute, keys: recordClass.listKeys) != nil
    }
    return decisions
  }

  /// The rules for the record, with what the sightings' sources say about adoption.
  func rules(_ sightings: [Sighting], held: [Sighting]) -> AttributeRules {
    AttributeRules(
      input: input,
      reference: reference,
      recordClass: recordClass,
      record: record,
      isNew: isNew,
      adoption: Dictionary(
        sightings.map { ($0.source.name, $0.source.definition.adoption) }
      ) { first, _ in first },
      keepsUnsaid: keepsUnsaid(held)
    )
  }

  private func keepsUnsaid(_ held: [Sighting]) -> String? {
    if let sighting = held.first {
      return "what \(sighting.source.name) says of \(sighting.key) is held, so the value stays"
    }
    if needsUnsaid {
      return "no source says it any more, but the record would be invalid without it"
    }
    let known = Set(input.sources.map(\.definition.name))
    return boundSources.first { !known.contains($0) }
      .map { "\($0), which the record is bound to, is not known here, so the value stays" }
  }

  private func bind(_ sightings: [Sighting], _ decisions: inout Decisions) {
    var keys: [(source: String, keys: [String])] = []
    for sighting in sightings.sorted(by: Sighting.precedes) {
      if keys.last?.source == sighting.source.name {
        keys[keys.count - 1].keys.append(sighting.key)
      } else {
        keys.append((sighting.source.name, [sighting.key]))
      }
    }
    for (source, keys) in keys {
      let edits = Bindings.adding(keys, of: source, to: record)
      if edits.isEmpty { continue }
      decisions.edits += edits
      decisions.sources.insert(source)
      decisions.changes.append(
        ReconciliationOutcome.Decision(
          attribute: Bindings.attribute.appending(name: source),
          winner: nil,
          rule: "identified by \(source)"
        )
      )
    }
  }

  private func drift(
    _ attribute: AttributePath,
    _ value: Value?,
    _ winner: Contender,
    _ decision: AttributeDecision
  ) -> ReconciliationFinding {
    let said = winner.value.isNull ? "that there is none" : Findings.text(winner.value)
    let place = "\(reference) \(Findings.quoted(attribute.description))"
    var advice = "take over what it says"
    var commands: [String] = []
    if winner.value.isNull {
      commands.append("cmdb unset \(place)")
    } else {
      let text = winner.value.scalarText ?? winner.value.json(pretty: false)
      commands.append("cmdb set \(reference) \(Findings.quoted("\(attribute)=\(text)"))")
    }
    if decision.basis == .person {
      advice += ", leave the attribute to the sources, or say why yours stays"
      commands.append("cmdb release \(place)")
      commands.append("cmdb pin \(place) --reason TEXT")
    }
    return ReconciliationFinding(
      kind: .drift,
      reference: reference,
      attribute: attribute,
      source: winner.source,
      key: winner.key,
      value: value,
      observed: winner.value,
      since: winner.observedAt,
      message: "\(winner.source) says \(said), but \(Findings.text(value)) stands "
        + "(\(decision.rule)); \(advice)",
      commands: commands
    )
  }
}
