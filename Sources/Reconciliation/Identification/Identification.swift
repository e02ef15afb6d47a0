internal import Documents
internal import Records

/// Finds the record that a sighting speaks of, by identifier sets, strongest first.
struct Identification {
  /// What was found.
  enum Match: Equatable {
    /// The one record.
    case record(Reference)
    /// No record.
    case nothing
    /// Records that may be the thing, none of them for certain: a person must say.
    case unclear([Reference], Reason)
  }

  /// Why a person must say.
  enum Reason: Equatable {
    /// Each of several records fits.
    case several
    /// One identifier is the record's, but these others that both sides give are not.
    case contradicted(equal: [AttributePath], by: AttributePath)
    /// The record has another live observation of the same source, from which only a name, or an
    /// identifier that copies keep, does not tell this one.
    case twin(equal: [AttributePath], key: String)
  }

  let records: WorkingRecords
  private var table: IdentityTable { records.table }

  /// Returns the record for a sighting that is bound to none.
  func match(_ sighting: Sighting, className: String) throws -> Match {
    let seen = table.card(of: .map(sighting.attributes), className: className)
    let sets = table.sets(of: className)
    let comparer = comparer(className)
    var near: (references: [Reference], equal: [AttributePath], by: AttributePath)?
    for (rank, set) in sets.enumerated() {
      var whole: [Reference] = []
      var rest: [Reference] = []
      for candidate in try candidates(for: set, seen, className) {
        let known = try records.card(of: candidate)
        let comparison = try comparer.compare(set, seen: seen, known: known)
        if case .different(let member, sharesUnique: true) = comparison {
          near = near ?? ([candidate], set.filter { $0 != member }, member)
        }
        guard comparison.isEqual else { continue }
        if let stronger = try veto(by: sets[..<rank], seen, known, comparer) {
          if set.contains(where: { table.isUnique($0, className: className) }) {
            near = near ?? ([candidate], set, stronger)
          }
          continue
        }
        if comparison == .equal { whole.append(candidate) } else { rest.append(candidate) }
      }
      // A record of which every member is known goes before those that lack one.
      let fitting = whole.isEmpty ? rest : whole
      if fitting.count > 1 { return .unclear(fitting, .several) }
      guard let found = fitting.first else { continue }
      if let doubt = try doubt(about: found, sighting, seen, sets, rank, comparer) {
        return .unclear([found], doubt)
      }
      return .record(found)
    }
    guard let near else { return .nothing }
    return .unclear(near.references, .contradicted(equal: near.equal, by: near.by))
  }

  /// The attribute by which a sighting and the record that it is bound to contradict each other, or
  /// nil: the strongest set that both give decides. A name proves nothing against a binding.
  func contradiction(_ sighting: Sighting, _ reference: Reference) throws -> AttributePath? {
    let className = reference.className
    let seen = table.card(of: .map(sighting.attributes), className: className)
    let known = try records.card(of: reference)
    let comparer = comparer(className)
    for set in table.sets(of: className) where !isOfNames(set, className) {
      switch try comparer.compare(set, seen: seen, known: known) {
      case .equal, .equalRest, .different(_, sharesUnique: true): return nil
      case .different(let member, sharesUnique: false): return member
      case .silent: continue
      }
    }
    return nil
  }

  private func comparer(_ className: String) -> SetComparer {
    let family = table.family(of: className)
    return SetComparer(table: table, className: className) { address, pattern in
      try records.records(of: family, where: pattern, is: address).count > 1
    }
  }

  private func isOfNames(_ set: [AttributePath], _ className: String) -> Bool {
    set.contains { table.kind(of: $0, className: className) == .name }
  }

  /// The records that share an identifying member of the set; where no member identifies on its own,
  /// all must be there, and the rarest finds them.
  private func candidates(for set: [AttributePath], _ seen: IdentityCard, _ className: String)
    throws -> [Reference]
  {
    let family = table.family(of: className)
    let given = set.filter { !seen[$0].isEmpty }
    let identifying = table.identifyingMembers(of: set, className: className)
    var lists: [[Reference]] = []
    for member in identifying.isEmpty ? given : given.filter(identifying.contains) {
      let kind = table.kind(of: member, className: className)
      var found = Set<Reference>()
      for identifier in seen[member] {
        var spellings = [identifier]
        if kind == .uuid { spellings.append(IdentifierRules.swapped(uuid: identifier)) }
        for spelling in spellings {
          found.formUnion(try records.records(of: family, where: member, is: spelling))
        }
      }
      lists.append(found.sorted())
    }
    if !identifying.isEmpty { return Set(lists.joined()).sorted() }
    guard given.count == set.count else { return [] }
    return lists.min { $0.count < $1.count } ?? []
  }

  /// The member of a stronger set that both sides give and that differs, or nil.
  private func veto(
    by stronger: ArraySlice<[AttributePath]>,
    _ seen: IdentityCard,
    _ known: IdentityCard,
    _ comparer: SetComparer
  ) throws -> AttributePath? {
    for set in stronger {
      if case .different(let member, _) = try comparer.compare(set, seen: seen, known: known) {
        return member
      }
    }
    return nil
  }

  /// What speaks against a match by the set of a rank: every blade of a chassis may report the
  /// chassis's serial number, and copies of a virtual machine keep its UUID and often its name. So
  /// where weaker identifiers speak against the record and none for it, a person must say.
  private func doubt(
    about found: Reference,
    _ sighting: Sighting,
    _ seen: IdentityCard,
    _ sets: [[AttributePath]],
    _ rank: Int,
    _ comparer: SetComparer
  ) throws -> Reason? {
    let known = try records.card(of: found)
    let className = comparer.className
    let set = sets[rank].filter { !seen[$0].isEmpty && !known[$0].isEmpty }
    let isUnique = set.contains { table.isUnique($0, className: className) }
    var against: AttributePath?
    var nameAgainst: AttributePath?
    var isConfirmed = false
    for weaker in sets[(rank + 1)...] {
      let comparison = try comparer.compare(weaker, seen: seen, known: known)
      if isOfNames(weaker, className) {
        if comparison.isEqual && isUnique { isConfirmed = true }
        if case .different(let member, _) = comparison { nameAgainst = nameAgainst ?? member }
      } else {
        if comparison.isEqual { isConfirmed = true }
        if case .different(let member, _) = comparison { against = against ?? member }
      }
    }
    if isConfirmed { return nil }
    if let against { return .contradicted(equal: set, by: against) }
    let isNameOnly = isOfNames(sets[rank], className)
    guard isNameOnly || (!isUnique && nameAgainst != nil) else { return nil }
    let twin = records.sightings[found]?.first { $0.source.name == sighting.source.name }
    return twin.map { .twin(equal: set, key: $0.key) }
  }
}
