internal import Diagnostics
internal import Documents
internal import History
internal import Records
internal import Snapshots
internal import Validation

/// Judges records as they would become, among the others as they would be.
struct RevisionJudge {
  let snapshot: Snapshot
  let day: CalendarDay
  private let schemas: SchemaStore
  private let policy: Policy

  init(_ snapshot: Snapshot, day: CalendarDay) throws {
    self.snapshot = snapshot
    self.day = day
    schemas = SchemaStore(snapshot.catalogue)
    policy = try RepositoryPolicy.read(snapshot)
  }

  /// Returns why a record may not be as `value` says: the messages of the errors.
  func objections(to value: Value, as reference: Reference, among records: any RecordLookup) throws
    -> [String]
  {
    let subject = RecordSubject(
      path: snapshot.settings.layout.path(of: reference),
      reference: reference,
      recordClass: snapshot.catalogue.recordClass(reference.className),
      document: try Document.parse(YAMLWriter.text(of: value))
    )
    let context = ValidationContext(
      lookup: records,
      catalogue: snapshot.catalogue,
      settings: snapshot.settings,
      schemas: schemas,
      day: day,
      policy: policy
    )
    let secrets = TextHoldsNoSecret.check(
      subject.document.source,
      path: subject.path,
      reference: reference.description
    )
    return try (secrets + RuleList.all.flatMap { try $0.check(subject, in: context) })
      .filter { $0.severity == .error }.map(\.message)
  }
}
