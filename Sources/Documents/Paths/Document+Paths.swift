extension Document {
  /// Returns the node of an attribute, or nil where there is none.
  ///
  /// An item that is a bare scalar is its own key property: `depends_on[database/orders].to` is the
  /// scalar.
  public func node(at path: AttributePath, keys: ListKeys) -> NodeIndex? {
    node(at: path, keys: keys, wantsKey: false)
  }

  /// Returns the key of the entry that an attribute is, or for an item the item itself: where an
  /// objection to the attribute as such points. Nil where there is no such attribute.
  public func keyNode(at path: AttributePath, keys: ListKeys) -> NodeIndex? {
    node(at: path, keys: keys, wantsKey: true)
  }

  private func node(at path: AttributePath, keys: ListKeys, wantsKey: Bool) -> NodeIndex? {
    var node = root
    var cursor = keys.tree.root
    for (depth, segment) in path.segments.enumerated() {
      let isLast = depth == path.segments.count - 1
      switch segment {
      case .name(var name):
        guard kind(node) == .map else {
          return isLast && stands(node, for: name, path.parent, keys) ? node : nil
        }
        guard let key = name.withUTF8({ self.key(of: node, named: $0) }) else { return nil }
        if isLast && wantsKey { return key }
        node = next(key)
        cursor = keys.tree.step(cursor, name: name)
      case .item(let name):
        guard kind(node) == .list else { return nil }
        let items = items(of: node)
        let values = name.position == nil ? items.map(value) : []
        let offset =
          name.position.map { $0 <= items.count ? $0 - 1 : nil }
          ?? ItemNames.offset(of: name, in: values, keyedBy: keys.tree.payload(cursor))
        guard let offset else { return nil }
        node = items[offset]
        cursor = keys.tree.stepToItem(cursor)
      }
    }
    return node
  }

  /// Whether the scalar is an item that is short for a map with the property `name`.
  private func stands(
    _ node: NodeIndex,
    for name: String,
    _ item: AttributePath?,
    _ keys: ListKeys
  ) -> Bool {
    guard let item, case .item? = item.last, let list = item.parent, kind(node) != .list,
      let key = keys.key(at: list)
    else { return false }
    return key.scalarForm && key.properties == [name]
  }

  /// Returns the path of a node: the attribute that it is, or for a key the attribute that it names.
  public func path(of node: NodeIndex, keys: ListKeys) -> AttributePath {
    var path = AttributePath()
    var cursor = keys.tree.root
    let way = way(to: node)
    for (container, child) in zip(way, way.dropFirst()) {
      if kind(container) == .list {
        let items = items(of: container)
        let offset = items.firstIndex(of: child) ?? 0
        let names = keys.tree.payload(cursor).map { key in
          ItemNames.of(items.map(value), keyedBy: key)
        }
        path.segments.append(.item(names?[offset] ?? ItemKey(position: offset + 1)))
        cursor = keys.tree.stepToItem(cursor)
      } else {
        let isKey = stored(child).isKey
        let key =
          isKey
          ? child : entries(of: container).first { $0.value == child }?.key ?? child
        path.segments.append(.name(text(key)))
        cursor = keys.tree.step(cursor, name: text(key))
      }
    }
    return path
  }
}
