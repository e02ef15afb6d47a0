internal import Documents
internal import Records

extension Round {
  /// Holds what makes records invalid together, the word that weighs least first.
  mutating func separate() throws {
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
  mutating func hold(
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
}
