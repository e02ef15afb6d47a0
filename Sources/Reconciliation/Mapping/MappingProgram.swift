internal import Documents
internal import Records

/// A source's mapping: the source's own values become attributes of records.
struct MappingProgram {
  private let rules: [(attribute: AttributePath, rule: MappingRule)]
  private let takesEverything: Bool

  /// Reads the mapping of a source; a rule that cannot be read gives nothing.
  init(_ source: SourceDefinition, rules identifierRules: IdentifierRules) {
    let lists = MappingPath.lists(of: source)
    let mapping = source.mapping.mapValue ?? [:]
    takesEverything = mapping["*"] == "*"
    rules = mapping.compactMap { attribute, rule in
      guard attribute != "*", let path = try? AttributePath(parsing: attribute),
        let rule = MappingRule(rule, lists: lists, rules: identifierRules)
      else { return nil }
      return (path, rule)
    }
  }

  /// Returns what an observation says of a record: a map as records have it, with null where the
  /// source says that there is none. What the observation does not say is absent.
  func attributes(of observation: Value) -> ValueMap {
    var record: Value = takesEverything ? observation : .map([:])
    for (attribute, rule) in rules {
      guard let value = rule.value(in: observation) else { continue }
      record = record.inserting(value, at: attribute.segments[...])
    }
    return record.mapValue ?? [:]
  }
}
