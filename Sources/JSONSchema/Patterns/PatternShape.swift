/// A pattern that is a row of character classes from the start of the text, such as
/// `^[a-z0-9][a-z0-9-]*$`: matched byte by byte from one table, without a machine.
///
/// Every class holds ASCII alone, or else all that is not ASCII and is repeated without bound. No
/// class shares a character with the next one after a repetition, so nothing is ever taken back.
struct PatternShape: Sendable {
  struct Unit: Sendable {
    var mask: UInt8
    var minimum: Int
    var maximum: Int
  }

  private static let greatestUnits = 8

  /// For each byte the units that take it, as bits.
  let table: ContiguousArray<UInt8>
  let units: ContiguousArray<Unit>
  let isAnchoredAtEnd: Bool

  /// The shape of a pattern; nil where it has none.
  init?(_ tree: PatternTree) {
    guard case .sequence(var parts) = tree, case .start = parts[0] else { return nil }
    parts.removeFirst()
    var isAnchored = false
    if case .end = parts.last {
      isAnchored = true
      parts.removeLast()
    }
    guard parts.count <= Self.greatestUnits else { return nil }
    var table = ContiguousArray<UInt8>(repeating: 0, count: 256)
    var units: ContiguousArray<Unit> = []
    for part in parts {
      guard let (set, minimum, maximum) = Self.unit(part),
        let bytes = Self.bytes(of: set, isLoop: minimum <= 1 && maximum == .max)
      else { return nil }
      let mask = UInt8(1) << UInt8(units.count)
      for byte in bytes { table[byte] |= mask }
      units.append(Unit(mask: mask, minimum: minimum, maximum: maximum))
    }
    for (index, unit) in units.enumerated() where unit.minimum != unit.maximum {
      guard index + 1 < units.count else { continue }
      let next = units[index + 1]
      let isShared = table.contains { $0 & unit.mask != 0 && $0 & next.mask != 0 }
      guard next.minimum > 0, !isShared else { return nil }
    }
    self.table = table
    self.units = units
    isAnchoredAtEnd = isAnchored
  }

  private static func unit(_ tree: PatternTree) -> (set: ScalarClass, Int, Int)? {
    switch tree {
    case .scalar(let set): return (set, 1, 1)
    case .repetition(.scalar(let set), let repetition):
      // A lazy part takes no more than it must where nothing follows.
      guard repetition.isGreedy else { return nil }
      return (set, repetition.minimum, repetition.maximum ?? .max)
    default: return nil
    }
  }

  /// The bytes that a set takes; nil where bytes alone do not tell.
  private static func bytes(of set: ScalarClass, isLoop: Bool) -> [Int]? {
    guard set.tests.isEmpty else { return nil }
    var bytes = (0..<0x80).filter { set.contains(UInt32($0)) }
    guard let last = set.ranges.last, last.upperBound >= 0x80 else { return bytes }
    guard last.lowerBound <= 0x80, last.upperBound == 0x10FFFF, isLoop else { return nil }
    bytes += 0x80...0xFF
    return bytes
  }

  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    table.withUnsafeBufferPointer { table in
      units.withUnsafeBufferPointer { units in
        Self.matches(text, table, units, isAnchoredAtEnd: isAnchoredAtEnd)
      }
    }
  }

  /// The same with tables that lie anywhere; the first has 256 bytes.
  @inline(__always)
  static func matches(
    _ text: UnsafeBufferPointer<UInt8>,
    _ table: UnsafeBufferPointer<UInt8>,
    _ units: UnsafeBufferPointer<Unit>,
    isAnchoredAtEnd: Bool
  ) -> Bool {
    var place = 0
    for unit in units {
      let start = place
      let end = unit.maximum < text.count &- start ? start &+ unit.maximum : text.count
      while place < end, table[Int(text[place])] & unit.mask != 0 { place &+= 1 }
      if place &- start < unit.minimum { return false }
    }
    return !isAnchoredAtEnd || place == text.count
  }
}
