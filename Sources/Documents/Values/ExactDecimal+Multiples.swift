extension ExactDecimal {
  /// Whether the number is a whole multiple of `divisor`, exactly; of zero only zero is.
  ///
  /// Powers of ten are never expanded: the remainder is reduced step by step.
  public func isMultiple(of divisor: ExactDecimal) -> Bool {
    if isZero { return true }
    if divisor.isZero { return false }
    let shift = exponent - divisor.exponent
    // Neither coefficient ends in a zero, so a divisor with the greater power of ten cannot go up.
    if shift < 0 { return false }
    if divisor.digits == nil { return remainder(by: divisor.coefficient, shiftedBy: shift) == 0 }
    return isMultiple(ofLong: divisor.coefficientDigits, shiftedBy: shift)
  }

  /// Returns coefficient · 10^shift modulo a short divisor.
  private func remainder(by divisor: UInt128, shiftedBy shift: Int) -> UInt128 {
    var remainder: UInt128 = 0
    if let digits {
      for digit in digits {
        remainder = Self.product(remainder, 10, modulo: divisor)
        remainder = Self.sum(remainder, UInt128(digit) % divisor, modulo: divisor)
      }
    } else {
      remainder = coefficient % divisor
    }
    var power: UInt128 = 1 % divisor
    var square: UInt128 = 10 % divisor
    var rest = shift
    while rest > 0 {
      if rest & 1 == 1 { power = Self.product(power, square, modulo: divisor) }
      square = Self.product(square, square, modulo: divisor)
      rest >>= 1
    }
    return Self.product(remainder, power, modulo: divisor)
  }

  private static func sum(_ left: UInt128, _ right: UInt128, modulo divisor: UInt128) -> UInt128 {
    left >= divisor - right ? left - (divisor - right) : left + right
  }

  private static func product(
    _ left: UInt128,
    _ right: UInt128,
    modulo divisor: UInt128
  ) -> UInt128 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high == 0 ? low % divisor : divisor.dividingFullWidth((high, low)).remainder
  }

  /// Long division by a coefficient of more than 38 digits, digit by digit.
  ///
  /// A coefficient has no factor 10, so once the digits are used up at most as many further zeros
  /// as the divisor has bits can change the answer.
  private func isMultiple(ofLong divisor: [UInt8], shiftedBy shift: Int) -> Bool {
    var remainder: [UInt8] = []
    for digit in coefficientDigits { Self.bringDown(digit, to: &remainder, by: divisor) }
    for _ in 0..<min(shift, divisor.count * 4) {
      if remainder.isEmpty { return true }
      Self.bringDown(0, to: &remainder, by: divisor)
    }
    return remainder.isEmpty
  }

  /// One step of long division on digits, most significant first, without leading zeros.
  private static func bringDown(_ digit: UInt8, to remainder: inout [UInt8], by divisor: [UInt8]) {
    if !remainder.isEmpty || digit != 0 { remainder.append(digit) }
    while !isLess(remainder, divisor) {
      var borrow: Int8 = 0
      for place in 1...remainder.count {
        let own = Int8(remainder[remainder.count - place])
        let taken = place <= divisor.count ? Int8(divisor[divisor.count - place]) : 0
        var difference = own - taken - borrow
        borrow = difference < 0 ? 1 : 0
        if difference < 0 { difference += 10 }
        remainder[remainder.count - place] = UInt8(difference)
      }
      remainder = Array(remainder.drop { $0 == 0 })
    }
  }

  private static func isLess(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
  }
}
