public import Documents

/// Records in memory: the plainest answer to every question of `RecordLookup`.
public struct RecordTable: RecordLookup, Sendable {
  private var records: [Reference: Record]
  private let catalogue: ClassCatalogue

  /// Creates a table; of two records with one reference the later one stays.
  public init(_ records: some Sequence<Record>, catalogue: ClassCatalogue) {
    self.catalogue = catalogue
    self.records = Dictionary(records.map { ($0.reference, $0) }) { _, later in later }
  }

  /// Adds a record, or replaces the one of the same reference.
  public mutating func insert(_ record: Record) { records[record.reference] = record }

  /// Removes a record.
  public mutating func remove(_ reference: Reference) { records[reference] = nil }

  /// Returns the record, or nil.
  public func record(_ reference: Reference) -> Record? { records[reference] }

  /// Whether the record is in the table.
  public func exists(_ reference: Reference) -> Bool { records[reference] != nil }

  /// Returns the references of the classes, sorted.
  public func references(ofClasses classes: Set<String>?) -> [Reference] {
    records.keys.filter { classes?.contains($0.className) ?? true }.sorted()
  }

  /// Returns the records with an identifier, by looking at every record of the classes.
  public func records(
    of classes: Set<String>,
    where attribute: AttributePath,
    is value: String
  ) -> [Reference] {
    references(ofClasses: classes).filter { reference in
      guard let record = records[reference],
        let recordClass = catalogue.recordClass(reference.className)
      else { return false }
      return recordClass.identifiers(in: record.value, at: attribute).contains(value)
    }
  }

  /// Returns the places that refer to the record, by looking at every record.
  public func referrers(of target: Reference) -> [Referrer] {
    records.values.flatMap { record -> [Referrer] in
      guard let recordClass = catalogue.recordClass(record.reference.className) else { return [] }
      return recordClass.references(in: record.value).filter { $0.target == target }
        .map { Referrer(reference: record.reference, attribute: $0.attribute) }
    }.sorted()
  }
}
