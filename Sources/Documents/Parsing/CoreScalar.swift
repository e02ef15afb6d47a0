/// The core schema of YAML 1.2 (section 10.3.2): what a scalar without quotes means.
///
/// One rule is stricter: a zero before another digit makes text, as in `012` and `01.5`, because
/// other programs read such a thing as octal.
enum CoreScalar {
  /// What a plain scalar is.
  enum Form {
    case null, `false`, `true`, integer, decimal, string
    /// `.inf` or `.nan`, for which JSON has no value.
    case notJSON
    /// A number that `ExactDecimal` refuses.
    case beyondMeasure

    var isString: Bool { self == .string }
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Returns what the bytes mean without quotes.
  static func kind(of text: UnsafeBufferPointer<UInt8>) -> Form {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number(text, from: 0)
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): return signed(text)
    case UInt8(ascii: "~"): return text.count == 1 ? .null : .string
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      return equals(text, "null", "Null", "NULL") ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return equals(text, "true", "True", "TRUE") ? .true : .string
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return equals(text, "false", "False", "FALSE") ? .false : .string
    default: return .string
    }
  }

  private static func equals(
    _ text: UnsafeBufferPointer<UInt8>,
    _ first: StaticString,
    _ second: StaticString,
    _ third: StaticString
  ) -> Bool {
    guard text.count == first.utf8CodeUnitCount else { return false }
    return same(text, first) || same(text, second) || same(text, third)
  }

  private static func same(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    word.withUTF8Buffer { $0.elementsEqual(text) }
  }

  private static func signed(_ text: UnsafeBufferPointer<UInt8>) -> Form {
    let start = text[0] == UInt8(ascii: ".") ? 0 : 1
    guard start < text.count else { return .string }
    if text[start] == UInt8(ascii: ".") {
      let rest = UnsafeBufferPointer(rebasing: text[start...])
      if equals(rest, ".inf", ".Inf", ".INF") { return .notJSON }
      if start == 0, equals(rest, ".nan", ".NaN", ".NAN") { return .notJSON }
    }
    return number(text, from: start)
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Form {
    if start == 0, text.count > 2, text[0] == UInt8(ascii: "0") {
      if text[1] == UInt8(ascii: "x") { return otherBase(text, isHexadecimal: true) }
      if text[1] == UInt8(ascii: "o") { return otherBase(text, isHexadecimal: false) }
    }
    var position = start
    while position < text.count, isDigit(text[position]) { position += 1 }
    let whole = position - start
    if whole > 1, text[start] == UInt8(ascii: "0") { return .string }
    if position == text.count { return whole > 0 ? .integer : .string }
    var fraction = 0
    if text[position] == UInt8(ascii: ".") {
      position += 1
      while position < text.count, isDigit(text[position]) {
        position += 1
        fraction += 1
      }
    }
    guard whole + fraction > 0 else { return .string }
    if position == text.count { return .decimal }
    guard text[position] | 0x20 == UInt8(ascii: "e") else { return .string }
    position += 1
    if position < text.count,
      text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-")
    {
      position += 1
    }
    let power = position
    while position < text.count, isDigit(text[position]) { position += 1 }
    guard position == text.count, position > power else { return .string }
    if position - power > 17, ExactDecimal(text) == nil { return .beyondMeasure }
    return .decimal
  }

  private static func otherBase(
    _ text: UnsafeBufferPointer<UInt8>,
    isHexadecimal: Bool
  ) -> Form {
    for byte in text.dropFirst(2) {
      let letter = byte | 0x20
      let isLetter = letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f")
      let fits = isHexadecimal ? isDigit(byte) || isLetter : byte &- UInt8(ascii: "0") < 8
      guard fits else { return .string }
    }
    return text.count - 2 > ExactDecimal.digitsOfOtherBase ? .beyondMeasure : .integer
  }
}
