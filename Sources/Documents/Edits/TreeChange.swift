/// One change of a tree of values, at a place given by offsets: which child of the root, which child
/// of that, and so on. An entry of a map counts as one child.
enum TreeChange: Hashable {
  /// Puts another value in the place of the present one.
  case replace(at: [Int], Value)
  /// Adds an entry to a map, so that it stands at `offset`.
  case insertEntry(into: [Int], at: Int, name: String, Value)
  /// Adds an item to a list, so that it stands at `offset`.
  case insertItem(into: [Int], at: Int, Value)
  /// Removes an entry or item; `keepsComments` where it only goes because all that it held goes: the
  /// comments above what it held stay.
  case remove(at: [Int], keepsComments: Bool)
}

extension Value {
  /// Applies a change that was resolved against this value.
  mutating func apply(_ change: TreeChange) {
    switch change {
    case .replace(let place, let value): update(at: place[...]) { $0 = value }
    case .insertEntry(let place, let offset, let name, let value):
      update(at: place[...]) { container in
        guard case .map(var map) = container else { return }
        map.insert(value, named: name, at: offset)
        container = .map(map)
      }
    case .insertItem(let place, let offset, let value):
      update(at: place[...]) { container in
        guard case .list(var items) = container else { return }
        items.insert(value, at: offset)
        container = .list(items)
      }
    case .remove(let place, _):
      guard let offset = place.last else { return }
      update(at: place.dropLast()) { $0.removeChild(at: offset) }
    }
  }

  private mutating func removeChild(at offset: Int) {
    switch self {
    case .list(var items):
      items.remove(at: offset)
      self = .list(items)
    case .map(var map):
      map.removeValue(forKey: map[offset].key)
      self = .map(map)
    default: break
    }
  }

  private mutating func update(at place: ArraySlice<Int>, _ body: (inout Value) -> Void) {
    guard let offset = place.first else {
      body(&self)
      return
    }
    switch self {
    case .list(var items):
      items[offset].update(at: place.dropFirst(), body)
      self = .list(items)
    case .map(var map):
      var value = map[offset].value
      value.update(at: place.dropFirst(), body)
      map.replaceValue(at: offset, with: value)
      self = .map(map)
    default: break
    }
  }

  /// The child at an offset of a list or map.
  func child(at offset: Int) -> Value? {
    switch self {
    // `Value` has a literal `nil` of its own, which beside a value would be taken for null.
    case .list(let items): items.indices.contains(offset) ? items[offset] : Value?.none
    case .map(let map): map.indices.contains(offset) ? map[offset].value : Value?.none
    default: nil
    }
  }

  /// The value at a place.
  func value(at place: some Sequence<Int>) -> Value? {
    var value: Value? = self
    for offset in place { value = value?.child(at: offset) }
    return value
  }

  /// The number of children of a list or map; 0 for a scalar.
  var childCount: Int {
    switch self {
    case .list(let items): items.count
    case .map(let map): map.count
    default: 0
    }
  }
}
