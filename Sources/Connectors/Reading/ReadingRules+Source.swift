import Documents
import Records

extension ReadingRules {
  private typealias Way = [AttributeSelection.Step]

  /// Takes over what the source's own file says about reading, over what the connector's file does.
  /// `catalogue` says what a mapping of everything to everything can mean.
  mutating func bind(to source: SourceDefinition, connector: Value, catalogue: ClassCatalogue?) {
    self.source = source.name
    let file = source.file
    if let sweep = file["sweep"] { isWhole = sweep == "whole" }
    if let key = file["key"] { keys = Self.keyPlaces(key) }
    let mapping = file["mapping"] ?? connector["mapping"] ?? .map([:])
    let takesEverything = mapping["*"] == "*"
    var ways = (mapping.mapValue ?? [:]).filter { $0.key != "*" }
      .flatMap { Self.ways(inRule: $0.value, below: []) }
    for rule in (file["classes"] ?? connector["classes"])?.listValue ?? [] {
      let query = rule["when"]?.stringValue.flatMap(Self.query)
      ways += query?.attributes.map { Self.way(along: $0, below: []) } ?? []
    }
    let naming = (file["naming"] ?? connector["naming"])?.texts ?? []
    ways += naming.flatMap { Self.ways(inRule: .string($0), below: []) }
    selections = SelectionTable(
      ways: ways,
      lists: lists,
      takesEverything: takesEverything,
      catalogue: catalogue
    )
  }

  private static func way(along path: AttributePath, below way: Way) -> Way {
    way + path.segments.map { .segment($0) }
  }

  /// Every way into an observation that a rule of a mapping takes.
  private static func ways(inRule rule: Value, below way: Way) -> [Way] {
    switch rule {
    case .string(let text): path(text).map { [self.way(along: $0, below: way)] } ?? []
    case .list(let rules): rules.flatMap { ways(inRule: $0, below: way) }
    case .map(let fields):
      if let each = fields["each"]?.stringValue.flatMap(path) {
        ways(inEach: fields, below: self.way(along: each, below: way))
      } else {
        fields["path"].map { ways(inRule: $0, below: way) } ?? []
      }
    default: []
    }
  }

  private static func ways(inEach fields: ValueMap, below way: Way) -> [Way] {
    var items = way
    var ways: [Way] = []
    if let query = fields["where"]?.stringValue.flatMap(query) {
      items.append(.condition(query))
      ways = query.attributes.map { self.way(along: $0, below: items) }
    }
    // Without a rule for its items the list is taken as it is.
    guard let item = fields["item"] else { return ways + [items] }
    guard let attributes = item.mapValue, !attributes.keys.allSatisfy({ itemWords.contains($0) })
    else { return ways + self.ways(inRule: item, below: items) }
    return ways + attributes.flatMap { self.ways(inRule: $0.value, below: items) }
  }

  /// What makes an `item` the rule of a single value instead of a map of attributes.
  private static let itemWords: Set = ["path", "apply", "entry"]
}
