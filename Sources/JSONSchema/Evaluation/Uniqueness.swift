internal import Documents

/// Whether the items of a list all differ.
enum Uniqueness {
  /// Lists up to this length are compared item by item; longer ones by a table of hashes.
  private static let shortList = 12

  static func holds(for list: NodeIndex, in document: Document) -> Bool {
    repeated(in: list, document) == nil
  }

  /// Returns two equal items, the earlier first, or nil.
  static func repeated(in list: NodeIndex, _ document: Document) -> (NodeIndex, NodeIndex)? {
    let count = document.count(list)
    if count < 2 { return nil }
    return count <= shortList ? compared(list, document) : hashed(list, count, document)
  }

  private static func compared(_ list: NodeIndex, _ document: Document) -> (NodeIndex, NodeIndex)? {
    let end = document.next(list)
    var first = document.firstChild(list)
    while first < end {
      let next = document.next(first)
      var second = next
      while second < end {
        if JSONEquality.areEqual(first, document, second, document) { return (first, second) }
        second = document.next(second)
      }
      first = next
    }
    return nil
  }

  private struct Slot {
    var hash: UInt64
    /// The item, or 0 in an empty slot: no item is a document's root.
    var item: UInt32
  }

  private static func hashed(_ list: NodeIndex, _ count: Int, _ document: Document)
    -> (NodeIndex, NodeIndex)?
  {
    var size = 32
    while size < count * 2 { size *= 2 }
    return withUnsafeTemporaryAllocation(of: Slot.self, capacity: size) { slots in
      slots.initialize(repeating: Slot(hash: 0, item: 0))
      var item = document.firstChild(list)
      for _ in 0..<count {
        let hash = JSONEquality.hash(item, in: document)
        var place = Int(truncatingIfNeeded: hash ^ hash >> 29) & (size - 1)
        while slots[place].item != 0 {
          let other = NodeIndex(rawValue: slots[place].item)
          if slots[place].hash == hash,
            JSONEquality.areEqual(item, document, other, document)
          {
            return (other, item)
          }
          place = (place + 1) & (size - 1)
        }
        slots[place] = Slot(hash: hash, item: item.rawValue)
        item = document.next(item)
      }
      return nil
    }
  }
}
