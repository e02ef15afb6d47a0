internal import Documents
internal import Records

/// Which records each source's keys are bound to.
struct BindingTable {
  private var byName: [Sighting.Name: [Reference]] = [:]
  /// The sources that each record is bound to.
  private(set) var sources: [Reference: [String]] = [:]

  init(_ lookup: any RecordLookup) throws {
    for reference in try lookup.references(ofClasses: nil) {
      guard let record = try lookup.record(reference),
        record.document.kind(record.document.root) == .map,
        let node = record.document.child(record.document.root, named: "sources")
      else { continue }
      for (source, keys) in Bindings.all(in: ["sources": record.document.value(node)]) {
        sources[reference, default: []].append(source)
        for key in keys {
          byName[Sighting.Name(source: source, key: key), default: []].append(reference)
        }
      }
    }
  }

  /// The records that the sighting's key is bound to: one, unless people copied a binding.
  func records(of sighting: Sighting) -> [Reference] { byName[sighting.name] ?? [] }
}
