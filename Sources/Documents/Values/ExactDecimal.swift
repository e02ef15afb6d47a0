/// What a number is worth: sign, coefficient and power of ten, never rounded and never expanded.
///
/// A coefficient below 10³⁸ is kept in 128 bits and costs no allocation; a longer one is kept as its
/// digits. Numbers with a power of ten of more than 18 digits, and octal or hexadecimal ones of more
/// than 4,096 digits, are beyond measure and refused.
public struct ExactDecimal: Sendable {
  /// Octal and hexadecimal numbers may have this many digits.
  static let digitsOfOtherBase = 4096
  /// Coefficients of this many digits fit into 128 bits.
  private static let shortDigits = 38

  let isNegative: Bool
  /// The coefficient without trailing zeros, where it is short.
  let coefficient: UInt128
  /// The digits 0…9 of a long coefficient, without zeros at either end; nil for a short one.
  let digits: [UInt8]?
  let exponent: Int

  /// Zero.
  public static let zero = ExactDecimal(
    isNegative: false,
    coefficient: 0,
    digits: nil,
    exponent: 0
  )

  private init(isNegative: Bool, coefficient: UInt128, digits: [UInt8]?, exponent: Int) {
    self.isNegative = isNegative
    self.coefficient = coefficient
    self.digits = digits
    self.exponent = exponent
  }

  /// Reads a number in the form of JSON or of the YAML 1.2 core schema; nil where the bytes are
  /// none or it is beyond measure.
  public init?(_ text: UnsafeBufferPointer<UInt8>) {
    var position = 0
    var isNegative = false
    if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      position = 1
    } else if text.count > 2, text[0] == UInt8(ascii: "0") {
      let base: UInt8 = text[1] == UInt8(ascii: "x") ? 16 : text[1] == UInt8(ascii: "o") ? 8 : 10
      if base != 10 {
        guard let number = Self.read(text, base: base) else { return nil }
        self = number
        return
      }
    }
    self.init(decimal: text, from: position, isNegative: isNegative)
  }

  private init?(decimal text: UnsafeBufferPointer<UInt8>, from start: Int, isNegative: Bool) {
    var position = start
    var coefficient: UInt128 = 0
    var significant = 0
    var zeros = 0
    var fraction = 0
    var seenDigit = false
    var seenPoint = false
    var isLong = false
    digits: while position < text.count {
      let byte = text[position]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        seenDigit = true
        if seenPoint { fraction += 1 }
        let digit = byte - UInt8(ascii: "0")
        if digit == 0 {
          if significant > 0 { zeros += 1 }
        } else {
          significant += zeros + 1
          if significant > Self.shortDigits {
            isLong = true
          } else {
            for _ in 0...zeros { coefficient *= 10 }
            coefficient += UInt128(digit)
          }
          zeros = 0
        }
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      default: break digits
      }
      position += 1
    }
    guard seenDigit, let power = Self.exponent(text, from: position) else { return nil }
    if significant == 0 {
      self = .zero
      return
    }
    guard let power else { return nil }
    let exponent = power - fraction + zeros
    guard isLong else {
      self.init(
        isNegative: isNegative,
        coefficient: coefficient,
        digits: nil,
        exponent: exponent
      )
      return
    }
    var digits: [UInt8] = []
    digits.reserveCapacity(significant)
    for byte in text[start..<position] where byte != UInt8(ascii: ".") {
      if digits.isEmpty && byte == UInt8(ascii: "0") { continue }
      digits.append(byte - UInt8(ascii: "0"))
    }
    digits.removeLast(zeros)
    self.init(isNegative: isNegative, coefficient: 0, digits: digits, exponent: exponent)
  }

  /// Reads what follows the digits: nil where it is no exponent, `.some(nil)` where the exponent is
  /// beyond measure.
  private static func exponent(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int?? {
    guard start < text.count else { return .some(0) }
    guard text[start] | 0x20 == UInt8(ascii: "e") else { return .none }
    var position = start + 1
    var isNegative = false
    if position < text.count,
      text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+")
    {
      isNegative = text[position] == UInt8(ascii: "-")
      position += 1
    }
    guard position < text.count else { return .none }
    var power = 0
    var isBeyond = false
    while position < text.count {
      guard CoreScalar.isDigit(text[position]) else { return .none }
      if power >= 100_000_000_000_000_000 { isBeyond = true }
      if !isBeyond { power = power * 10 + Int(text[position] - UInt8(ascii: "0")) }
      position += 1
    }
    return .some(isBeyond ? nil : isNegative ? -power : power)
  }

  /// Reads the digits after `0x` or `0o`.
  private static func read(_ text: UnsafeBufferPointer<UInt8>, base: UInt8) -> ExactDecimal? {
    guard text.count - 2 <= digitsOfOtherBase else { return nil }
    // Limbs of eighteen decimal digits, least first.
    let limb: UInt64 = 1_000_000_000_000_000_000
    var limbs: [UInt64] = [0]
    for byte in text.dropFirst(2) {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      guard digit < base else { return nil }
      var carry = UInt64(digit)
      for place in limbs.indices {
        let (high, low) = limbs[place].multipliedFullWidth(by: UInt64(base))
        let sum = (UInt128(high) << 64) + UInt128(low) + UInt128(carry)
        limbs[place] = UInt64(sum % UInt128(limb))
        carry = UInt64(sum / UInt128(limb))
      }
      if carry > 0 { limbs.append(carry) }
    }
    var decimal = ""
    for (place, part) in limbs.reversed().enumerated() {
      let digits = String(part)
      if place > 0 { decimal += String(repeating: "0", count: 18 - digits.count) }
      decimal += digits
    }
    return decimal.withUTF8 { ExactDecimal(decimal: $0, from: 0, isNegative: false) }
  }

  /// The number of digits of the coefficient.
  var precision: Int {
    if let digits { return digits.count }
    var count = 0
    var rest = coefficient
    while rest > 0 {
      rest /= 10
      count += 1
    }
    return count
  }

  /// The digits of the coefficient, 0…9, most significant first.
  var coefficientDigits: [UInt8] {
    if let digits { return digits }
    return String(coefficient).utf8.map { $0 - UInt8(ascii: "0") }
  }

  /// Whether it is zero.
  public var isZero: Bool { digits == nil && coefficient == 0 }

  /// Whether it is a whole number.
  public var isInteger: Bool { exponent >= 0 }

  /// The number, where it is whole and fits.
  public var intValue: Int? {
    guard digits == nil, (0..<20).contains(exponent) else { return nil }
    var magnitude = coefficient
    for _ in 0..<exponent {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      magnitude = product
    }
    guard magnitude <= UInt128(Int.max) + (isNegative ? 1 : 0) else { return nil }
    return Int(isNegative ? -Int128(magnitude) : Int128(magnitude))
  }
}

