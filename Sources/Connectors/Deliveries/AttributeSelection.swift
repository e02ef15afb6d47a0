import Documents
import Records

/// The values of an observation that anybody asks for: the source's mapping, class rules, naming
/// and identification. Everything else is left out, so that noise makes no commits.
///
/// A tree of names. `[]` is passed over, since a list is walked through anyway; `[eth0]` picks the
/// items of that key; `*` is any name; a condition lets only those items through for which it
/// holds.
struct AttributeSelection: Sendable {
  /// One step on the way to a value.
  enum Step: Sendable {
    /// A name or an item.
    case segment(AttributePath.Segment)
    /// A query that must hold over what has been reached.
    case condition(Query)
  }

  private struct Node: Sendable {
    var names: [String: Int] = [:]
    var anyName: Int?
    var items: [(key: ItemKey, node: Int)] = []
    var conditions: [(query: Query, node: Int)] = []
    var takesAll = false
    var listKey: ListKey?
  }

  private static let freeName = "*"
  private var nodes = [Node()]
  /// Whether a scalar where more is expected stays: `os: null` says that there is no `os.version`,
  /// and `os: Debian` is for validation to object to.
  private var keepsScalars = false
  /// Whether what classes describe is kept, so that what is not is a mistake of the source's.
  var isOfClasses: Bool { keepsScalars }

  /// Selects everything.
  static let everything: AttributeSelection = {
    var selection = AttributeSelection([[Step]](), lists: [:])
    selection.nodes[0].takesAll = true
    return selection
  }()

  /// Creates a selection of what stands at the ends of `ways` and below. `lists` has the properties
  /// by which lists are keyed, by the names that lead to the list; they are kept with every item
  /// that stays.
  init(_ ways: some Sequence<[Step]>, lists: [[String]: ListKey]) {
    for way in ways { insert(way, lists: lists) }
  }

  /// Creates a selection of every attribute that one of the classes describes, and of what stands at
  /// the ends of `ways`.
  init(
    describedBy classes: [RecordClass],
    _ ways: some Sequence<[Step]>,
    lists: [[String]: ListKey]
  ) {
    self.init(ways, lists: lists)
    keepsScalars = true
    for recordClass in classes {
      for pattern in recordClass.wholeAttributes {
        insert(pattern.segments.map { .segment($0) }, lists: [:])
      }
    }
  }

  private mutating func insert(_ way: [Step], lists: [[String]: ListKey]) {
    var current = 0
    var names: [String] = []
    for step in way {
      switch step {
      case .segment(.name(let name)):
        names.append(name)
        current = child(of: current, named: name)
        if let key = lists[names] { nodes[current].listKey = key }
      case .segment(.item(let key)) where key.isAny: continue
      case .segment(.item(let key)): current = child(of: current, item: key)
      case .condition(let query): current = child(of: current, where: query)
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
    return added()
  }

  private mutating func child(of node: Int, item key: ItemKey) -> Int {
    if let known = nodes[node].items.first(where: { $0.key == key }) { return known.node }
    nodes[node].items.append((key, nodes.count))
    return added()
  }

  private mutating func child(of node: Int, where query: Query) -> Int {
    if let known = nodes[node].conditions.first(where: { $0.query == query }) { return known.node }
    nodes[node].conditions.append((query, nodes.count))
    return added()
  }

  private mutating func added() -> Int {
    nodes.append(Node())
    return nodes.count - 1
  }

  /// Returns what is selected of `value`, or nil where nothing is.
  func selected(of value: Value) -> Value? { selected(of: value, by: [0]) }

  private func selected(of value: Value, by active: [Int]) -> Value? {
    if active.contains(where: { nodes[$0].takesAll }) { return value }
    switch value {
    case .map(let fields): return selected(ofMap: fields, by: opened(active, for: value))
    case .list(let items): return selected(ofList: items, by: active)
    default: return keepsScalars ? value : Value?.none
    }
  }

  /// The active nodes with those behind conditions that hold.
  private func opened(_ active: [Int], for value: Value) -> [Int] {
    var all = active
    var place = 0
    while place < all.count {
      for (query, node) in nodes[all[place]].conditions where query.holds(for: value) {
        all.append(node)
      }
      place += 1
    }
    return all
  }

  private func selected(ofMap fields: ValueMap, by active: [Int]) -> Value? {
    if active.contains(where: { nodes[$0].takesAll }) { return .map(fields) }
    var kept = ValueMap()
    for (name, below) in fields {
      var next: [Int] = []
      for node in active {
        if let named = nodes[node].names[name] { next.append(named) }
        if let free = nodes[node].anyName { next.append(free) }
      }
      guard !next.isEmpty, let selected = selected(of: below, by: next) else { continue }
      kept[name] = selected
    }
    return kept.isEmpty && !(keepsScalars && fields.isEmpty) ? Value?.none : .map(kept)
  }

  private func selected(ofList items: [Value], by active: [Int]) -> Value? {
    let key = active.lazy.compactMap { nodes[$0].listKey }.first
    // A position only means the same item as long as those before it stay.
    let picks = active.flatMap { nodes[$0].items }
    let counted = picks.compactMap(\.key.position).max() ?? 0
    var kept: [Value] = []
    for (offset, item) in items.enumerated() {
      var next = active
      for (itemKey, below) in picks where Self.picks(itemKey, item, offset, key) {
        next.append(below)
      }
      if let selected = selectedItem(item, key: key, by: next) {
        kept.append(selected)
      } else if offset < counted {
        kept.append(item.mapValue == nil ? item : .map([:]))
      }
    }
    return kept.isEmpty && !(keepsScalars && items.isEmpty) ? Value?.none : .list(kept)
  }

  private func selectedItem(_ item: Value, key: ListKey?, by active: [Int]) -> Value? {
    guard var kept = selected(of: item, by: active) else { return nil }
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
