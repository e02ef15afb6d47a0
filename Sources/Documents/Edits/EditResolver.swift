/// Turns an edit, which names an attribute, into the change of a tree that it means.
///
/// Documents and values are edited through the same resolver and apply its changes each in their own
/// way.
struct EditResolver {
  let keys: ListKeys
  let order: KeyOrder

  /// What happens at the end of the way.
  private enum Act {
    case set(Value)
    case insert(Value, at: Int)

    /// The value where nothing was.
    var newValue: Value {
      switch self {
      case .set(let value): value
      case .insert(let value, _): .list([value])
      }
    }
  }

  /// Returns the change that the edit means, or nil where it changes nothing. Not for removals.
  func change(for edit: DocumentEdit, of root: Value) throws(EditError) -> TreeChange? {
    switch edit {
    case .set(let path, let value): return try change(path, .set(value), root)
    case .append(let path, let value): return try change(path, .insert(value, at: .max), root)
    case .insert(let path, let value, let offset):
      return try change(path, .insert(value, at: max(0, offset)), root)
    case .remove: return removals([edit.path], of: root).first
    }
  }

  private func change(
    _ path: AttributePath,
    _ act: Act,
    _ root: Value
  ) throws(EditError) -> TreeChange? {
    var place: [Int] = []
    var value = root
    for (depth, segment) in path.segments.enumerated() {
      let way = Way(path: path, depth: depth)
      switch (segment, value) {
      case (.name(let name), .map(let map)):
        guard let offset = map.place(of: name) else {
          let ranks = order.tree.payload(order.tree.cursor(at: way.before))
          let offset = KeyOrder.place(of: name, among: map.keys, ranks: ranks)
          let added = try made(way.next, act)
          return .insertEntry(into: place, at: offset, name: name, added)
        }
        place.append(offset)
        value = map[offset].value
      case (.item(let name), .list(let items)):
        let key = keys.key(at: way.before)
        guard let offset = ItemNames.offset(of: name, in: items, keyedBy: key) else {
          let item = try madeItem(way, name, among: items, act)
          return .insertItem(into: place, at: items.count, item)
        }
        place.append(offset)
        value = items[offset]
      case (_, .null): return .replace(at: place, try made(way, act))
      case (.name(let name), _):
        return try expansion(of: value, at: place, way, name, act)
      case (.item, _):
        throw EditError(
          kind: .notAList,
          path: way.before,
          message: "\(way.before.orWhole) is no list"
        )
      }
    }
    return try change(at: place, value, path, act)
  }

  /// The change where the way leads to a value that is there.
  private func change(
    at place: [Int],
    _ present: Value,
    _ path: AttributePath,
    _ act: Act
  ) throws(EditError) -> TreeChange? {
    switch (act, present) {
    case (.set(let value), _):
      if value == present || isPresent(value, as: present, at: path) { return nil }
      return .replace(at: place, value)
    case (.insert(let item, let offset), .list(let items)):
      return .insertItem(into: place, at: min(offset, items.count), item)
    case (.insert, .null): return .replace(at: place, act.newValue)
    case (.insert, _):
      throw EditError(kind: .notAList, path: path, message: "\(path.orWhole) is no list")
    }
  }

  /// Whether the value is the key of an item that is there as a map.
  private func isPresent(_ value: Value, as item: Value, at path: AttributePath) -> Bool {
    guard case .item(let name)? = path.last, name.position == nil, let list = path.parent,
      let key = keys.key(at: list), key.scalarForm, case .map = item, let text = value.keyText
    else { return false }
    return name.parts.elementsEqual([text], by: ExactText.same)
  }

  /// The change that makes a map of an item that is a bare scalar, to hold another property.
  private func expansion(
    of scalar: Value,
    at place: [Int],
    _ way: Way,
    _ name: String,
    _ act: Act
  ) throws(EditError) -> TreeChange? {
    guard case .item? = way.before.last, let list = way.before.parent, let key = keys.key(at: list),
      key.scalarForm, scalar.keyText != nil
    else {
      throw EditError(
        kind: .notAMap,
        path: way.before,
        message: "\(way.before.orWhole) is no map"
      )
    }
    let property = key.properties[0]
    if ExactText.same(name, property) {
      let value = try made(way.next, act)
      return value == scalar ? nil : .replace(at: place, value)
    }
    return .replace(at: place, .map([property: scalar, name: try made(way.next, act)]))
  }

