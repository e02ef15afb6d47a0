/// A parsed pattern.
indirect enum PatternTree {
  case empty
  case scalar(ScalarClass)
  case sequence([PatternTree])
  case choice([PatternTree])
  case `repeat`(PatternTree, minimum: Int, maximum: Int?)
  case start
  case end
  case wordBoundary(isNegated: Bool)
}

/// Reads patterns by recursive descent.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  init(_ source: String) { scalars = Array(source.unicodeScalars) }

  mutating func parse() throws(PatternError) -> PatternTree {
    let tree = try parseChoice()
    if position < scalars.count { throw error("unmatched )") }
    return tree
  }

  private mutating func parseChoice() throws(PatternError) -> PatternTree {
    depth += 1
    defer { depth -= 1 }
    if depth > 100 { throw error("groups are nested too deep") }
    var branches = [try parseSequence()]
    while take("|") { branches.append(try parseSequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func parseSequence() throws(PatternError) -> PatternTree {
    var parts: [PatternTree] = []
    while position < scalars.count, scalars[position] != "|", scalars[position] != ")" {
      parts.append(try parseQuantified())
    }
    return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func parseQuantified() throws(PatternError) -> PatternTree {
    let atom = try parseAtom()
    guard position < scalars.count else { return atom }
    let range: (Int, Int?)
    switch scalars[position] {
    case "*": range = (0, nil)
    case "+": range = (1, nil)
    case "?": range = (0, 1)
    case "{": range = try parseBounds()
    default: return atom
    }
    position += 1
    // Lazy or greedy makes no difference to whether there is a match.
    _ = take("?")
    switch atom {
    case .start, .end, .wordBoundary: throw error("nothing to repeat")
    default: return .repeat(atom, minimum: range.0, maximum: range.1)
    }
  }

  /// Reads `{2}`, `{2,}` or `{2,5}` up to the closing brace, which is left.
  private mutating func parseBounds() throws(PatternError) -> (Int, Int?) {
    position += 1
    guard let minimum = number() else { throw error("expected a number after {") }
    var maximum: Int? = minimum
    if take(",") { maximum = number() }
    guard position < scalars.count, scalars[position] == "}" else { throw error("expected }") }
    if let maximum, maximum < minimum { throw error("the bounds of { } are out of order") }
    if minimum > 1_000 || (maximum ?? 0) > 1_000 { throw error("more than 1,000 repetitions") }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    let start = position
    var value = 0
    while position < scalars.count, ScalarClass.digit.contains(scalars[position]) {
      value = min(value * 10 + Int(scalars[position].value - 0x30), 1_000_000)
      position += 1
    }
    return position == start ? nil : value
  }

  private mutating func parseAtom() throws(PatternError) -> PatternTree {
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case ".": return .scalar(.notLineEnd)
    case "^": return .start
    case "$": return .end
    case "(": return try parseGroup()
    case "[": return .scalar(try parseClass())
    case "\\": return try parseEscape()
    case "*", "+", "?", "{", "}", "]":
      throw error("nothing to repeat, or \\ missing before \(scalar)")
    default: return .scalar(ScalarClass(scalar))
    }
  }

  private mutating func parseGroup() throws(PatternError) -> PatternTree {
    if take("?") {
      if take(":") {
      } else if take("<") {
        guard position < scalars.count, scalars[position] != "=", scalars[position] != "!" else {
          throw error("look-behind is not supported")
        }
        while position < scalars.count, !take(">") { position += 1 }
      } else {
        throw error("look-ahead is not supported")
      }
    }
    let inner = try parseChoice()
    guard take(")") else { throw error("expected )") }
    return inner
  }

  private mutating func parseEscape() throws(PatternError) -> PatternTree {
    guard position < scalars.count else { throw error("\\ at the end") }
    switch scalars[position] {
    case "b", "B":
      position += 1
      return .wordBoundary(isNegated: scalars[position - 1] == "B")
    case "1"..."9", "k": throw error("back-references are not supported")
    default: return .scalar(try parseClassEscape())
    }
  }

  /// Reads what follows a backslash where it means a letter or a set of letters.
  private mutating func parseClassEscape() throws(PatternError) -> ScalarClass {
    guard position < scalars.count else { throw error("\\ at the end") }
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case "d": return .digit
    case "D": return .digit.negated
    case "w": return .word
    case "W": return .word.negated
    case "s": return .space
    case "S": return .space.negated
    case "n": return ScalarClass("\n")
    case "r": return ScalarClass("\r")
    case "t": return ScalarClass("\t")
    case "v": return ScalarClass("\u{B}")
    case "f": return ScalarClass("\u{C}")
    case "0": return ScalarClass("\0")
    case "x": return ScalarClass(try hexadecimal(digits: 2))
    case "u": return ScalarClass(try unicodeEscape())
    case "p", "P": throw error("\\p is not supported")
    default:
      guard !ScalarClass.word.contains(scalar) else { throw error("unknown escape \\\(scalar)") }
      return ScalarClass(scalar)
    }
  }

  private mutating func unicodeEscape() throws(PatternError) -> Unicode.Scalar {
    guard take("{") else { return try hexadecimal(digits: 4) }
    var value: UInt32 = 0
    while position < scalars.count, !take("}") {
      guard let digit = scalars[position].hexadecimalValue, value < 0x110000 else {
        throw error("expected hexadecimal digits")
      }
      value = value << 4 | digit
      position += 1
    }
    guard let scalar = Unicode.Scalar(value) else { throw error("no Unicode scalar") }
    return scalar
  }

  private mutating func hexadecimal(digits: Int) throws(PatternError) -> Unicode.Scalar {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard position < scalars.count, let digit = scalars[position].hexadecimalValue else {
        throw error("expected \(digits) hexadecimal digits")
      }
      value = value << 4 | digit
      position += 1
    }
    guard let scalar = Unicode.Scalar(value) else { throw error("no Unicode scalar") }
    return scalar
  }

  private mutating func parseClass() throws(PatternError) -> ScalarClass {
    let isNegated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    while position < scalars.count, scalars[position] != "]" {
      let first = try classMember()
      guard position + 1 < scalars.count, scalars[position] == "-", scalars[position + 1] != "]",
        let low = first.single
      else {
        ranges += first.allRanges
        continue
      }
      position += 1
      guard let high = try classMember().single, low <= high else {
        throw error("the range of a class is out of order")
      }
      ranges.append(low...high)
    }
    guard take("]") else { throw error("expected ]") }
    return ScalarClass(ranges, isNegated: isNegated)
  }

  private mutating func classMember() throws(PatternError) -> ScalarClass {
    let scalar = scalars[position]
    position += 1
    guard scalar == "\\" else { return ScalarClass(scalar) }
    if take("b") { return ScalarClass("\u{8}") }
    if take("-") { return ScalarClass("-") }
    return try parseClassEscape()
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard position < scalars.count, scalars[position] == scalar else { return false }
    position += 1
    return true
  }

  private func error(_ message: String) -> PatternError {
    PatternError(message: message, offset: position)
  }
}

extension ScalarClass {
  /// The one scalar of the set, where it has one.
  fileprivate var single: UInt32? {
    let ranges = allRanges
    guard ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound else { return nil }
    return ranges[0].lowerBound
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
