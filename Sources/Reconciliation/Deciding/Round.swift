internal import Documents
internal import Records

/// Going through everything once: every sighting gets its record, every record its values.
struct Round {
  /// A record that somebody has a word about.
  struct Subject {
    var decider: RecordDecider
    var counted: [Sighting]
    var held: [Sighting]
    var decisions: RecordDecider.Decisions?
  }

  let input: ReconciliationInput
  let assignment: Assignment
  var subjects: [Reference: Subject] = [:]
  private var holds: [Assignment.Hold]

  init(_ input: ReconciliationInput) throws {
    self.input = input
    assignment = try Assignment(input)
    holds = assignment.holds
  }

  /// Decides everything.
  mutating func run() throws -> ReconciliationOutcome {
    let records = assignment.records
    // A record that nobody sees any more may still hold what a machine wrote.
    let references = Set(records.sightings.keys).union(assignment.bindings.sources.keys)
      .union(input.formerlyBound)
    for reference in references {
      guard let subject = try subject(reference) else { continue }
      subjects[reference] = subject
      try settle(reference)
    }
    try separate()
    return outcome()
  }

  /// What decides about one record, or nil where there is none.
  func decider(of reference: Reference) throws -> RecordDecider? {
    guard let recordClass = input.catalogue.recordClass(reference.className),
      let value = try assignment.records.value(of: reference)
    else { return nil }
    return RecordDecider(
      input: input,
      reference: reference,
      recordClass: recordClass,
      record: value,
      isNew: assignment.records.created[reference] != nil,
      boundSources: assignment.bindings.sources[reference] ?? []
    )
  }

  /// The sightings that have a word about a record, and those that are held, once all is decided.
  func sightings(of reference: Reference) -> (counted: [Sighting], held: [Sighting]) {
    guard let subject = subjects[reference] else { return ([], []) }
    return (subject.counted, subject.held)
  }

  private func subject(_ reference: Reference) throws -> Subject? {
    guard let decider = try decider(of: reference) else { return nil }
    let counted = assignment.records.sightings[reference] ?? []
    return Subject(
      decider: decider,
      counted: counted.sorted(by: Sighting.precedes),
      held: assignment.bound[reference] ?? []
    )
  }

  // MARK: One record

  /// Decides about a record; whoever's word would make it invalid is held.
  mutating func settle(_ reference: Reference) throws {
    var hasTriedAlone = false
    while var subject = subjects[reference] {
      let (decisions, objections) = try attempt(subject)
      subject.decisions = objections.isEmpty ? decisions : nil
      subjects[reference] = subject
      if let decisions, let taken = try takenValue(subject, decisions) {
        try hold(reference, giving: taken.place, by: decisions, others: taken.others)
        continue
      }
      if objections.isEmpty { return }
      if try keepUnsaid(subject, objections) { continue }
      if !hasTriedAlone {
        hasTriedAlone = true
        if try holdInvalidAlone(reference, objections) { continue }
      }
      guard let index = least(subject) else { return }
      let sighting = subject.counted[index]
      holdBound(sighting, to: reference, Findings.conflict(sighting, reference, objections))
    }
  }

  /// What becomes of a record, and what stands against it that does not stand against it already.
  private func attempt(_ subject: Subject) throws -> (RecordDecider.Decisions?, [String]) {
    let decider = subject.decider
    do {
      let decisions = try decider.decide(subject.counted, held: subject.held)
      if decisions.edits.isEmpty && !decider.isNew { return (decisions, []) }
      let objections = try input.objections(to: decisions.value, as: decider.reference)
      if objections.isEmpty || decider.isNew { return (decisions, objections) }
      let old = Set(try input.objections(to: decider.record, as: decider.reference))
      return (decisions, objections.filter { !old.contains($0) })
    } catch let error as EditError {
      return (nil, [error.message])
    }
  }

  private func takenValue(_ subject: Subject, _ decisions: RecordDecider.Decisions) throws -> (
    place: UniqueValues.Place, others: [Reference]
  )? {
    let decider = subject.decider
    if decisions.edits.isEmpty && !decider.isNew { return nil }
    return try unique.taken(
      decider.reference,
      before: decider.isNew ? Value?.none : decider.record,
      after: decisions.value
    ).first
  }

