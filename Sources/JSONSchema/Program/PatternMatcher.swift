/// How a program matches a pattern: where its tables lie among those of all patterns.
struct PatternMatcher: Sendable {
  enum Kind: UInt8, Sendable {
    case shape
    case automaton
    case other
  }

  var kind = Kind.other
  var isAnchoredAtEnd = false
  /// Where the table of bytes lies: of a shape, or the letters of an automaton.
  var bytes: Int32 = 0
  /// Where the units of a shape or the transitions of an automaton lie.
  var start: Int32 = 0
  var count: Int32 = 0
  var firstState: Int32 = 0
}

/// The tables of all patterns of a program.
struct PatternTables: Sendable {
  var matchers: ContiguousArray<PatternMatcher> = []
  var bytes: ContiguousArray<UInt8> = []
  var units: ContiguousArray<PatternShape.Unit> = []
  var transitions: ContiguousArray<UInt16> = []

  mutating func add(_ pattern: Pattern) {
    var matcher = PatternMatcher()
    if let shape = pattern.shape {
      matcher.kind = .shape
      matcher.isAnchoredAtEnd = shape.isAnchoredAtEnd
      matcher.bytes = Int32(bytes.count)
      bytes.append(contentsOf: shape.table)
      matcher.start = Int32(units.count)
      matcher.count = Int32(shape.units.count)
      units.append(contentsOf: shape.units)
    } else if let automaton = pattern.automaton {
      matcher.kind = .automaton
      matcher.bytes = Int32(bytes.count)
      bytes.append(contentsOf: automaton.alphabet.ascii)
      matcher.start = Int32(transitions.count)
      matcher.count = Int32(automaton.width)
      matcher.firstState = Int32(automaton.start)
      transitions.append(contentsOf: automaton.table)
    }
    matchers.append(matcher)
  }
}
