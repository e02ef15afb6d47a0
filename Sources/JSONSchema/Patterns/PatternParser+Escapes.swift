extension PatternParser {
  /// Reads what follows a `\` outside a class.
  mutating func parseEscape() throws(PatternError) -> PatternTree {
    let start = position - 1
    guard let scalar = current else { throw error("a \\ stands at the end", at: start) }
    switch scalar {
    case "b", "B":
      position += 1
      return .wordBoundary(isNegated: scalar == "B")
    case "k":
      position += 1
      guard take("<") else { throw error("a < is expected after \\k") }
      return try reference(toName: try parseName(), at: start)
    case "1"..."9": return reference(toGroup: number() ?? 0, at: start)
    default: return .scalar(try parseClassEscape())
    }
  }

  /// Reads what follows a `\` and stands for a set of scalars, often of one.
  mutating func parseClassEscape() throws(PatternError) -> ScalarClass {
    let start = position - 1
    guard let scalar = current else { throw error("a \\ stands at the end", at: start) }
    position += 1
    switch scalar {
    case "d": return .digit
    case "D": return ScalarClass.digit.negated
    case "w": return .word
    case "W": return ScalarClass.word.negated
    case "s": return .space
    case "S": return ScalarClass.space.negated
    case "p", "P":
      let test = try parseProperty(isNegated: scalar == "P", at: start)
      return ScalarClass([], tests: [test])
    case "t": return ScalarClass(0x09)
    case "n": return ScalarClass(0x0A)
    case "v": return ScalarClass(0x0B)
    case "f": return ScalarClass(0x0C)
    case "r": return ScalarClass(0x0D)
    case "c": return try parseControl(at: start)
    case "x": return ScalarClass(try hexadecimal(digits: 2, at: start))
    case "u": return try parseUnicode(at: start)
    case "0":
      if let next = current, ScalarClass.digit.contains(next.value) {
        throw error("an octal escape is not part of the dialect", at: start)
      }
      return ScalarClass(0)
    case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/":
      return ScalarClass(scalar.value)
    default: throw error("\\\(scalar) means nothing", at: start)
    }
  }

  private mutating func parseControl(at start: Int) throws(PatternError) -> ScalarClass {
    guard let letter = current, letter.isASCII, letter.properties.isAlphabetic else {
      throw error("a letter is expected after \\c", at: start)
    }
    position += 1
    return ScalarClass(letter.value & 0x1F)
  }

  private mutating func parseUnicode(at start: Int) throws(PatternError) -> ScalarClass {
    if take("{") {
      var value: UInt32 = 0
      var digits = 0
      while let digit = current?.hexadecimalValue {
        value = min(value << 4 | digit, 0x110000)
        digits += 1
        position += 1
      }
      guard digits > 0, value <= 0x10FFFF, take("}") else {
        throw error("\\u{ } names no code point", at: start)
      }
      return ScalarClass(value)
    }
    let unit = try hexadecimal(digits: 4, at: start)
    // Two halves of a surrogate pair are one scalar.
    guard (0xD800...0xDBFF).contains(unit), position + 1 < scalars.count, current == "\\",
      scalars[position + 1] == "u"
    else { return ScalarClass(unit) }
    let before = position
    position += 2
    guard current != "{" else {
      position = before
      return ScalarClass(unit)
    }
    let low = try hexadecimal(digits: 4, at: before)
    guard (0xDC00...0xDFFF).contains(low) else {
      position = before
      return ScalarClass(unit)
    }
    return ScalarClass(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func hexadecimal(digits: Int, at start: Int) throws(PatternError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = current?.hexadecimalValue else {
        throw error("\(digits) hexadecimal digits are expected", at: start)
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  private mutating func parseProperty(isNegated: Bool, at start: Int) throws(PatternError)
    -> PropertyTest
  {
    guard take("{") else { throw error("a { is expected after \\p", at: start) }
    var text = ""
    while let scalar = current, scalar != "}" {
      text.unicodeScalars.append(scalar)
      position += 1
    }
    guard take("}") else { throw error("\\p{ is not closed by }", at: start) }
    guard let test = PropertyTest(text, isNegated: isNegated) else {
      throw error("the property \(text) is not known", at: start)
    }
    return test
  }

  // MARK: Classes

  /// Reads a class after its `[`.
  mutating func parseClass() throws(PatternError) -> ScalarClass {
    let start = position - 1
    let isNegated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var tests: [PropertyTest] = []
    while let next = current, next != "]" {
      let memberStart = position
      let first = try parseClassMember()
      guard current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        ranges += first.ranges
        tests += first.tests
        continue
      }
      position += 1
      let last = try parseClassMember()
      guard let low = first.single, let high = last.single else {
        throw error("a range needs a character at both ends", at: memberStart)
      }
      guard low <= high else { throw error("a range is out of order", at: memberStart) }
      ranges.append(low...high)
    }
    guard take("]") else { throw error("a [ has no ] after it", at: start) }
    return ScalarClass(ranges, tests: tests, isNegated: isNegated)
  }

  private mutating func parseClassMember() throws(PatternError) -> ScalarClass {
    guard let scalar = current else { throw error("a [ has no ] after it") }
    position += 1
    guard scalar == "\\" else { return ScalarClass(scalar.value) }
    if take("b") { return ScalarClass(0x08) }
    if take("-") { return ScalarClass(0x2D) }
    return try parseClassEscape()
  }
}

extension Unicode.Scalar {
  /// The value of a hexadecimal digit.
  fileprivate var hexadecimalValue: UInt32? {
    switch value {
    case 0x30...0x39: value - 0x30
    case 0x41...0x46: value - 0x37
    case 0x61...0x66: value - 0x57
    default: nil
    }
  }
}
