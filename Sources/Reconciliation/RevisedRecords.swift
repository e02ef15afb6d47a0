internal import Documents
internal import Records

/// The records of the main branch as they are after changes that are not written yet.
struct RevisedRecords: RecordLookup {
  private let base: any RecordLookup
  private let catalogue: ClassCatalogue
  private var revised: [Reference: Record] = [:]
  /// The attributes that the changes gave their values.
  private var written: [Reference: Set<AttributePath>] = [:]
  private var identifiers = IdentifierTables()

  /// The revised records by identifier, made when they are first asked for.
  private final class IdentifierTables {
    var byPattern: [AttributePath: [String: [Reference]]] = [:]
  }

  init(_ base: any RecordLookup, catalogue: ClassCatalogue) {
    self.base = base
    self.catalogue = catalogue
  }

  /// Makes changes.
  mutating func apply(_ changes: [ReconciliationOutcome.Change]) throws {
    for change in changes {
      let recordClass = catalogue.recordClass(change.reference.className)
      let keys = recordClass?.listKeys ?? .none
      let before = try record(change.reference)
      let old = Dictionary(
        (before?.value.leaves(keys: keys) ?? []).map { ($0.path, $0.value) }
      ) { first, _ in first }
      for leaf in change.value.leaves(keys: keys) where old[leaf.path] != leaf.value {
        written[change.reference, default: []].insert(leaf.path)
      }
      let text = YAMLWriter.text(
        of: change.value,
        order: recordClass?.keyOrder ?? .none,
        keys: keys
      )
      revised[change.reference] = Record(
        reference: change.reference,
        path: before?.path ?? "",
        blob: nil,
        document: try Document.parse(text)
      )
    }
    identifiers = IdentifierTables()
  }

  /// Whether one of the changes gave the attribute its value.
  func isWritten(_ attribute: AttributePath, of reference: Reference) -> Bool {
    written[reference]?.contains(attribute) ?? false
  }

  func record(_ reference: Reference) throws -> Record? {
    if let record = revised[reference] { return record }
    return try base.record(reference)
  }

  func exists(_ reference: Reference) throws -> Bool {
    if revised[reference] != nil { return true }
    return try base.exists(reference)
  }

  func references(ofClasses classes: Set<String>?) throws -> [Reference] {
    let own = revised.keys.filter { classes?.contains($0.className) ?? true }
    return Set(try base.references(ofClasses: classes)).union(own).sorted()
  }

  func records(of classes: Set<String>, where attribute: AttributePath, is value: String) throws
    -> [Reference]
  {
    let unchanged = try base.records(of: classes, where: attribute, is: value)
      .filter { revised[$0] == nil }
    let own = table(attribute)[value] ?? []
    return (unchanged + own.filter { classes.contains($0.className) }).sorted()
  }

  private func table(_ attribute: AttributePath) -> [String: [Reference]] {
    if let known = identifiers.byPattern[attribute] { return known }
    var table: [String: [Reference]] = [:]
    for (reference, record) in revised {
      guard let recordClass = catalogue.recordClass(reference.className) else { continue }
      for value in Set(recordClass.identifiers(in: record.value, at: attribute)) {
        table[value, default: []].append(reference)
      }
    }
    identifiers.byPattern[attribute] = table
    return table
  }

  func referrers(of target: Reference) throws -> [Referrer] {
    var found = try base.referrers(of: target).filter { revised[$0.reference] == nil }
    for (reference, record) in revised {
      guard let recordClass = catalogue.recordClass(reference.className) else { continue }
      for (attribute, other) in recordClass.references(in: record.value) where other == target {
        found.append(Referrer(reference: reference, attribute: attribute))
      }
    }
    return found.sorted()
  }
}
