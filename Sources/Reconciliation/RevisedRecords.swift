internal import Documents
internal import Records

/// The records of the main branch as they are after changes that are not written yet.
struct RevisedRecords: RecordLookup {
  private let base: any RecordLookup
  private var revised: RecordTable
  private var references: Set<Reference> = []
  /// The attributes that the changes gave their values.
  private var written: [Reference: Set<AttributePath>] = [:]

  init(_ base: any RecordLookup, catalogue: ClassCatalogue) {
    self.base = base
    revised = RecordTable([], catalogue: catalogue)
  }

  /// Makes changes.
  mutating func apply(_ changes: [ReconciliationOutcome.Change], catalogue: ClassCatalogue) throws {
    for change in changes {
      let recordClass = catalogue.recordClass(change.reference.className)
      let before = try record(change.reference)?.value
      let keys = recordClass?.listKeys ?? .none
      let old = Dictionary(
        (before?.leaves(keys: keys) ?? []).map { ($0.path, $0.value) }
      ) { first, _ in first }
      for leaf in change.value.leaves(keys: keys) where old[leaf.path] != leaf.value {
        written[change.reference, default: []].insert(leaf.path)
      }
      let text = YAMLWriter.text(
        of: change.value,
        order: recordClass?.keyOrder ?? .none,
        keys: keys
      )
      let path = try base.record(change.reference)?.path ?? ""
      revised.insert(
        Record(
          reference: change.reference,
          path: path,
          blob: nil,
          document: try Document.parse(text)
        )
      )
      references.insert(change.reference)
    }
  }

  /// Whether one of the changes gave the attribute its value.
  func isWritten(_ attribute: AttributePath, of reference: Reference) -> Bool {
    written[reference]?.contains(attribute) ?? false
  }

  func record(_ reference: Reference) throws -> Record? {
    if let record = revised.record(reference) { return record }
    return try base.record(reference)
  }

  func exists(_ reference: Reference) throws -> Bool {
    if revised.exists(reference) { return true }
    return try base.exists(reference)
  }

  func references(ofClasses classes: Set<String>?) throws -> [Reference] {
    Set(try base.references(ofClasses: classes)).union(revised.references(ofClasses: classes))
      .sorted()
  }

  func records(of classes: Set<String>, where attribute: AttributePath, is value: String) throws
    -> [Reference]
  {
    let unchanged = try base.records(of: classes, where: attribute, is: value)
      .filter { !references.contains($0) }
    return (unchanged + revised.records(of: classes, where: attribute, is: value)).sorted()
  }

  func referrers(of reference: Reference) throws -> [Referrer] {
    let unchanged = try base.referrers(of: reference).filter { !references.contains($0.reference) }
    return (unchanged + revised.referrers(of: reference)).sorted()
  }
}
