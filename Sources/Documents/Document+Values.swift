extension Document {
  /// Returns the items of a list; empty for anything else.
  public func items(of node: NodeIndex) -> [NodeIndex] {
    guard kind(node) == .list else { return [] }
    var items: [NodeIndex] = []
    items.reserveCapacity(count(node))
    var child = firstChild(node)
    for _ in 0..<count(node) {
      items.append(child)
      child = next(child)
    }
    return items
  }

  /// Returns the entries of a map in document order; empty for anything else.
  public func entries(of node: NodeIndex) -> [(key: NodeIndex, value: NodeIndex)] {
    guard kind(node) == .map else { return [] }
    var entries: [(key: NodeIndex, value: NodeIndex)] = []
    entries.reserveCapacity(count(node))
    var key = firstChild(node)
    for _ in 0..<count(node) {
      let value = next(key)
      entries.append((key, value))
      key = next(value)
    }
    return entries
  }

  /// Returns the value of the entry named `name`, or nil where the node has none or is no map.
  public func child(_ map: NodeIndex, named name: String) -> NodeIndex? {
    var name = name
    return name.withUTF8 { bytes in key(of: map, named: bytes).map(next) }
  }

  /// Returns the value of the entry named `name`, or nil where the node has none or is no map.
  public func child(_ map: NodeIndex, named name: StaticString) -> NodeIndex? {
    name.withUTF8Buffer { bytes in key(of: map, named: bytes).map(next) }
  }

  /// Returns the value of the entry whose name is those bytes, or nil where the node has none or is
  /// no map.
  public func child(_ map: NodeIndex, named name: [UInt8]) -> NodeIndex? {
    name.withUnsafeBufferPointer { bytes in key(of: map, named: bytes).map(next) }
  }

  /// Returns the key of the entry named `name`, or nil where the node has none or is no map.
  public func key(of map: NodeIndex, named name: UnsafeBufferPointer<UInt8>) -> NodeIndex? {
    guard kind(map) == .map else { return nil }
    var key = firstChild(map)
    for _ in 0..<count(map) {
      if withText(key, { SameBytes.same($0, name) }) { return key }
      key = next(next(key))
    }
    return nil
  }

  /// Returns the node and all that it holds as a value.
  public func value(_ node: NodeIndex) -> Value {
    switch kind(node) {
    case .null: return .null
    case .false: return .bool(false)
    case .true: return .bool(true)
    case .integer, .decimal: return .number(Number(unchecked: text(node)))
    case .string: return .string(text(node))
    case .list: return .list(items(of: node).map(value))
    case .map:
      return .map(ValueMap(unique: entries(of: node).map { (text($0.key), value($0.value)) }))
    }
  }

  /// Returns the nodes that lead from the root to `node`, the root first and `node` last.
  func way(to node: NodeIndex) -> [NodeIndex] {
    var way = [root]
    while let container = way.last, container != node {
      var child = firstChild(container)
      let end = next(container)
      while child < end, next(child) <= node { child = next(child) }
      guard child < end else { break }
      way.append(child)
    }
    return way
  }
}
