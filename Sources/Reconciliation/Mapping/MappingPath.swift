internal import Documents
internal import Records

/// A way into a source's own values: names joined by dots, items in brackets by position or key.
///
/// Empty brackets take every item and give the list of what stands there; a name that meets a list
/// without brackets looks into each item and takes the first that says something.
struct MappingPath {
  /// The properties by which a source's lists are keyed, by the names that lead to the list.
  typealias Lists = [[String]: [String]]

  private let segments: [AttributePath.Segment]
  private let takesEvery: Bool
  private let lists: Lists

  /// Reads a path; nil where the text is none.
  init?(_ text: String, lists: Lists) {
    guard let path = try? AttributePath(parsing: text) else { return nil }
    segments = path.segments
    takesEvery = segments.contains { if case .item(let key) = $0 { key.isAny } else { false } }
    self.lists = lists
  }

  /// The lists of which a source's connector says how their items are told apart.
  static func lists(of source: SourceDefinition) -> Lists {
    var lists: Lists = [:]
    for (pattern, properties) in source.connector["lists"]?.mapValue ?? [:] {
      guard let path = try? AttributePath(parsing: pattern), let names = properties.texts,
        !names.isEmpty
      else { continue }
      lists[Self.names(of: path.segments)] = names
    }
    return lists
  }

  private static func names(of segments: [AttributePath.Segment]) -> [String] {
    segments.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }

  /// The lists inside what stands there, by the names that lead to them from there.
  var listsBelow: Lists {
    let names = Self.names(of: segments)
    var below: Lists = [:]
    for (list, properties) in lists where list.count > names.count && list.starts(with: names) {
      below[Array(list.dropFirst(names.count))] = properties
    }
    return below
  }

  /// Returns what stands there; null where the source says that there is none, nil where nothing
  /// stands there.
  func value(in thing: Value) -> Value? {
    let all = values(in: thing)
    if takesEvery {
      let said = all.filter { !$0.isNull }
      return said.isEmpty ? Value?.none : .list(said)
    }
    return all.first { !$0.isNull } ?? all.first
  }

  /// Returns the items of the list that stands there, or, where the path ends in `*`, the entries of
  /// the map, each with the name that it stands under.
  func elements(in thing: Value) -> [(entry: String?, value: Value)] {
    if case .name("*")? = segments.last {
      return walk(thing, segments.dropLast(), names: [])
        .flatMap { ($0.mapValue ?? [:]).map { (Optional($0.key), $0.value) } }
    }
    return values(in: thing).flatMap { value in
      (value.listValue ?? [value]).filter { !$0.isNull }.map { (nil, $0) }
    }
  }

  private func values(in thing: Value) -> [Value] { walk(thing, segments[...], names: []) }

  private func walk(
    _ value: Value,
    _ rest: ArraySlice<AttributePath.Segment>,
    names: [String]
  ) -> [Value] {
    guard let segment = rest.first else { return [value] }
    let below = rest.dropFirst()
    switch segment {
    case .name(let name):
      switch value {
      case .list(let items): return items.flatMap { walk($0, rest, names: names) }
      case .map(let fields) where name == "*":
        return fields.flatMap { walk($0.value, below, names: names + [name]) }
      case .map(let fields):
        return fields[name].map { walk($0, below, names: names + [name]) } ?? []
      default: return []
      }
    case .item(let key):
      // What is one thing in one text and several in the next is a list either way.
      let items = value.listValue ?? [value]
      return items.enumerated().filter { isMeant($1, at: $0, by: key, names) }
        .flatMap { walk($0.element, below, names: names) }
    }
  }

  private func isMeant(_ item: Value, at offset: Int, by key: ItemKey, _ names: [String]) -> Bool {
    if key.isAny { return true }
    if let position = key.position { return position == offset + 1 }
    if let text = item.scalarText { return key.parts == [text] }
    guard let properties = lists[names] else { return false }
    return properties.map { item[$0]?.scalarText ?? "" } == key.parts
  }
}
