/// A number, exact and as it was written.
///
/// Written forms are JSON's and those of the YAML 1.2 core schema: decimal integers of any length,
/// fractions and exponents, `0x1F` and `0o17`. Numbers are equal and ordered by what they are worth.
public struct Number: Sendable {
  /// The number as it was written.
  public let text: String

  /// Reads a number; nil where the text is none in the core schema, has a zero before another
  /// digit, or is beyond measure (see `ExactDecimal`).
  public init?(_ text: String) {
    var bytes = text
    let form = bytes.withUTF8 { CoreScalar.kind(of: $0) }
    guard form == .integer || form == .decimal else { return nil }
    self.text = text
  }

  /// Creates a whole number.
  public init(_ number: some BinaryInteger) { text = String(number) }

  /// Creates the number with the shortest text that reads back as the same double; nil for
  /// infinities and what is not a number.
  public init?(_ number: Double) {
    guard number.isFinite else { return nil }
    text = CanonicalNumber.text(of: number)
  }

  /// Creates a number from a text that is known to be one.
  init(unchecked text: String) { self.text = text }

  /// The number as coefficient and exponent.
  public var exact: ExactDecimal {
    var bytes = text
    return bytes.withUTF8 { ExactDecimal($0) ?? .zero }
  }

  /// Whether it is a whole number: `3`, `3.0` and `3e2` are.
  public var isInteger: Bool { exact.isInteger }

  /// The number, where it is whole and fits.
  public var intValue: Int? { Int(text) ?? exact.intValue }

  /// The nearest double; infinite where the number is beyond its range.
  public var doubleValue: Double { Double(text) ?? Double(exact.description) ?? .nan }

  /// Whether the number is a whole multiple of `divisor`, exactly; of zero only zero is.
  public func isMultiple(of divisor: Number) -> Bool { exact.isMultiple(of: divisor.exact) }

  /// The number as JSON writes it, with the same digits: `0x1F` becomes `31`, `.5` `0.5`, `+5` `5`
  /// and `1.` `1`.
  public var jsonText: String {
    let digits = Array(text.utf8)
    let isPlain = digits.allSatisfy { $0 != UInt8(ascii: "x") && $0 != UInt8(ascii: "o") }
    guard isPlain else { return exact.description }
    var json: [UInt8] = []
    for (place, byte) in digits.enumerated() {
      let following = place + 1 < digits.count ? digits[place + 1] : 0
      switch byte {
      case UInt8(ascii: "+") where place == 0: continue
      case UInt8(ascii: "."):
        if json.isEmpty || json == [UInt8(ascii: "-")] { json.append(UInt8(ascii: "0")) }
        if !CoreScalar.isDigit(following) { continue }
        json.append(byte)
      default: json.append(byte)
      }
    }
    return String(decoding: json, as: UTF8.self)
  }
}

extension Number: Hashable, Comparable {
  /// Whether two numbers are worth the same.
  public static func == (left: Number, right: Number) -> Bool {
    left.text == right.text || left.exact == right.exact
  }

  /// Whether `left` is worth less than `right`.
  public static func < (left: Number, right: Number) -> Bool { left.exact < right.exact }

  /// Feeds what the number is worth.
  public func hash(into hasher: inout Hasher) { hasher.combine(exact) }
}

extension Number: CustomStringConvertible {
  /// The number as it was written.
  public var description: String { text }
}
