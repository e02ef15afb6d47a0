internal import Documents
internal import Records

/// The records while things are identified: those on the main branch, those that are created, and
/// what the sightings that already found theirs add to their identifiers.
///
/// What a sighting adds counts at once, so that it makes no difference whether two observations of
/// one thing are dealt with together or one after the other.
struct WorkingRecords {
  let table: IdentityTable
  private let base: any RecordLookup
  private var cards: [Reference: IdentityCard] = [:]
  private var added: [AttributePath: [String: Set<Reference>]] = [:]
  /// The sightings of each record, in the order in which they found it.
  private(set) var sightings: [Reference: [Sighting]] = [:]
  /// The records that are created, with the sighting that each is created for.
  private(set) var created: [Reference: (sighting: Sighting, start: Value)] = [:]

  init(_ base: any RecordLookup, table: IdentityTable) {
    self.base = base
    self.table = table
  }

  /// Whether there is a record of that name, or will be.
  func exists(_ reference: Reference) throws -> Bool {
    if created[reference] != nil { return true }
    return try base.exists(reference)
  }

  /// The record as it is before anything is decided about it, or nil.
  func value(of reference: Reference) throws -> Value? {
    if let start = created[reference]?.start { return start }
    return try base.record(reference)?.value
  }

  /// Adds a record for a sighting.
  mutating func create(_ reference: Reference, from sighting: Sighting, start: Value) throws {
    created[reference] = (sighting, start)
    cards[reference] = table.card(of: start, className: reference.className)
    try join(sighting, to: reference)
  }

  /// Counts a sighting as one of the record.
  mutating func join(_ sighting: Sighting, to reference: Reference) throws {
    sightings[reference, default: []].append(sighting)
    var card = try self.card(of: reference)
    let seen = table.card(of: .map(sighting.attributes), className: reference.className)
    card.fill(from: seen, table: table, className: reference.className)
    cards[reference] = card
    for (pattern, values) in card.identifiers {
      for value in values { added[pattern, default: [:]][value, default: []].insert(reference) }
    }
  }

  /// The identifiers of a record, with what its sightings added.
  func card(of reference: Reference) throws -> IdentityCard {
    if let card = cards[reference] { return card }
    guard let record = try base.record(reference) else { return IdentityCard() }
    return table.card(of: record.value, className: reference.className)
  }

  /// The records of a family that have an identifier, sorted.
  func records(of family: Set<String>, where pattern: AttributePath, is identifier: String) throws
    -> [Reference]
  {
    var found = Set(try base.records(of: family, where: pattern, is: identifier))
    for reference in added[pattern]?[identifier] ?? [] where family.contains(reference.className) {
      found.insert(reference)
    }
    return found.sorted()
  }
}
