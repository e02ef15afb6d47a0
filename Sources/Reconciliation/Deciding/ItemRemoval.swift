internal import Documents
internal import Records

/// Removes leaves, and items of lists of which nothing but their key would be left.
struct ItemRemoval {
  let present: [AttributePath]
  let keys: ListKeys

  /// Returns the edits; an item goes as a whole where all of its leaves go but those of its key.
  func edits(removing leaves: [AttributePath]) -> [DocumentEdit] {
    let gone = Set(leaves)
    var items: [AttributePath] = []
    var others: [AttributePath] = []
    for leaf in leaves {
      guard let item = Self.item(of: leaf) else {
        others.append(leaf)
        continue
      }
      if items.contains(item) { continue }
      let own = present.filter { $0.hasPrefix(item) }
      if own.allSatisfy({ gone.contains($0) }) {
        items.append(item)
      } else if !isKey(leaf, of: item) {
        others.append(leaf)
      }
    }
    return (items + others.filter { leaf in !items.contains { leaf.hasPrefix($0) } })
      .map { .remove($0) }
  }

  /// The outermost item that a leaf is in, or is.
  private static func item(of leaf: AttributePath) -> AttributePath? {
    var path = AttributePath()
    for segment in leaf.segments {
      path.segments.append(segment)
      if case .item = segment { return path }
    }
    return nil
  }

  /// An item that a person added something to keeps its key.
  private func isKey(_ leaf: AttributePath, of item: AttributePath) -> Bool {
    guard let list = item.parent, let key = keys.key(at: list), leaf.parent == item,
      case .name(let name)? = leaf.last
    else { return false }
    return key.properties.contains(name)
  }
}
