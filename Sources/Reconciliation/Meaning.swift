public import Documents
public import Records

/// What one observation means under the rules, and whose it is.
public struct Meaning: Sendable {
  /// The source's key for the thing.
  public let key: String
  /// The class by the source's rules; nil where none holds.
  public let className: String?
  /// The attributes that the mapping gives, null where the source says that there is none: a map.
  public let attributes: Value
  /// The record that the observation speaks of; nil where it is held.
  public let reference: Reference?
  /// Whether the record is created for it.
  public let isNew: Bool
}

extension Explainer {
  /// Returns what each observation of a source means, sorted by key. Keys that are ignored are left
  /// out.
  public func meanings(of source: String) -> [Meaning] {
    let assignment = round.assignment
    var found: [Meaning] = []
    func add(_ sightings: [Sighting], _ reference: Reference?) {
      for sighting in sightings where sighting.source.name == source {
        let created = reference.flatMap { assignment.records.created[$0] }
        found.append(
          Meaning(
            key: sighting.key,
            className: sighting.className,
            attributes: .map(sighting.attributes),
            reference: reference,
            isNew: created?.sighting.name == sighting.name
          )
        )
      }
    }
    for (reference, sightings) in assignment.records.sightings { add(sightings, reference) }
    for (reference, sightings) in assignment.bound { add(sightings, reference) }
    let known = Set(found.map(\.key))
    add(assignment.holds.map(\.sighting).filter { !known.contains($0.key) }, nil)
    return found.sorted { $0.key < $1.key }
  }
}
