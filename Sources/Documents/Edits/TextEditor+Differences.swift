extension TextEditor {
  /// More changes than this within one value are not made one by one.
  static let mostSmallChanges = 200

  /// Changes a map entry by entry: what is new is added before what is gone is removed, so that the
  /// map is never empty.
  mutating func change(
    _ old: ValueMap,
    into new: ValueMap,
    at place: [Int]
  ) throws(EditError) {
    var names = old.keys
    for (offset, entry) in new.enumerated() {
      if let present = names.firstIndex(where: { ExactText.same($0, entry.key) }) {
        try replace(spot(place + [present]), with: entry.value)
        continue
      }
      let before = offset == 0 ? nil : new[offset - 1].key
      let position =
        before.flatMap { name in names.firstIndex { ExactText.same($0, name) } }.map { $0 + 1 } ?? 0
      try insert(.entry(entry.key, entry.value), into: spot(place), at: position)
      names.insert(entry.key, at: position)
    }
    for (offset, name) in names.enumerated().reversed() where new[name] == nil {
      try remove(spot(place + [offset]), keepsComments: false)
    }
  }

  /// Changes a list between the items that both have at its start and end; false where that would be
  /// too many changes.
  mutating func change(
    _ old: [Value],
    into new: [Value],
    at place: [Int]
  ) throws(EditError) -> Bool {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - start,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    let oldCount = old.count - start - tail
    let newCount = new.count - start - tail
    guard max(oldCount, newCount) <= Self.mostSmallChanges else { return false }
    let both = min(oldCount, newCount)
    for offset in start..<start + both {
      try replace(spot(place + [offset]), with: new[offset])
    }
    for offset in start + both..<start + max(both, newCount) {
      try insert(.item(new[offset]), into: spot(place), at: offset)
    }
    for offset in (start + both..<start + max(both, oldCount)).reversed() {
      try remove(spot(place + [offset]), keepsComments: false)
    }
    return true
  }
}
