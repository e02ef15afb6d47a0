internal import Documents
internal import Records

/// Which record each source's key is bound to.
struct BindingTable {
  private var byKey: [String: [String: Reference]] = [:]
  /// Every record that has a binding.
  private(set) var records: Set<Reference> = []

  init(_ lookup: any RecordLookup) throws {
    for reference in try lookup.references(ofClasses: nil) {
      guard let record = try lookup.record(reference),
        let sources = record.document.child(record.document.root, named: "sources")
      else { continue }
      for (source, keys) in Bindings.all(in: .map(["sources": record.document.value(sources)])) {
        records.insert(reference)
        for key in keys { byKey[source, default: [:]][key] = reference }
      }
    }
  }

  /// The record that the sighting's key is bound to, or nil.
  func record(of sighting: Sighting) -> Reference? { byKey[sighting.source.name]?[sighting.key] }
}
