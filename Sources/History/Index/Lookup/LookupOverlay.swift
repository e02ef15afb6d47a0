internal import Documents
internal import Records
internal import Snapshots

/// What the records say in which a snapshot differs from the index.
struct LookupOverlay {
  private var identifiers: [ClassKeys.Identifier: [Reference]] = [:]
  private var referrers: [Reference: [Referrer]] = [:]

  init(_ differences: [String: FileEntry?], _ snapshot: Snapshot) throws {
    for (path, entry) in differences where entry != nil {
      guard let record = try snapshot.record(atPath: path),
        let recordClass = snapshot.catalogue.recordClass(record.reference.className)
      else { continue }
      let keys = ClassKeys(recordClass)
      let value = record.value
      for identifier in keys.identifiers(of: value) {
        identifiers[identifier, default: []].append(record.reference)
      }
      for (attribute, target) in recordClass.references(in: value) {
        referrers[target, default: []]
          .append(Referrer(reference: record.reference, attribute: attribute))
      }
    }
  }

  func records(of classes: Set<String>, where attribute: AttributePath, is value: String)
    -> [Reference]
  {
    (identifiers[ClassKeys.Identifier(attribute: attribute, value: value)] ?? [])
      .filter { classes.contains($0.className) }
  }

  func referrers(of reference: Reference) -> [Referrer] { referrers[reference] ?? [] }
}
