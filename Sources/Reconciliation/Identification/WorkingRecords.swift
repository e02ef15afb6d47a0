internal import Documents
internal import Records

/// The records on the main branch together with those that this reconciliation creates.
struct WorkingRecords: RecordLookup {
  private let base: any RecordLookup
  private var created: RecordTable

  init(_ base: any RecordLookup, catalogue: ClassCatalogue) {
    self.base = base
    created = RecordTable([], catalogue: catalogue)
  }

  /// Adds a record.
  mutating func create(_ reference: Reference, _ value: Value) throws {
    let document = try Document.parse(YAMLWriter.text(of: value))
    created.insert(Record(reference: reference, path: "", blob: nil, document: document))
  }

  /// Whether this reconciliation creates the record.
  func isCreated(_ reference: Reference) -> Bool { created.exists(reference) }

  func record(_ reference: Reference) throws -> Record? {
    if let record = created.record(reference) { return record }
    return try base.record(reference)
  }

  func exists(_ reference: Reference) throws -> Bool {
    if created.exists(reference) { return true }
    return try base.exists(reference)
  }

  func references(ofClasses classes: Set<String>?) throws -> [Reference] {
    (try base.references(ofClasses: classes) + created.references(ofClasses: classes)).sorted()
  }

  func records(of classes: Set<String>, where attribute: AttributePath, is value: String) throws
    -> [Reference]
  {
    (try base.records(of: classes, where: attribute, is: value)
      + created.records(of: classes, where: attribute, is: value)).sorted()
  }

  func referrers(of reference: Reference) throws -> [Referrer] {
    (try base.referrers(of: reference) + created.referrers(of: reference)).sorted()
  }
}
