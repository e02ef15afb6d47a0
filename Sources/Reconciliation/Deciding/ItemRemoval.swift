internal import Documents

/// Removes leaves, and items of lists of which nothing would be left but what names them.
struct ItemRemoval {
  /// Every leaf of the record.
  let present: [AttributePath]
  let keys: ListKeys

  /// Returns the edits; an item goes as a whole where all of its leaves go, and otherwise keeps its
  /// key, since somebody wrote the rest.
  func edits(removing leaves: [AttributePath]) -> [DocumentEdit] {
    let gone = Set(leaves)
    var whole: [AttributePath] = []
    var single: [AttributePath] = []
    for leaf in leaves {
      let items = Self.items(around: leaf)
      if let item = items.first(where: { goes($0, gone) }) {
        if !whole.contains(item) { whole.append(item) }
      } else if !items.contains(where: { isKey(leaf, of: $0) }) {
        single.append(leaf)
      }
    }
    return (whole + single).map { .remove($0) }
  }

  private func goes(_ item: AttributePath, _ gone: Set<AttributePath>) -> Bool {
    present.allSatisfy { !$0.hasPrefix(item) || gone.contains($0) }
  }

  /// The items that a leaf is in, or is, outermost first.
  private static func items(around leaf: AttributePath) -> [AttributePath] {
    var found: [AttributePath] = []
    var path = AttributePath()
    for segment in leaf.segments {
      path.segments.append(segment)
      if case .item = segment { found.append(path) }
    }
    return found
  }

  private func isKey(_ leaf: AttributePath, of item: AttributePath) -> Bool {
    guard let list = item.parent, let key = keys.key(at: list) else { return false }
    // The presence of an item whose list takes bare words is its key.
    if leaf == item { return !key.isSet }
    guard leaf.parent == item, case .name(let name)? = leaf.last else { return false }
    return key.properties.contains(name)
  }
}
