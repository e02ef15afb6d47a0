extension Value {
  /// Returns the leaves in document order.
  ///
  /// Maps and keyed lists are walked into; a plain list is one leaf, and so is an empty map or list.
  /// An item of a set is the leaf `tags[web]` with the word as value. An item of a list whose items
  /// may be bare scalars has the leaf `relations.depends_on[database/orders]` with its key as value,
  /// and its other properties below; any other keyed item gives all its properties. An item without
  /// a key is `[#3]`, the second one of a key `[eth0#2]`.
  public func leaves(keys: ListKeys) -> [Leaf] {
    var walk = LeafWalk(tree: keys.tree)
    walk.visit(self, at: AttributePath(), keys.tree.root)
    return walk.leaves
  }
}

private struct LeafWalk {
  let tree: PatternTree<ListKey>
  var leaves: [Leaf] = []

  mutating func visit(
    _ value: Value,
    at path: AttributePath,
    _ cursor: PatternTree<ListKey>.Cursor
  ) {
    switch value {
    case .map(let map) where !map.isEmpty:
      for entry in map {
        let below = path.appending(name: entry.key)
        visit(entry.value, at: below, tree.step(cursor, name: entry.key))
      }
    case .list(let items) where !items.isEmpty:
      guard let key = tree.payload(cursor) else { fallthrough }
      visit(items, keyedBy: key, at: path, tree.stepToItem(cursor))
    default: leaves.append(Leaf(path: path, value: value))
    }
  }

  private mutating func visit(
    _ items: [Value],
    keyedBy key: ListKey,
    at path: AttributePath,
    _ cursor: PatternTree<ListKey>.Cursor
  ) {
    for (name, item) in zip(ItemNames.of(items, keyedBy: key), items) {
      let place = path.appending(item: name)
      guard name.position == nil, !key.isSet, case .map(let map) = item else {
        if case .map = item, !key.isSet {
          visit(item, at: place, cursor)
        } else {
          leaves.append(Leaf(path: place, value: item))
        }
        continue
      }
      if key.scalarForm, let presence = map[key.properties[0]] {
        leaves.append(Leaf(path: place, value: presence))
      }
      for entry in map {
        if key.scalarForm, ExactText.same(entry.key, key.properties[0]) { continue }
        let below = place.appending(name: entry.key)
        visit(entry.value, at: below, tree.step(cursor, name: entry.key))
      }
    }
  }
}

/// The names of a keyed list's items.
enum ItemNames {
  /// Returns the name of each item: by key, by key and occurrence where an earlier item has the
  /// same key, by position where it has none.
  static func of(_ items: [Value], keyedBy key: ListKey) -> [ItemKey] {
    var seen: [[ExactText]: Int] = [:]
    return items.enumerated().map { offset, item in
      guard let parts = key.parts(of: item) else { return ItemKey(position: offset + 1) }
      let occurrence = seen[parts.map(ExactText.init), default: 0] + 1
      seen[parts.map(ExactText.init)] = occurrence
      return ItemKey(parts: parts, occurrence: occurrence == 1 ? nil : occurrence)
    }
  }

  /// Returns the offset of the item of that name, or nil.
  static func offset(of name: ItemKey, in items: [Value], keyedBy key: ListKey?) -> Int? {
    if let position = name.position { return position <= items.count ? position - 1 : nil }
    guard let key, !name.parts.isEmpty else { return nil }
    var rest = name.occurrence ?? 1
    for (offset, item) in items.enumerated() {
      guard let parts = key.parts(of: item),
        parts.elementsEqual(name.parts, by: ExactText.same)
      else { continue }
      rest -= 1
      if rest == 0 { return offset }
    }
    return nil
  }
}