  // MARK: What is made where nothing was

  /// A path and how much of it has been walked.
  private struct Way {
    let path: AttributePath
    let depth: Int

    /// The path that has been walked.
    var before: AttributePath { AttributePath(Array(path.segments.prefix(depth))) }
    /// The next step, or nil at the end.
    var segment: AttributePath.Segment? {
      depth < path.segments.count ? path.segments[depth] : nil
    }
    /// One step further.
    var next: Way { Way(path: path, depth: depth + 1) }
  }

  private func made(_ way: Way, _ act: Act) throws(EditError) -> Value {
    switch way.segment {
    case nil: act.newValue
    case .name(let name): .map([name: try made(way.next, act)])
    case .item(let name): .list([try madeItem(way, name, among: [], act)])
    }
  }

  private func madeItem(
    _ way: Way,
    _ name: ItemKey,
    among items: [Value],
    _ act: Act
  ) throws(EditError) -> Value {
    let rest = way.next
    if let position = name.position {
      guard position == items.count + 1 else { throw noSuchItem(way, name) }
      return try made(rest, act)
    }
    guard !name.parts.isEmpty else { throw noSuchItem(way, name) }
    guard let key = keys.key(at: way.before) else {
      throw EditError(
        kind: .noKey,
        path: way.before,
        message: "\(way.before.orWhole) is no keyed list"
      )
    }
    let present = items.count { item in
      key.parts(of: item)?.elementsEqual(name.parts, by: ExactText.same) ?? false
    }
    guard (name.occurrence ?? 1) == present + 1 else { throw noSuchItem(way, name) }
    let item = try item(name, key, among: items, try made(rest, act), isWhole: rest.segment == nil)
    guard let parts = key.parts(of: item), parts.elementsEqual(name.parts, by: ExactText.same)
    else {
      let path = way.before.appending(item: name)
      throw EditError(
        kind: .keyMismatch,
        path: path,
        message: "an item \(path) would have another key"
      )
    }
    return item
  }

  /// The new item: what the edit says of it, with the key properties that it does not say.
  private func item(
    _ name: ItemKey,
    _ key: ListKey,
    among items: [Value],
    _ said: Value,
    isWhole: Bool
  ) throws(EditError) -> Value {
    if key.isSet { return said }
    guard case .map(let map) = said else { return said }
    if key.scalarForm, !isWhole, map.count == 1, let alone = map[key.properties[0]] { return alone }
    var item = ValueMap()
    for (property, text) in zip(key.properties, name.parts) where map[property] == nil {
      item[property] = Self.keyValue(text, of: property, among: items)
    }
    for entry in map { item[entry.key] = entry.value }
    return .map(item)
  }

  /// The value of a key property that is only known as text: a string where the other items have
  /// strings, else what the text means without quotes.
  private static func keyValue(
    _ text: String,
    of property: String,
    among items: [Value]
  ) -> Value {
    let sibling = items.lazy.compactMap { $0[property] ?? ($0.keyText == nil ? nil : $0) }.first
    if case .string? = sibling { return .string(text) }
    var bytes = text
    switch bytes.withUTF8({ CoreScalar.kind(of: $0) }) {
    case .integer, .decimal: return .number(Number(unchecked: text))
    case .true: return .bool(true)
    case .false: return .bool(false)
    default: return .string(text)
    }
  }

  private func noSuchItem(_ way: Way, _ name: ItemKey) -> EditError {
    let path = way.before.appending(item: name)
    return EditError(kind: .noSuchItem, path: path, message: "there is no item \(path)")
  }
}

extension AttributePath {
  /// The path, or words for the whole.
  var orWhole: String { isEmpty ? "the document" : description }
}
