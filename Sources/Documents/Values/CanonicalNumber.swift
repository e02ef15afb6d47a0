/// Numbers as ECMAScript writes them, which RFC 8785 (section 3.2.2.3) asks for.
enum CanonicalNumber {
  /// Returns the shortest text that reads back as the same double.
  static func text(of number: Double) -> String {
    // The language's own description has the shortest digits; only their arrangement differs.
    var shortest = number.magnitude.description
    guard let decimal = shortest.withUTF8({ ExactDecimal($0) }) else { return "0" }
    return (number < 0 ? "-" : "") + arrange(decimal)
  }

  /// Returns the text of a number that may be no double: that of the nearest one where it is worth
  /// the same, else in the same arrangement with all digits, so that no two numbers share a text.
  static func text(of number: ExactDecimal) -> String {
    (number.isNegative ? "-" : "") + arrange(number)
  }

  private static func arrange(_ number: ExactDecimal) -> String {
    if number.isZero { return "0" }
    let digits = String(
      decoding: number.coefficientDigits.map { $0 + UInt8(ascii: "0") },
      as: UTF8.self
    )
    let count = digits.utf8.count
    let point = count + number.exponent
    if point >= count, point <= 21 { return digits + String(repeating: "0", count: point - count) }
    if point > 0, point <= 21 { return "\(digits.prefix(point)).\(digits.dropFirst(point))" }
    if point > -6, point <= 0 { return "0.\(String(repeating: "0", count: -point))\(digits)" }
    let power = point - 1
    let exponent = power < 0 ? "e-\(-power)" : "e+\(power)"
    if count == 1 { return digits + exponent }
    return "\(digits.prefix(1)).\(digits.dropFirst())\(exponent)"
  }
}
