internal import Documents

extension ItemKey {
  /// Whether the key names `item`, which stands at `offset` of a list with that `key`; an empty key
  /// names every item.
  func selects(_ item: Value, at offset: Int, key: ListKey?) -> Bool {
    if let position { return position == offset + 1 }
    if parts.isEmpty { return true }
    if let text = item.scalarText { return parts == [text] }
    let names = key?.properties ?? ["to"]
    return names.map { item[$0]?.scalarText ?? "" } == parts
  }
}
