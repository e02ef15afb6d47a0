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
}
