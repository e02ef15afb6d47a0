extension Value {
  /// Returns the value of an attribute, or nil where there is none.
  ///
  /// For the path of a leaf it is the leaf's value. So an item whose list also takes bare scalars
  /// answers with its key; any other item is returned whole.
  public func value(at path: AttributePath, keys: ListKeys) -> Value? {
    var value = self
    var cursor = keys.tree.root
    for (depth, segment) in path.segments.enumerated() {
      switch segment {
      case .name(let name):
        guard let below = value[name] else { return nil }
        cursor = keys.tree.step(cursor, name: name)
        value = below
      case .item(let itemKey):
        let key = keys.tree.payload(cursor)
        guard let items = value.listValue,
          let offset = ItemNames.offset(of: itemKey, in: items, keyedBy: key)
        else { return nil }
        value = items[offset]
        cursor = keys.tree.stepToItem(cursor)
        guard let key, key.scalarForm, itemKey.position == nil else { continue }
        let isLast = depth == path.segments.count - 1
        if isLast { return value[key.properties[0]] ?? value }
        // A bare scalar is short for a map with the key property alone.
        if value.keyText != nil { value = .map([key.properties[0]: value]) }
      }
    }
    return value
  }
}
