internal import Documents
internal import Records
internal import Snapshots

/// Finds the records of a snapshot that match a query.
struct RecordSearch {
  let snapshot: Snapshot
  private let evaluator: QueryEvaluator

  init(_ snapshot: Snapshot, today: CalendarDay) {
    self.snapshot = snapshot
    evaluator = QueryEvaluator(lookup: snapshot, catalogue: snapshot.catalogue, today: today)
  }

  /// Returns the records that match, sorted by reference; records that cannot be parsed match
  /// nothing.
  func records(matching query: Query) throws -> [Record] {
    try snapshot.references(ofClasses: query.requiredClasses).compactMap { reference in
      guard let record = try snapshot.record(reference), try evaluator.matches(query, record)
      else { return nil }
      return record
    }
  }

  /// Whether there is such a record, and it matches.
  func matches(_ query: Query, _ reference: Reference) throws -> Bool {
    guard let record = try snapshot.record(reference) else { return false }
    return try evaluator.matches(query, record)
  }

  /// Says which records could not be looked at, since an answer without them is not the whole one.
  func warnOfUnreadable(_ query: Query, _ terminal: Terminal) throws {
    for reference in try snapshot.references(ofClasses: query.requiredClasses)
    where try snapshot.record(reference) == nil {
      let path = try snapshot.path(of: reference) ?? reference.description
      terminal.say(
        "cmdb: warning: \(reference) cannot be read and is left out: \(path): "
          + "cmdb validate \(path) names the line"
      )
    }
  }
}
