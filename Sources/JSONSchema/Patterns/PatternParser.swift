/// Reads patterns by recursive descent, after ECMA-262 (edition 15), section 22.2.1, with the `u`
/// flag: what that grammar does not know is an error.
struct PatternParser {
  private static let greatestDepth = 100
  /// A count in braces beyond this is refused.
  private static let greatestCount = 10_000

  let scalars: [Unicode.Scalar]
  var position = 0
  private var depth = 0
  private var groupCount = 1
  private(set) var groupNames: [String: Int] = [:]
  /// Where back-references stand that were read before their groups.
  private var references: [(group: Int, offset: Int)] = []

  init(_ source: String) { scalars = Array(source.unicodeScalars) }

  /// The number of groups, the whole match counted as the first.
  var groups: Int { groupCount }

  mutating func parse() throws(PatternError) -> PatternTree {
    // Names may be used before they are given, so they are collected first.
    var names = self
    names.isCollecting = true
    _ = try names.parseChoice()
    knownNames = names.groupNames
    let tree = try parseChoice()
    if position < scalars.count { throw error("a ) has no ( before it") }
    for reference in references where reference.group >= groupCount {
      throw error("there is no group \(reference.group)", at: reference.offset)
    }
    return tree
  }

  private var isCollecting = false
  private var knownNames: [String: Int] = [:]

  private mutating func parseChoice() throws(PatternError) -> PatternTree {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.greatestDepth { throw error("groups are nested too deep") }
    var branches = [try parseSequence()]
    while take("|") { branches.append(try parseSequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func parseSequence() throws(PatternError) -> PatternTree {
    var parts: [PatternTree] = []
    while let next = current, next != "|", next != ")" { parts.append(try parseQuantified()) }
    return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func parseQuantified() throws(PatternError) -> PatternTree {
    let firstGroup = groupCount
    let isAssertion = startsWithAssertion
    let atom = try parseAtom()
    let bounds: (Int, Int?)
    let start = position
    switch current {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{": bounds = try parseBounds()
    default: return atom
    }
    position += 1
    let isLazy = take("?")
    if isAssertion { throw error("nothing to repeat", at: start) }
    let repetition = PatternTree.Repetition(
      minimum: bounds.0,
      maximum: bounds.1,
      isGreedy: !isLazy,
      groups: firstGroup..<groupCount
    )
    return .repetition(atom, repetition)
  }

  /// Whether what stands here takes no letter by itself, so that it may not be repeated.
  private var startsWithAssertion: Bool {
    func follows(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { text in
        position + text.count <= scalars.count
          && text.indices.allSatisfy { scalars[position + $0].value == UInt32(text[$0]) }
      }
    }
    let assertions: [StaticString] = ["^", "$", "\\b", "\\B", "(?=", "(?!", "(?<=", "(?<!"]
    return assertions.contains(where: follows)
  }

  /// Reads `{2}`, `{2,}` or `{2,5}` up to the closing brace, which is left.
  private mutating func parseBounds() throws(PatternError) -> (Int, Int?) {
    let start = position
    position += 1
    guard let minimum = number() else { throw error("a number is expected after {") }
    var maximum: Int? = minimum
    if take(",") { maximum = number() }
    guard current == "}" else { throw error("a } is expected here") }
    if let maximum, maximum < minimum {
      throw error("the bounds of { } are out of order", at: start)
    }
    if max(minimum, maximum ?? 0) > Self.greatestCount {
      throw error("more than \(Self.greatestCount) repetitions are not supported", at: start)
    }
    return (minimum, maximum)
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
    case "*", "+", "?": throw error("nothing to repeat", at: position - 1)
    case "{", "}", "]": throw error("\(scalar) needs a \\ before it", at: position - 1)
    default: return .scalar(ScalarClass(scalar.value))
    }
  }

  private mutating func parseGroup() throws(PatternError) -> PatternTree {
    let start = position - 1
    var look: PatternTree.Look?
    var group: Int?
    if take("?") {
      if take(":") {
      } else if take("=") {
        look = PatternTree.Look(isAhead: true, isNegated: false)
      } else if take("!") {
        look = PatternTree.Look(isAhead: true, isNegated: true)
      } else if take("<") {
        if take("=") {
          look = PatternTree.Look(isAhead: false, isNegated: false)
        } else if take("!") {
          look = PatternTree.Look(isAhead: false, isNegated: true)
        } else {
          group = nextGroup()
          let name = try parseName()
          guard groupNames.updateValue(groupCount - 1, forKey: name) == nil else {
            throw error("two groups are named \(name)", at: start)
          }
        }
      } else {
        throw error("(? is followed by none of : = ! <", at: start)
      }
    } else {
      group = nextGroup()
    }
    let inner = try parseChoice()
    guard take(")") else { throw error("a ( has no ) after it", at: start) }
    if let look { return .look(inner, look) }
    return group.map { .capture(inner, group: $0) } ?? inner
  }

  private mutating func nextGroup() -> Int {
    groupCount += 1
    return groupCount - 1
  }

  /// Reads the name of a group and the `>` after it.
  mutating func parseName() throws(PatternError) -> String {
    var name = ""
    while let scalar = current, scalar != ">" {
      let isPart =
        name.isEmpty
        ? scalar.properties.isIDStart || scalar == "$" || scalar == "_"
        : scalar.properties.isIDContinue || scalar == "$"
      guard isPart else { throw error("\(scalar) may not stand in the name of a group") }
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take(">"), !name.isEmpty else { throw error("the name of a group is not closed by >") }
    return name
  }

  /// Notes that a back-reference stands here.
  mutating func reference(toGroup group: Int, at offset: Int) -> PatternTree {
    references.append((group, offset))
    return .backReference(group: group)
  }

  mutating func reference(toName name: String, at offset: Int) throws(PatternError) -> PatternTree {
    if isCollecting { return .empty }
    guard let group = knownNames[name] else {
      throw error("there is no group named \(name)", at: offset)
    }
    return .backReference(group: group)
  }

  // MARK: Reading

  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  mutating func number() -> Int? {
    let start = position
    var value = 0
    while let scalar = current, ScalarClass.digit.contains(scalar.value) {
      value = min(value * 10 + Int(scalar.value - 0x30), 1_000_000)
      position += 1
    }
    return position == start ? nil : value
  }

  func error(_ message: String, at offset: Int? = nil) -> PatternError {
    PatternError(message: message, offset: offset ?? position)
  }
}
