extension KeyOrder {
  /// Returns the leaves in canonical order, whatever the order of the text: by rank, names without
  /// one after the others by name, items of lists by key.
  public func sorted(_ leaves: [Leaf]) -> [Leaf] {
    leaves.map { (marks: marks(of: $0.path), leaf: $0) }
      .sorted { left, right in left.marks.lexicographicallyPrecedes(right.marks, by: <) }
      .map(\.leaf)
  }

  private func marks(of path: AttributePath) -> [(rank: Int, name: String)] {
    var cursor = tree.root
    return path.segments.map { segment in
      switch segment {
      case .name(let name):
        let rank = tree.payload(cursor)?.rank(of: name) ?? .max
        cursor = tree.step(cursor, name: name)
        return (rank, name)
      case .item(let key):
        cursor = tree.stepToItem(cursor)
        return (key.position ?? 0, key.description)
      }
    }
  }
}
