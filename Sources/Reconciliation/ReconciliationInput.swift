public import Documents
public import Records

/// Everything that reconciliation depends on.
public struct ReconciliationInput {
  /// The records on the main branch.
  public var lookup: any RecordLookup
  /// The classes in force.
  public var catalogue: ClassCatalogue
  /// What every source says. A source that is bound to a record but not among these is not known
  /// here: what a machine wrote on that record is not taken away for want of somebody who says it.
  public var sources: [SourceState]
  /// Which identifiers say nothing.
  public var identifierRules: IdentifierRules
  /// Who wrote an attribute last, for a binding to the source of that name.
  public var lastWriter: (Reference, AttributePath, _ source: String?) throws -> LastWriter
  /// The record that a source's key was bound to when a person deleted it, where that is so.
  public var deletedRecord: (_ source: String, _ key: String) throws -> Reference?
  /// Why a record may not be as it would become among other records; empty where it may. The other
  /// records are those of the main branch, with the changes that are certain already.
  public var judge: (Reference, Value, any RecordLookup) throws -> [String]
  /// The time of reconciliation: the greatest committer time among the deliveries, in seconds since
  /// 1970-01-01T00:00:00Z.
  public var time: Int64
  /// Records that a person took the last binding from, so that they may still hold what a machine
  /// wrote and nobody says any more.
  public var formerlyBound: Set<Reference>
  /// The command that brings a deleted record back, where there is one.
  public var restoration: (Reference) throws -> String? = { _ in nil }

  /// Creates an input.
  public init(
    lookup: any RecordLookup,
    catalogue: ClassCatalogue,
    sources: [SourceState],
    identifierRules: IdentifierRules,
    lastWriter: @escaping (Reference, AttributePath, _ source: String?) throws -> LastWriter,
    deletedRecord: @escaping (_ source: String, _ key: String) throws -> Reference?,
    judge: @escaping (Reference, Value, any RecordLookup) throws -> [String],
    time: Int64,
    formerlyBound: Set<Reference> = []
  ) {
    self.lookup = lookup
    self.catalogue = catalogue
    self.sources = sources
    self.identifierRules = identifierRules
    self.lastWriter = lastWriter
    self.deletedRecord = deletedRecord
    self.judge = judge
    self.time = time
    self.formerlyBound = formerlyBound
  }

  /// Creates an input whose judge looks at the main branch alone: what another change makes valid is
  /// held until that change is there.
  public init(
    lookup: any RecordLookup,
    catalogue: ClassCatalogue,
    sources: [SourceState],
    identifierRules: IdentifierRules,
    lastWriter: @escaping (Reference, AttributePath, _ source: String?) throws -> LastWriter,
    deletedRecord: @escaping (_ source: String, _ key: String) throws -> Reference?,
    judge: @escaping (Reference, Value) throws -> [String],
    time: Int64,
    formerlyBound: Set<Reference> = []
  ) {
    self.init(
      lookup: lookup,
      catalogue: catalogue,
      sources: sources,
      identifierRules: identifierRules,
      lastWriter: lastWriter,
      deletedRecord: deletedRecord,
      judge: { reference, value, _ in try judge(reference, value) },
      time: time,
      formerlyBound: formerlyBound
    )
  }

  /// What stands against a record as it would become.
  func objections(to value: Value, as reference: Reference) throws -> [String] {
    try judge(reference, value, lookup)
  }

  /// The day of reconciliation, in UTC.
  var day: CalendarDay { CalendarDay(secondsSince1970: time) }
}
