/// A regular pattern as a deterministic automaton over classes of scalars.
///
/// A state is the set of places that the pattern can be at, before the steps that take no letter are
/// gone: what those may do depends on the letter to come, so `$` and `\b` need no special care.
struct PatternAutomaton: Sendable {
  /// The states that end the search.
  private static let dead: UInt16 = 0
  private static let accepting: UInt16 = 1

  let alphabet: PatternAlphabet
  /// For each state the next one by class; the column after the classes is the end of the text.
  let table: ContiguousArray<UInt16>
  let start: UInt16
  let width: Int

  /// Builds the automaton; nil where it would grow too large.
  init?(_ program: PatternProgram) {
    guard let alphabet = PatternAlphabet(program),
      let built = AutomatonBuilder.build(program, alphabet)
    else { return nil }
    self.alphabet = alphabet
    table = built.table
    start = built.start
    width = alphabet.count + 1
  }

  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    table.withUnsafeBufferPointer { table in
      alphabet.ascii.withUnsafeBufferPointer { ascii in
        let answer = Self.matchesASCII(text, ascii, table, width: width, start: Int(start))
        return answer ?? matches(text, ascii, table)
      }
    }
  }

  /// Matches a text that is ASCII as far as it is read; nil where it is not.
  @inline(__always)
  static func matchesASCII(
    _ text: UnsafeBufferPointer<UInt8>,
    _ ascii: UnsafeBufferPointer<UInt8>,
    _ table: UnsafeBufferPointer<UInt16>,
    width: Int,
    start: Int
  ) -> Bool? {
    var state = start
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte >= 0x80 { return nil }
      state = Int(table[state &* width &+ Int(ascii[Int(byte)])])
      if state <= Int(accepting) { return state == Int(accepting) }
      place &+= 1
    }
    return table[state &* width &+ width &- 1] == accepting
  }

  private func matches(
    _ text: UnsafeBufferPointer<UInt8>,
    _ ascii: UnsafeBufferPointer<UInt8>,
    _ table: UnsafeBufferPointer<UInt16>
  ) -> Bool {
    var state = start
    var place = 0
    while state > Self.accepting, place < text.count {
      let scalar = text.scalar(at: &place)
      let letter = scalar < 0x80 ? Int(ascii[Int(scalar)]) : alphabet.letter(of: scalar)
      state = table[Int(state) * width + letter]
    }
    if state > Self.accepting { state = table[Int(state) * width + width - 1] }
    return state == Self.accepting
  }
}

/// Builds the table of an automaton by following all ways at once, once for every set of places.
private struct AutomatonBuilder {
  /// What stood before a place.
  private enum Before: UInt8 { case nothing, word, other }

  private struct State: Hashable {
    var before: Before
    var places: [Int32]
  }

  private static let greatestStates = 2_000
  private static let greatestTable = 1 << 16

  private let program: PatternProgram
  private let alphabet: PatternAlphabet
  private var known: [State: UInt16] = [:]
  private var states: [State] = []
  private var table: ContiguousArray<UInt16> = []
  private var seen: [Bool]

  private init(_ program: PatternProgram, _ alphabet: PatternAlphabet) {
    self.program = program
    self.alphabet = alphabet
    seen = [Bool](repeating: false, count: program.steps.count)
  }

  static func build(_ program: PatternProgram, _ alphabet: PatternAlphabet)
    -> (table: ContiguousArray<UInt16>, start: UInt16)?
  {
    // A pattern that is long when written out would be slow to build and gain nothing.
    guard program.steps.count <= 2_000 else { return nil }
    var builder = AutomatonBuilder(program, alphabet)
    return builder.build()
  }

  private mutating func build() -> (table: ContiguousArray<UInt16>, start: UInt16)? {
    let width = alphabet.count + 1
    // The two states that end the search have rows as well, so that indices are simple.
    table = ContiguousArray(repeating: 0, count: 2 * width)
    states = [State(before: .nothing, places: []), State(before: .nothing, places: [-1])]
    // A match may begin anywhere, unless every way begins with `^`.
    let isAnchored = isAnchoredAtStart
    let start = index(of: State(before: .nothing, places: [0]))
    var state = Int(start)
    while state < states.count {
      guard states.count <= Self.greatestStates, states.count * width <= Self.greatestTable else {
        return nil
      }
      fill(state, isAnchored: isAnchored)
      state += 1
    }
    return (table, start)
  }

  /// Whether no way leads on from anywhere but the start of the text.
  private var isAnchoredAtStart: Bool {
    var copy = self
    let letters: [Int?] = [nil] + (0..<alphabet.count).map { $0 }
    return letters.allSatisfy { letter in
      copy.closure(of: [0], .other, next: letter).isEmpty
        && copy.closure(of: [0], .word, next: letter).isEmpty
    }
  }

  private mutating func index(of state: State) -> UInt16 {
    if state.places.isEmpty { return 0 }
    if let index = known[state] { return index }
    let index = UInt16(states.count)
    known[state] = index
    states.append(state)
    return index
  }

  private mutating func fill(_ state: Int, isAnchored: Bool) {
    let width = alphabet.count + 1
    var row = ContiguousArray<UInt16>(repeating: 0, count: width)
    // Without word boundaries all letters see the same ways.
    let shared =
      program.hasWordBoundary
      ? nil : closure(of: states[state].places, states[state].before, next: 0)
    for letter in 0..<alphabet.count {
      let ways =
        shared ?? closure(of: states[state].places, states[state].before, next: letter)
      row[letter] = step(over: letter, ways, isAnchored: isAnchored)
    }
    let atEnd = closure(of: states[state].places, states[state].before, next: nil)
    row[alphabet.count] = atEnd.contains(-1) ? 1 : 0
    table.append(contentsOf: row)
  }

  private mutating func step(over letter: Int, _ ways: [Int32], isAnchored: Bool) -> UInt16 {
    if ways.contains(-1) { return 1 }
    var places: [Int32] = []
    for way in ways {
      guard case .scalar(let set, _) = program.steps[Int(way)] else { continue }
      if alphabet.contains(letter, in: set) { places.append(way + 1) }
    }
    if !isAnchored { places.append(0) }
    places.sort()
    var distinct: [Int32] = []
    for place in places where distinct.last != place { distinct.append(place) }
    let before: Before =
      !program.hasWordBoundary ? .other : alphabet.isWord[letter] ? .word : .other
    return index(of: State(before: before, places: distinct))
  }

  /// The letter-taking steps that are reached without taking a letter; -1 stands for a match.
  private mutating func closure(of places: [Int32], _ before: Before, next letter: Int?) -> [Int32]
  {
    var reached: [Int32] = []
    var touched: [Int32] = []
    var pending = places.reversed() as [Int32]
    while let place = pending.popLast() {
      guard place >= 0, !seen[Int(place)] else { continue }
      seen[Int(place)] = true
      touched.append(place)
      switch program.steps[Int(place)] {
      case .scalar: reached.append(place)
      case .match: reached.append(-1)
      case .split(let first, let second):
        pending.append(second)
        pending.append(first)
      case .jump(let target): pending.append(target)
      case .start: if before == .nothing { pending.append(place + 1) }
      case .end: if letter == nil { pending.append(place + 1) }
      case .wordBoundary(let isNegated):
        let isBoundary = (before == .word) != (letter.map { alphabet.isWord[$0] } ?? false)
        if isBoundary != isNegated { pending.append(place + 1) }
      case .save, .forget, .beginRound, .endRound: pending.append(place + 1)
      case .look, .backReference: break
      }
    }
    for place in touched { seen[Int(place)] = false }
    return reached
  }
}
