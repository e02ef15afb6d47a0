internal import Documents
internal import Records

/// Finds the record that a sighting speaks of.
struct Identification {
  /// What was found.
  enum Result: Equatable {
    /// The one record.
    case record(Reference)
    /// No record.
    case nothing
    /// Several records: a person must say which.
    case ambiguous([Reference])
  }

  let lookup: any RecordLookup
  let catalogue: ClassCatalogue
  let rules: IdentifierRules

  /// Returns the record that the sighting's identifiers name: identifier sets, strongest first, over
  /// the class family; a set counts when every member that the sighting gives is met.
  func record(for sighting: Sighting, className: String) throws -> Result {
    guard let recordClass = catalogue.recordClass(className) else { return .nothing }
    let family = catalogue.family(of: className)
    let value = Value.map(sighting.attributes)
    for (rank, set) in recordClass.identity.enumerated() {
      let given = set.map { (pattern: $0, values: identifiers(in: value, $0, recordClass)) }
        .filter { !$0.values.isEmpty }
      // Names and places never make a match alone: the first member of a set must be there.
      guard let first = given.first, first.pattern == set.first else { continue }
      var candidates = Set<Reference>()
      for identifier in first.values {
        for spelling in Set([identifier, IdentifierRules.swapped(uuid: identifier)]) {
          candidates.formUnion(
            try lookup.records(of: family, where: first.pattern, is: spelling))
        }
      }
      let fitting = try candidates.sorted().filter { candidate in
        try fits(candidate, given) && !isVetoed(candidate, value, recordClass, before: rank)
      }
      if fitting.count == 1 { return .record(fitting[0]) }
      if fitting.count > 1 { return .ambiguous(fitting) }
    }
    return .nothing
  }

  /// The attribute by which a sighting and the record that it is bound to contradict each other, or
  /// nil: the strongest set that both give decides.
  func contradiction(_ sighting: Sighting, _ record: Record) -> AttributePath? {
    guard let recordClass = catalogue.recordClass(record.reference.className) else { return nil }
    let (ours, theirs) = (record.value, Value.map(sighting.attributes))
    for set in recordClass.identity {
      var allEqual = true
      for pattern in set {
        let left = identifiers(in: ours, pattern, recordClass)
        let right = identifiers(in: theirs, pattern, recordClass)
        if left.isEmpty || right.isEmpty {
          allEqual = false
          break
        }
        if !agree(left, right) { return pattern }
      }
      if allEqual { return nil }
    }
    return nil
  }

  /// The identifying values of an attribute: normalised, without junk, without addresses that are no
  /// thing's own.
  private func identifiers(in value: Value, _ pattern: AttributePath, _ recordClass: RecordClass)
    -> [String]
  {
    let steps = recordClass.attributes[pattern]?.normalisation ?? []
    return recordClass.identifiers(in: value, at: pattern).filter { text in
      if steps.contains(.mac) { return rules.identifies(mac: text) }
      return !steps.contains(.junk) || !rules.isJunk(text)
    }
  }

  private func fits(
    _ candidate: Reference, _ given: [(pattern: AttributePath, values: [String])]
  ) throws -> Bool {
    guard let record = try lookup.record(candidate),
      let recordClass = catalogue.recordClass(candidate.className)
    else { return false }
    let value = record.value
    for (pattern, values) in given {
      let own = identifiers(in: value, pattern, recordClass)
      // A member that one side lacks does not defeat the set.
      if own.isEmpty { continue }
      if recordClass.attributes[pattern]?.normalisation.contains(.mac) ?? false {
        // A dock or a USB adapter travels: most of the addresses must agree.
        let unshared = try values.filter { try !isOnSeveralRecords($0, pattern, recordClass) }
        let common = unshared.filter { own.contains($0) }
        if common.isEmpty || common.count * 2 <= unshared.count { return false }
      } else if !agree(own, values) {
        return false
      }
    }
    return true
  }

  private func isOnSeveralRecords(
    _ value: String, _ pattern: AttributePath, _ recordClass: RecordClass
  ) throws -> Bool {
    let family = catalogue.family(of: recordClass.name)
    return try lookup.records(of: family, where: pattern, is: value).count > 1
  }

  /// Whether a stronger identifier that both sides give differs.
  private func isVetoed(
    _ candidate: Reference, _ value: Value, _ recordClass: RecordClass, before rank: Int
  ) throws -> Bool {
    guard let record = try lookup.record(candidate) else { return false }
    let own = record.value
    return recordClass.identity.prefix(rank).contains { set in
      set.contains { pattern in
        let left = identifiers(in: own, pattern, recordClass)
        let right = identifiers(in: value, pattern, recordClass)
        return !left.isEmpty && !right.isEmpty && !agree(left, right)
      }
    }
  }

  private func agree(_ left: [String], _ right: [String]) -> Bool {
    left.contains { right.contains($0) || right.contains(IdentifierRules.swapped(uuid: $0)) }
  }
}
