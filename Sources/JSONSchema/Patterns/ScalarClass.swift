/// A set of Unicode scalars, as ranges.
struct ScalarClass: Sendable, Hashable {
  private var ranges: [ClosedRange<UInt32>]
  private var isNegated: Bool

  init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }

  /// The set of everything that is not in this one.
  var negated: ScalarClass { ScalarClass(ranges, isNegated: !isNegated) }

  /// The ranges, a negated set turned inside out.
  var allRanges: [ClosedRange<UInt32>] {
    guard isNegated else { return ranges }
    var inverse: [ClosedRange<UInt32>] = []
    var start: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > start { inverse.append(start...range.lowerBound - 1) }
      start = max(start, range.upperBound + 1)
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
}