  var unique: UniqueValues {
    UniqueValues(lookup: input.lookup, table: assignment.records.table)
  }

  /// Holds the sightings that are invalid on their own, in the way that all together are; whether
  /// there was any.
  private mutating func holdInvalidAlone(_ reference: Reference, _ objections: [String]) throws
    -> Bool
  {
    guard let subject = subjects[reference] else { return false }
    let creator = assignment.records.created[reference]?.sighting.name
    var hasHeld = false
    for sighting in subject.counted where sighting.name != creator {
      var alone = subject
      alone.counted = [sighting]
      let own = try attempt(alone).1.filter(objections.contains)
      if own.isEmpty { continue }
      holdBound(sighting, to: reference, Findings.invalid(sighting, reference, own))
      hasHeld = true
    }
    return hasHeld
  }

  /// Takes a sighting out of those that count for a record: what it said before stays.
  mutating func holdBound(
    _ sighting: Sighting,
    to reference: Reference,
    _ finding: ReconciliationFinding
  ) {
    subjects[reference]?.counted.removeAll { $0.name == sighting.name }
    subjects[reference]?.held.append(sighting)
    hold(sighting, finding)
  }

  /// The sighting whose word weighs least, but for the one that the record is created for.
  private func least(_ subject: Subject) -> Int? {
    let recordClass = subject.decider.recordClass
    let creator = assignment.records.created[subject.decider.reference]?.sighting.name
    func weight(_ sighting: Sighting) -> Int {
      sighting.leaves(of: recordClass, rules: input.identifierRules)
        .map { sighting.source.weight(of: $0.path, className: recordClass.name).weight }.max() ?? 0
    }
    let weights = subject.counted.map(weight)
    return subject.counted.indices.filter { subject.counted[$0].name != creator }.min {
      left,
      right in
      (weights[left], subject.counted[left].time, right)
        < (weights[right], subject.counted[right].time, left)
    }
  }

  mutating func hold(_ sighting: Sighting, _ finding: ReconciliationFinding) {
    holds.append(Assignment.Hold(sighting: sighting, finding: finding))
  }

  /// Keeps what nobody says any more where the record would be invalid without it: nobody is held
  /// for it. Whether that helps.
  private mutating func keepUnsaid(_ subject: Subject, _ objections: [String]) throws -> Bool {
    if subject.decider.needsUnsaid { return false }
    var keeping = subject
    keeping.decider.needsUnsaid = true
    guard try attempt(keeping).1.isEmpty else { return false }
    let reference = subject.decider.reference
    subjects[reference] = keeping
    let binding = Bindings.all(in: subject.decider.record).first
    unsaidFindings.append(
      ReconciliationFinding(
        kind: .invalid,
        reference: reference,
        source: binding?.source ?? "",
        key: binding?.keys.first ?? "",
        since: input.time,
        message: "\(reference) would be invalid without what its sources no longer say: "
          + objections.joined(separator: "; ")
      )
    )
    return true
  }
  private var unsaidFindings: [ReconciliationFinding] = []

  private func outcome() -> ReconciliationOutcome {
    var outcome = ReconciliationOutcome()
    for (reference, subject) in subjects.sorted(by: { $0.key < $1.key }) {
      guard let decisions = subject.decisions else { continue }
      outcome.findings += decisions.drift
      let isNew = subject.decider.isNew
      if decisions.edits.isEmpty && !isNew { continue }
      outcome.changes.append(
        ReconciliationOutcome.Change(
          reference: reference,
          isNew: isNew,
          edits: isNew ? [] : decisions.edits,
          value: decisions.value,
          creator: assignment.records.created[reference]?.sighting.source.name,
          sources: decisions.sources.sorted(),
          decisions: decisions.changes
        )
      )
    }
    for hold in holds { outcome.held[hold.sighting.source.name, default: 0] += 1 }
    outcome.findings += holds.map(\.finding) + unsaidFindings
    for state in input.sources where state.definition.isEnabled {
      let ignored = state.ignoredKeys(on: input.day)
      for observation in state.unreadable where !ignored.contains(observation.key) {
        outcome.held[state.definition.name, default: 0] += 1
        outcome.findings.append(Findings.unreadable(observation, of: state.definition))
      }
    }
    outcome.findings.sort()
    return outcome
  }
}
