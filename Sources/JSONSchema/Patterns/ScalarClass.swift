/// A set of Unicode scalars: ranges, properties, or everything but those.
struct ScalarClass: Sendable, Hashable {
  /// Sorted, and neither overlapping nor touching.
  private(set) var ranges: [ClosedRange<UInt32>]
  /// Properties whose scalars belong to the set too.
  private(set) var tests: [PropertyTest]
  private(set) var isNegated: Bool

  init(
    _ ranges: [ClosedRange<UInt32>],
    tests: [PropertyTest] = [],
    isNegated: Bool = false
  ) {
    self.ranges = Self.joined(ranges)
    self.tests = tests
    self.isNegated = isNegated
    // Ranges alone are turned inside out at once, so that only properties need a negated set.
    if isNegated, tests.isEmpty {
      self.ranges = Self.complement(of: self.ranges)
      self.isNegated = false
    }
  }

  init(_ scalar: UInt32) { self.init([scalar...scalar]) }

  func contains(_ scalar: UInt32) -> Bool {
    (containsRange(scalar) || tests.contains { $0.holds(for: scalar) }) != isNegated
  }

  private func containsRange(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= scalar
  }

  /// The set of everything that is not in this one.
  var negated: ScalarClass { ScalarClass(ranges, tests: tests, isNegated: !isNegated) }

  /// The one scalar of the set, where it has one.
  var single: UInt32? {
    guard tests.isEmpty, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }

  private static func joined(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var joined: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound &+ 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  private static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var inverse: [ClosedRange<UInt32>] = []
    var start: UInt32 = 0
    for range in ranges {
      if range.lowerBound > start { inverse.append(start...range.lowerBound - 1) }
      start = range.upperBound + 1
    }
    if start <= 0x10FFFF { inverse.append(start...0x10FFFF) }
    return inverse
  }

  static let digit = ScalarClass([0x30...0x39])
  static let word = ScalarClass([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// ECMAScript's white space and line terminators.
  static let space = ScalarClass([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// The dot: everything but line terminators.
  static let notLineEnd = ScalarClass(
    [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029],
    isNegated: true
  )

  /// Whether a scalar is a letter of words, as `\b` sees it.
  @inline(__always)
  static func isWord(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }
}
