internal import Documents
internal import Records

/// Decides, attribute by attribute, whose value stands.
///
/// A pure function: the same input gives the same outcome, in whatever order the sources are given,
/// and recomputing after the changes were made changes nothing.
public enum Reconciliation {
  /// How often everything is gone through at most; two rounds are the rule, and a third is rare.
  private static let greatestRounds = 8

  /// Reconciles everything that the sources say with the records.
  ///
  /// What one observation changes may decide about another: it may bring the identifier that the
  /// other is found by, or the one that contradicts it. So everything is gone through again, as it
  /// will be next time, until nothing changes any more. What is found is what the last round finds.
  public static func run(_ input: ReconciliationInput) throws -> ReconciliationOutcome {
    var round = try Round(input)
    var outcome = try round.run()
    if outcome.changes.isEmpty { return outcome }
    var revised = RevisedRecords(input.lookup, catalogue: input.catalogue)
    var changes = ChangeCollection(outcome.changes)
    while outcome.rounds < greatestRounds {
      try revised.apply(outcome.changes)
      let rounds = outcome.rounds + 1
      round = try Round(Self.input(input, after: revised))
      outcome = try round.run()
      outcome.rounds = rounds
      if outcome.changes.isEmpty { break }
      changes.add(outcome.changes)
    }
    outcome.changes = try changes.merged(over: input.lookup)
    return outcome
  }

  private static func input(_ input: ReconciliationInput, after revised: RevisedRecords)
    -> ReconciliationInput
  {
    var next = input
    next.lookup = revised
    next.lastWriter = { reference, attribute, source in
      if revised.isWritten(attribute, of: reference) { return .machine }
      return try input.lastWriter(reference, attribute, source)
    }
    return next
  }
}

/// The changes of several rounds as one of each record.
private struct ChangeCollection {
  private var byReference: [Reference: ReconciliationOutcome.Change] = [:]

  init(_ changes: [ReconciliationOutcome.Change]) { add(changes) }

  mutating func add(_ changes: [ReconciliationOutcome.Change]) {
    for change in changes {
      guard var all = byReference[change.reference] else {
        byReference[change.reference] = change
        continue
      }
      if !all.isNew { all.edits += change.edits }
      all.value = change.value
      all.sources = Set(all.sources + change.sources).sorted()
      let again = Set(change.decisions.map(\.attribute))
      all.decisions = all.decisions.filter { !again.contains($0.attribute) } + change.decisions
      byReference[change.reference] = all
    }
  }

  /// The changes, sorted, without those that came to nothing.
  func merged(over lookup: any RecordLookup) throws -> [ReconciliationOutcome.Change] {
    try byReference.values.sorted { $0.reference < $1.reference }.filter { change in
      try change.isNew || lookup.record(change.reference)?.value != change.value
    }
  }
}
