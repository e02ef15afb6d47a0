import Documents
import Records

extension ReadingRules {
  /// Takes over what the source's own file says about reading, over what the connector's file does.
  mutating func bind(to source: SourceDefinition, connector: Value) {
    self.source = source.name
    let file = source.file
    if let sweep = file["sweep"] { isWhole = sweep == "whole" }
    if let key = file["key"] { keys = Self.keyPlaces(key) }
    let mapping = file["mapping"] ?? connector["mapping"] ?? .map([:])
    if mapping == ["*": "*"] {
      selection = .everything
      return
    }
    var paths = Self.paths(inMapping: mapping, below: AttributePath())
    for rule in (file["classes"] ?? connector["classes"])?.listValue ?? [] {
      paths += rule["when"]?.stringValue.flatMap(Self.query)?.attributes ?? []
    }
    paths += (file["naming"] ?? connector["naming"])?.texts?.compactMap(Self.path) ?? []
    selection = AttributeSelection(paths, lists: lists)
  }

  /// Every path of an observation that a mapping looks at.
  private static func paths(inMapping mapping: Value, below place: AttributePath)
    -> [AttributePath]
  {
    (mapping.mapValue ?? [:]).flatMap { paths(inRule: $0.value, below: place) }
  }

  private static func paths(inRule rule: Value, below place: AttributePath) -> [AttributePath] {
    switch rule {
    case .string(let text): return path(text).map { [place.appending($0)] } ?? []
    case .list(let rules): return rules.flatMap { paths(inRule: $0, below: place) }
    case .map(let fields):
      if let each = fields["each"]?.stringValue.flatMap(path) {
        let items = place.appending(each)
        let conditions = fields["where"]?.stringValue.flatMap(query)?.attributes ?? []
        return conditions.map { items.appending($0) }
          + paths(inMapping: fields["item"] ?? .null, below: items)
      }
      return fields["path"].map { paths(inRule: $0, below: place) } ?? []
    default: return []
    }
  }
}
