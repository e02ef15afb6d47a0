extension EditResolver {
  /// Returns the changes that remove the attributes, the last in document order first, so that each
  /// leaves the places of the following ones alone.
  ///
  /// All names are understood before anything is removed: an item is found by its key although its
  /// key goes as well. A map or list that loses all that it holds goes with it, but for the root.
  func removals(_ paths: [AttributePath], of root: Value) -> [TreeChange] {
    var branch = Branch()
    for path in paths {
      guard let place = place(of: path, in: root), !place.isEmpty else { continue }
      branch.insert(place[...])
    }
    var removed: [TreeChange] = []
    collect(branch, root, at: [], into: &removed)
    return removed.reversed()
  }

  /// The places to remove as a tree.
  private struct Branch {
    var isRemoved = false
    var children: [Int: Branch] = [:]

    mutating func insert(_ place: ArraySlice<Int>) {
      guard let offset = place.first else {
        isRemoved = true
        return
      }
      children[offset, default: Branch()].insert(place.dropFirst())
    }

    /// Whether nothing stays of the value.
    func removesAll(of value: Value) -> Bool {
      if isRemoved { return true }
      guard value.childCount > 0, children.count == value.childCount else { return false }
      return children.allSatisfy { offset, child in
        value.child(at: offset).map { child.removesAll(of: $0) } ?? false
      }
    }
  }

  private func collect(
    _ branch: Branch,
    _ value: Value,
    at place: [Int],
    into removed: inout [TreeChange]
  ) {
    for offset in branch.children.keys.sorted() {
      guard let child = branch.children[offset], let below = value.child(at: offset) else {
        continue
      }
      if child.removesAll(of: below) {
        removed.append(.remove(at: place + [offset], keepsComments: !child.isRemoved))
      } else {
        collect(child, below, at: place + [offset], into: &removed)
      }
    }
  }

  private func place(of path: AttributePath, in root: Value) -> [Int]? {
    var place: [Int] = []
    var value = root
    var cursor = keys.tree.root
    var scalarProperty: String?
    for segment in path.segments {
      switch segment {
      case .name(let name):
        if let property = scalarProperty, ExactText.same(property, name), value.keyText != nil {
          continue
        }
        guard case .map(let map) = value, let offset = map.place(of: name) else { return nil }
        place.append(offset)
        value = map[offset].value
        cursor = keys.tree.step(cursor, name: name)
        scalarProperty = nil
      case .item(let name):
        let key = keys.tree.payload(cursor)
        guard case .list(let items) = value,
          let offset = ItemNames.offset(of: name, in: items, keyedBy: key)
        else { return nil }
        place.append(offset)
        value = items[offset]
        cursor = keys.tree.stepToItem(cursor)
        scalarProperty = key.flatMap { $0.scalarForm ? $0.properties.first : nil }
      }
    }
    return place
  }
}
