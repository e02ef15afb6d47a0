internal import Documents
internal import Records

/// What every source says of one record, attribute by attribute.
struct Contenders {
  /// The contenders for each attribute, the one whose word counts first.
  private(set) var byAttribute: [AttributePath: [Contender]] = [:]
  /// The attributes in the order in which they were first said.
  private(set) var order: [AttributePath] = []

  /// Gathers what the sightings say; `present` are the attributes that the record has.
  init(
    _ sightings: [Sighting],
    held: [Sighting],
    of recordClass: RecordClass,
    rules: IdentifierRules,
    record: Value,
    present: [AttributePath]
  ) {
    let naming = ItemNaming(recordClass, record: record, sightings: sightings + held)
    var nothing: [(path: AttributePath, sighting: Sighting, isHeld: Bool)] = []
    let all = sightings.map { ($0, false) } + held.map { ($0, true) }
    for (sighting, isHeld) in all.sorted(by: { Sighting.precedes($0.0, $1.0) }) {
      for leaf in sighting.leaves(of: recordClass, rules: rules, naming: naming) {
        add(leaf.value, at: leaf.path, sighting, recordClass, isHeld: isHeld)
        if leaf.value.isNull { nothing.append((leaf.path, sighting, isHeld)) }
      }
    }
    // Whoever says that there is no `os` says so of `os.version` too.
    let known = order + present.filter { byAttribute[$0] == nil }
    for (path, sighting, isHeld) in nothing {
      for below in known where below != path && below.hasPrefix(path) {
        add(.null, at: below, sighting, recordClass, isHeld: isHeld)
      }
    }
    for path in order { byAttribute[path]?.sort(by: Contender.wins) }
  }

  private mutating func add(
    _ value: Value,
    at path: AttributePath,
    _ sighting: Sighting,
    _ recordClass: RecordClass,
    isHeld: Bool
  ) {
    let weight = sighting.source.weight(of: path, className: recordClass.name)
    if byAttribute[path] == nil { order.append(path) }
    byAttribute[path, default: []].append(
      Contender(
        source: sighting.source.name,
        key: sighting.key,
        delivery: sighting.source.delivery,
        value: value,
        observedAt: sighting.time,
        precedence: weight.weight,
        pattern: weight.pattern,
        isFresh: sighting.source.isFresh,
        isHeld: isHeld
      )
    )
  }

  /// Who contends for an attribute, the one whose word counts first.
  subscript(attribute: AttributePath) -> [Contender] { byAttribute[attribute] ?? [] }
}
