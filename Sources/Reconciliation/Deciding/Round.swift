internal import Documents
internal import Records

/// Going through everything once: every sighting gets its record, every record its values.
struct Round {
  /// A record that somebody has a word about.
  private struct Subject {
    var decider: RecordDecider
    var counted: [Sighting]
    var held: [Sighting]
    var decisions: RecordDecider.Decisions?
  }

  let input: ReconciliationInput
  private let assignment: Assignment
  private var subjects: [Reference: Subject] = [:]
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
  private mutating func settle(_ reference: Reference) throws {
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
      if !hasTriedAlone {
        hasTriedAlone = true
        if try holdInvalidAlone(reference, objections) { continue }
      }
      guard let index = least(subject) else {
        if let source = subject.decider.boundSources.first {
          reportUnsaid(reference, source, objections)
        }
        return
      }
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

  private var unique: UniqueValues {
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
  private mutating func holdBound(
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

  private mutating func hold(_ sighting: Sighting, _ finding: ReconciliationFinding) {
    holds.append(Assignment.Hold(sighting: sighting, finding: finding))
  }

  /// A record would be invalid without what its sources no longer say: nobody is held for it, and
  /// the record stays as it is.
  private mutating func reportUnsaid(
    _ reference: Reference,
    _ source: String,
    _ objections: [String]
  ) {
    unsaidFindings.append(
      ReconciliationFinding(
        kind: .invalid,
        reference: reference,
        source: source,
        key: "",
        since: input.time,
        message: "\(reference) would be invalid without what its sources no longer say: "
          + objections.joined(separator: "; ")
      )
    )
  }
  private var unsaidFindings: [ReconciliationFinding] = []

  // MARK: All records

  /// Holds what makes records invalid together, the word that weighs least first.
  private mutating func separate() throws {
    // Each time at least one word is held, so this ends.
    while true {
      var changes: [Reference: (before: Value?, after: Value)] = [:]
      for (reference, subject) in subjects {
        guard let decisions = subject.decisions else { continue }
        let isNew = subject.decider.isNew
        if decisions.edits.isEmpty && !isNew { continue }
        changes[reference] = (isNew ? Value?.none : subject.decider.record, decisions.value)
      }
      let collisions = unique.shared(changes)
      if collisions.isEmpty { return }
      for (place, references) in collisions { try separate(references, place) }
    }
  }

  private mutating func separate(_ references: [Reference], _ place: UniqueValues.Place) throws {
    let words = references.map { (reference: $0, word: word($0, place)) }
    let ordered = words.sorted { left, right in
      switch (left.word, right.word) {
      case (let left?, let right?): Contender.wins(left, right)
      case (nil, _?): true
      case (_, nil): false
      }
    }
    guard let winner = ordered.first?.reference else { return }
    for (reference, _) in ordered.dropFirst() {
      guard let decisions = subjects[reference]?.decisions else { continue }
      try hold(reference, giving: place, by: decisions, others: [winner])
      try settle(reference)
    }
  }

  /// The contender whose word gives a record the value.
  private func word(_ reference: Reference, _ place: UniqueValues.Place) -> Contender? {
    subjects[reference]?.decisions.flatMap { Self.word($0, place) }
  }

  private static func word(_ decisions: RecordDecider.Decisions, _ place: UniqueValues.Place)
    -> Contender?
  {
    decisions.changes.first { $0.attribute.pattern == place.pattern && $0.winner != nil }?.winner
  }

  /// Holds the sighting whose word would give a record a value that others have.
  private mutating func hold(
    _ reference: Reference,
    giving place: UniqueValues.Place,
    by decisions: RecordDecider.Decisions,
    others: [Reference]
  ) throws {
    guard let subject = subjects[reference] else { return }
    let creator = assignment.records.created[reference]?.sighting
    let word = Self.word(decisions, place)
    let name = word.map { Sighting.Name(source: $0.source, key: $0.key) } ?? creator?.name
    let names = others.map(\.description).joined(separator: ", ")
    let message = "\(Findings.plain(place.pattern)) \(place.value) is also that of \(names)"
    guard let sighting = subject.counted.first(where: { $0.name == name }) else {
      // Nobody's word gives it the value, so there is nothing to hold: the record stays as it is.
      subjects[reference] = nil
      return
    }
    let finding = Findings.conflict(sighting, reference, [message])
    guard sighting.name == creator?.name else {
      holdBound(sighting, to: reference, finding)
      return
    }
    // Without the thing that it was made for there is no record for the others either.
    hold(sighting, finding)
    for other in subject.counted where other.name != sighting.name {
      hold(other, Findings.unmatched(other, reference.className))
    }
    subjects[reference] = nil
  }

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
          sources: decisions.sources.sorted(),
          decisions: decisions.changes
        )
      )
    }
    for hold in holds { outcome.held[hold.sighting.source.name, default: 0] += 1 }
    outcome.findings += holds.map(\.finding) + unsaidFindings
    outcome.findings.sort()
    return outcome
  }
}
