internal import Documents
internal import Records

/// Finds records that would come to share a value that must be the only one of its kind.
struct UniqueValues {
  let lookup: any RecordLookup
  let table: IdentityTable

  /// A value that only one record of some classes may have.
  struct Place: Hashable, Comparable {
    let classes: Set<String>
    /// The attribute, as a pattern.
    let pattern: AttributePath
    /// The value, normalised.
    let value: String

    static func < (left: Place, right: Place) -> Bool {
      (left.pattern, left.value) < (right.pattern, right.value)
    }
  }

  /// Returns the values that a change gives a record although others have them already, sorted.
  /// `before` is the record as it was, nil for a new one.
  func taken(_ reference: Reference, before: Value?, after: Value) throws -> [(
    place: Place, others: [Reference]
  )] {
    try newPlaces(reference, before, after).sorted().compactMap { place in
      let others = try lookup.records(of: place.classes, where: place.pattern, is: place.value)
        .filter { $0 != reference }
      let values = try others.map { ($0, try lookup.record($0)?.value) } + [(reference, after)]
      return others.isEmpty || Self.areShared(values) ? nil : (place, others)
    }
  }

  /// Returns the values that several changes give their records, sorted, with those records.
  func shared(_ changes: [Reference: (before: Value?, after: Value)]) -> [(
    place: Place, references: [Reference]
  )] {
    var places: [Place: [Reference]] = [:]
    for (reference, change) in changes {
      for place in newPlaces(reference, change.before, change.after) {
        places[place, default: []].append(reference)
      }
    }
    return places.filter { _, references in
      references.count > 1 && !Self.areShared(references.map { ($0, changes[$0]?.after) })
    }.map { ($0.key, $0.value.sorted()) }.sorted { $0.place < $1.place }
  }

  private func newPlaces(_ reference: Reference, _ before: Value?, _ after: Value) -> [Place] {
    guard let recordClass = table.catalogue.recordClass(reference.className) else { return [] }
    return recordClass.uniqueAttributes.flatMap { pattern, uniqueness -> [Place] in
      guard uniqueness != .warning else { return [] }
      let steps = recordClass.attributes[pattern]?.normalisation ?? []
      let old = before.map { recordClass.identifiers(in: $0, at: pattern) } ?? []
      let classes =
        uniqueness == .class ? [reference.className] : table.family(of: reference.className)
      return Set(recordClass.identifiers(in: after, at: pattern))
        .filter { !old.contains($0) && !(steps.contains(.junk) && table.rules.isJunk($0)) }
        .map { Place(classes: classes, pattern: pattern, value: $0) }
    }
  }

  /// Whether all of them list one another under `shared_with`.
  private static func areShared(_ records: [(reference: Reference, value: Value?)]) -> Bool {
    records.allSatisfy { reference, value in
      let list = Set(value?["shared_with"]?.texts ?? [])
      return records.allSatisfy {
        $0.reference == reference || list.contains($0.reference.description)
      }
    }
  }
}
