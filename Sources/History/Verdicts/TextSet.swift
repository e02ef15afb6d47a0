internal import Records

/// A set of references that is asked with their texts as bytes, by many threads, without building
/// strings: a table with open addresses, at most half full.
struct TextSet: Sendable {
  private var letters: [UInt8] = []
  /// Where each text stands among the letters.
  private var texts: [Range<UInt32>] = []
  /// The number of a text with a piece of its hash; -1 where there is none.
  private var slots: [(number: Int32, hash: UInt32)]

  /// Creates an empty set with room for so many texts.
  init(capacity: Int) {
    slots = Self.empty(for: capacity)
    letters.reserveCapacity(capacity * 24)
    texts.reserveCapacity(capacity)
  }

  /// Adds the text of a reference; whether it was not there yet.
  @discardableResult
  mutating func insert(_ reference: Reference) -> Bool {
    if (texts.count + 1) * 2 > slots.count { grow() }
    let start = letters.count
    letters.append(contentsOf: reference.className.utf8)
    letters.append(UInt8(ascii: "/"))
    letters.append(contentsOf: reference.id.utf8)
    let (hash, free) = letters.withUnsafeBufferPointer { letters -> (UInt32, Int?) in
      let text = UnsafeBufferPointer(rebasing: letters[start...])
      let hash = Self.hash(text)
      let slot = slot(of: text, hash)
      return (hash, slots[slot].number < 0 ? slot : nil)
    }
    guard let free else {
      letters.removeLast(letters.count - start)
      return false
    }
    slots[free] = (Int32(truncatingIfNeeded: texts.count), hash)
    texts.append(UInt32(truncatingIfNeeded: start)..<UInt32(truncatingIfNeeded: letters.count))
    return true
  }

  /// Whether the text is one of the set's.
  func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    slots[slot(of: text, Self.hash(text))].number >= 0
  }

  /// Returns the slot that holds the text, or the free one where it would go.
  private func slot(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot].number >= 0 {
      if slots[slot].hash == hash, isText(Int(slots[slot].number), text) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func isText(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = texts[number]
    return range.count == text.count
      && letters[Int(range.lowerBound)..<Int(range.upperBound)].elementsEqual(text)
  }

  private mutating func grow() {
    let old = slots
    slots = Self.empty(for: old.count)
    for entry in old where entry.number >= 0 {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot].number >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }

  private static func empty(for capacity: Int) -> [(number: Int32, hash: UInt32)] {
    var count = 16
    while count < capacity * 2 + 2 { count *= 2 }
    return Array(repeating: (-1, 0), count: count)
  }

  /// With the seed of the process: nobody can write records that all meet in one slot.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(text))
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }
}
