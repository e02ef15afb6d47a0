import Documents
import Records

/// The values of an observation that anybody asks for: the source's mapping, class rules, naming and
/// identification. Everything else is left out, so that noise makes no commits.
///
/// A tree of names. `[]` is passed over, since a list is walked through anyway; `[eth0]` picks the
/// items of that key; `*` is any name.
struct AttributeSelection: Sendable {
  private struct Node: Sendable {
    var names: [String: Int] = [:]
    var anyName: Int?
    var items: [(key: ItemKey, node: Int)] = []
    var takesAll = false
    var listKey: ListKey?
  }

  private static let freeName = "*"
  private var nodes = [Node()]

  /// Selects everything.
  static let everything: AttributeSelection = {
    var selection = AttributeSelection([], lists: [:])
    selection.nodes[0].takesAll = true
    return selection
  }()

  /// Creates a selection of what stands at `paths` and below. `lists` has the properties by which
  /// lists are keyed, by the names that lead to the list; they are kept with every item that stays.
  init(_ paths: some Sequence<AttributePath>, lists: [[String]: ListKey]) {
    for path in paths { insert(path, lists: lists) }
  }

  private mutating func insert(_ path: AttributePath, lists: [[String]: ListKey]) {
    var current = 0
    var names: [String] = []
    for segment in path.segments {
      switch segment {
      case .name(let name):
        names.append(name)
        current = child(of: current, named: name)
        nodes[current].listKey = lists[names]
      case .item(let key) where key.isAny: continue
      case .item(let key): current = child(of: current, item: key)
      }
    }
    nodes[current].takesAll = true
  }

  private mutating func child(of node: Int, named name: String) -> Int {
    if name == Self.freeName {
      if let known = nodes[node].anyName { return known }
      nodes[node].anyName = nodes.count
    } else {
      if let known = nodes[node].names[name] { return known }
      nodes[node].names[name] = nodes.count
    }
    nodes.append(Node())
    return nodes.count - 1
  }

  private mutating func child(of node: Int, item key: ItemKey) -> Int {
    if let known = nodes[node].items.first(where: { $0.key == key }) { return known.node }
    nodes[node].items.append((key, nodes.count))
    nodes.append(Node())
    return nodes.count - 1
  }

  /// Returns what is selected of `value`, or nil where nothing is.
  func selected(of value: Value) -> Value? { selected(of: value, by: [0]) }

  private func selected(of value: Value, by active: [Int]) -> Value? {
    if active.contains(where: { nodes[$0].takesAll }) { return value }
    switch value {
    case .map(let fields):
      var kept = ValueMap()
      for (name, below) in fields {
        let next = active.flatMap { node in
          [nodes[node].names[name], nodes[node].anyName].compactMap { $0 }
        }
        guard !next.isEmpty, let selected = selected(of: below, by: next) else { continue }
        kept[name] = selected
      }
      return kept.isEmpty ? nil : .map(kept)
    case .list(let items):
      let kept = items.enumerated().compactMap { offset, item in
        selectedItem(item, at: offset, by: active)
      }
      return kept.isEmpty ? nil : .list(kept)
    default: return nil
    }
  }

  private func selectedItem(_ item: Value, at offset: Int, by active: [Int]) -> Value? {
    var next = active
    let key = active.lazy.compactMap { nodes[$0].listKey }.first
    for node in active {
      for (itemKey, below) in nodes[node].items where Self.picks(itemKey, item, offset, key) {
        next.append(below)
      }
    }
    guard var kept = selected(of: item, by: next) else { return nil }
    if let key, case .map(let fields) = item, case .map(var map) = kept {
      for property in key.properties where map[property] == nil { map[property] = fields[property] }
      kept = .map(map)
    }
    return kept
  }

  private static func picks(_ itemKey: ItemKey, _ item: Value, _ offset: Int, _ key: ListKey?)
    -> Bool
  {
    if let position = itemKey.position { return position == offset + 1 }
    if let text = item.scalarText { return itemKey.parts == [text] }
    guard let key else { return false }
    return key.properties.map { item[$0]?.scalarText ?? "" } == itemKey.parts
  }
}
