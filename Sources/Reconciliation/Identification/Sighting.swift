internal import Documents
internal import Records

/// One observation with what it means: the thing's class, its attributes and its weight.
struct Sighting {
  let source: SourceDefinition
  let key: String
  let time: Int64
  let delivery: String
  let observation: Observation
  /// The attributes that the mapping gives, with null where the source says that there is none.
  let attributes: ValueMap
  /// The class by the source's rules, or nil where none holds.
  let className: String?

  /// Orders sightings so that nothing depends on the order in which sources are given.
  static func precedes(_ left: Sighting, _ right: Sighting) -> Bool {
    (left.source.name, left.key) < (right.source.name, right.key)
  }

  /// The leaves that the sighting says, in the shape that records of the class have; what no schema
  /// of the class describes only helps to identify.
  func leaves(of recordClass: RecordClass) -> [Leaf] {
    recordClass.leaves(of: .map(attributes)).filter { leaf -> Bool in
      guard recordClass.attributes[leaf.path] != nil else { return false }
      // An item without a key cannot be told from another.
      return !leaf.path.segments.contains { segment in
        if case .item(let key) = segment { key.position != nil } else { false }
      }
    }
  }
}

extension SourceState {
  /// Returns every sighting of the source whose key is not ignored, sorted by key.
  func sightings(_ rules: IdentifierRules, day: CalendarDay) -> [Sighting] {
    guard definition.isEnabled else { return [] }
    let ignored = Set(
      definition.ignored.filter { entry in entry.until.map { day <= $0 } ?? true }.map(\.key))
    let program = MappingProgram(definition.mapping, rules: rules)
    let classRules = definition.classRules
    return observations.values.filter { !ignored.contains($0.key) }.map { observation in
      Sighting(
        source: definition, key: observation.key, time: time(of: observation.key),
        delivery: delivery, observation: observation,
        attributes: program.attributes(of: observation.attributes),
        className: observation.className
          ?? classRules.first { $0.condition?.holds(for: observation.attributes) ?? true }?
          .className)
    }.sorted(by: Sighting.precedes)
  }
}
