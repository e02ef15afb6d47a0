internal import Documents
internal import Records
internal import Snapshots

/// Finds the records of a snapshot that match a query.
struct RecordSearch {
  let snapshot: Snapshot
  private let evaluator: QueryEvaluator
  /// The only records that can match what is asked, where that is known; also such as are not there.
  private let candidates: [Reference]?

  init(_ snapshot: Snapshot, today: CalendarDay, among candidates: [Reference]? = nil) {
    self.snapshot = snapshot
    self.candidates = candidates
    evaluator = QueryEvaluator(lookup: snapshot, catalogue: snapshot.catalogue, today: today)
  }

  /// Returns the records that match, sorted by reference; records that cannot be parsed match
  /// nothing.
  func records(matching query: Query) throws -> [Record] {
    try references(for: query).compactMap { reference in
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
    for reference in try references(for: query) where try snapshot.record(reference) == nil {
      guard let path = try snapshot.path(of: reference) else { continue }
      terminal.say(
        "cmdb: warning: \(reference) cannot be read and is left out: \(path): "
          + "cmdb validate \(path) names the line"
      )
    }
  }

  private func references(for query: Query) throws -> [Reference] {
    try candidates ?? snapshot.references(ofClasses: query.requiredClasses)
  }
}