extension ExactDecimal: Hashable, Comparable {
  /// Whether `left` is less than `right`.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left == right { return false }
    if left.isZero { return !right.isNegative }
    if right.isZero { return left.isNegative }
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative
      ? right.magnitudePrecedes(left) : left.magnitudePrecedes(right)
  }

  /// Whether the magnitude is less than that of `other`; both are not zero and not equal.
  private func magnitudePrecedes(_ other: ExactDecimal) -> Bool {
    if exponent == other.exponent, digits == nil, other.digits == nil {
      return coefficient < other.coefficient
    }
    let size = precision + exponent
    let otherSize = other.precision + other.exponent
    if size != otherSize { return size < otherSize }
    // Equally many digits before the point: the digits decide from the left, and the shorter
    // coefficient is continued by zeros.
    return coefficientDigits.lexicographicallyPrecedes(other.coefficientDigits)
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The number in JSON's form: digits alone up to 40 places, else with a power of ten.
  public var description: String {
    let sign = isNegative ? "-" : ""
    let digits = String(decoding: coefficientDigits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    if exponent == 0 { return sign + digits }
    if exponent > 0 {
      if exponent + precision <= 40 {
        return sign + digits + String(repeating: "0", count: exponent)
      }
      return "\(sign)\(digits)e\(exponent)"
    }
    let before = precision + exponent
    if before > 0 { return "\(sign)\(digits.prefix(before)).\(digits.dropFirst(before))" }
    if before > -20 { return "\(sign)0.\(String(repeating: "0", count: -before))\(digits)" }
    return "\(sign)\(digits)e\(exponent)"
  }
}
