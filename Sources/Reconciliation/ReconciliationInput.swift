public import Documents
public import Records

/// Who wrote the present value of an attribute.
public enum LastWriter: Sendable, Hashable {
  /// A reconciliation.
  case machine
  /// A person, after the record was bound to the source.
  case person
  /// A person, before the record was bound to the source.
  case personBeforeBinding
}

/// Everything that reconciliation depends on.
public struct ReconciliationInput {
  /// The records on the main branch.
  public var lookup: any RecordLookup
  /// The classes in force.
  public var catalogue: ClassCatalogue
  /// What every source says.
  public var sources: [SourceState]
  /// Which identifiers say nothing.
  public var identifierRules: IdentifierRules
  /// Who wrote an attribute last, for a binding to the source of that name.
  public var lastWriter: (Reference, AttributePath, _ source: String?) throws -> LastWriter
  /// The record that a source's key was bound to when a person deleted it, where that is so.
  public var deletedRecord: (_ source: String, _ key: String) throws -> Reference?
  /// Why a record may not be as it would become; empty where it may.
  public var judge: (Reference, Value) throws -> [String]
  /// The time of reconciliation: the greatest committer time among the deliveries.
  public var time: Int64

  /// Creates an input.
  public init(
    lookup: any RecordLookup, catalogue: ClassCatalogue, sources: [SourceState],
    identifierRules: IdentifierRules,
    lastWriter: @escaping (Reference, AttributePath, _ source: String?) throws -> LastWriter,
    deletedRecord: @escaping (_ source: String, _ key: String) throws -> Reference?,
    judge: @escaping (Reference, Value) throws -> [String], time: Int64
  ) {
    self.lookup = lookup
    self.catalogue = catalogue
    self.sources = sources
    self.identifierRules = identifierRules
    self.lastWriter = lastWriter
    self.deletedRecord = deletedRecord
    self.judge = judge
    self.time = time
  }

  /// The day of reconciliation.
  var day: CalendarDay { CalendarDay(secondsSince1970: time) }
}
