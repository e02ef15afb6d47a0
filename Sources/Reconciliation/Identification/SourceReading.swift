internal import Documents
internal import Records

/// A source while its observations are read: what its file says, taken apart once.
final class SourceReading {
  /// The source.
  let definition: SourceDefinition
  /// Whether its word is fresh at the time of reconciliation.
  let isFresh: Bool
  /// Its newest delivery: a commit, in hexadecimal.
  let delivery: String
  /// Whether its form knows texts only, so that the schema says what is a number.
  let speaksInTexts: Bool
  /// Where the name of a created record is.
  let naming: [MappingPath]
  private let mapping: MappingProgram
  private let classRules: [(className: String, condition: Query?)]
  private var weights: [String: (weight: Int, pattern: String)] = [:]

  /// The source's name.
  var name: String { definition.name }

  init(_ state: SourceState, rules: IdentifierRules, time: Int64) {
    definition = state.definition
    isFresh = state.isFresh(at: time)
    delivery = state.delivery
    let readers = state.definition.connector["reader"]?.texts ?? []
    speaksInTexts = readers.contains { ["csv", "xml"].contains($0) }
    mapping = MappingProgram(state.definition, rules: rules)
    classRules = state.definition.classRules
    let lists = MappingPath.lists(of: state.definition)
    naming = state.definition.naming.compactMap { MappingPath($0.description, lists: lists) }
  }

  /// Returns what an observation means.
  func sighting(of observation: Observation, at time: Int64) -> Sighting {
    var attributes = mapping.attributes(of: observation.attributes)
    // What a record is called and bound to is no fact that a source could see.
    for name in ["class", "sources", "pinned"] { attributes[name] = nil }
    let className =
      observation.className
      ?? classRules.first { $0.condition?.holds(for: observation.attributes) ?? true }?.className
    return Sighting(
      source: self,
      observation: observation,
      time: time,
      attributes: attributes,
      className: className
    )
  }

  /// How much the source's word weighs for an attribute of a class, and the pattern that says so.
  func weight(of attribute: AttributePath, className: String) -> (weight: Int, pattern: String) {
    let name = "\(className).\(attribute.pattern)"
    if let known = weights[name] { return known }
    let weight = definition.precedence(of: attribute, className: className)
    weights[name] = weight
    return weight
  }
}

extension SourceState {
  /// Returns every sighting of the source whose key is not ignored, sorted by key.
  func sightings(_ rules: IdentifierRules, at now: Int64) -> [Sighting] {
    guard definition.isEnabled else { return [] }
    let ignored = ignoredKeys(on: CalendarDay(secondsSince1970: now))
    let reading = SourceReading(self, rules: rules, time: now)
    return observations.values.filter { !ignored.contains($0.key) }
      .map { reading.sighting(of: $0, at: time(of: $0)) }
      .sorted(by: Sighting.precedes)
  }

  /// The keys that are ignored on a day.
  func ignoredKeys(on day: CalendarDay) -> Set<String> {
    Set(definition.ignored.filter { entry in entry.until.map { day <= $0 } ?? true }.map(\.key))
  }
}
