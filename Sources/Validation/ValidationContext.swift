public import Diagnostics
public import Records

/// What rules may ask besides the record itself.
public struct ValidationContext {
  /// Finds other records.
  public var lookup: any RecordLookup
  /// The classes in force.
  public let catalogue: ClassCatalogue
  /// The repository's settings.
  public let settings: Settings
  /// The schemas, compiled.
  public let schemas: SchemaStore
  /// The day that rules about dates are judged by.
  public let day: CalendarDay
  /// The organisation's own rules.
  public let policy: Policy
  /// The most that a breach weighs which came about by the passing of days alone: a warning where
  /// everything is looked at today, an error where a change is judged by its own day.
  public let lapseSeverity: Severity

  /// Creates a context.
  public init(
    lookup: any RecordLookup,
    catalogue: ClassCatalogue,
    settings: Settings,
    schemas: SchemaStore,
    day: CalendarDay,
    policy: Policy = .none,
    lapseSeverity: Severity = .warning
  ) {
    self.lookup = lookup
    self.catalogue = catalogue
    self.settings = settings
    self.schemas = schemas
    self.day = day
    self.policy = policy
    self.lapseSeverity = lapseSeverity
  }

  /// Answers queries about records as they are here.
  var queries: QueryEvaluator {
    QueryEvaluator(lookup: lookup, catalogue: catalogue, today: day)
  }
}
