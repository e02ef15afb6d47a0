public import Records

/// What rules may ask besides the record itself.
public struct ValidationContext {
  /// Finds other records.
  public let lookup: any RecordLookup
  /// The classes in force.
  public let catalogue: ClassCatalogue
  /// The repository's settings.
  public let settings: Settings
  /// The schemas, compiled.
  public let schemas: SchemaStore
  /// The day that rules about dates are judged by.
  public let day: CalendarDay

  /// Creates a context.
  public init(
    lookup: any RecordLookup,
    catalogue: ClassCatalogue,
    settings: Settings,
    schemas: SchemaStore,
    day: CalendarDay
  ) {
    self.lookup = lookup
    self.catalogue = catalogue
    self.settings = settings
    self.schemas = schemas
    self.day = day
  }
}
