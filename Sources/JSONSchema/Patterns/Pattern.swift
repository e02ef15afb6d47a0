/// A regular expression in the ECMA-262 dialect (edition 15, section 22.2, with the `u` flag).
///
/// What is regular is matched by a deterministic automaton over classes of scalars, built once, or,
/// where that would grow too large, by following all ways at once: time is linear in the text
/// whatever the pattern. Look-around is matched by backtracking that never tries the same step at
/// the same place twice, so its time is bounded by a polynomial; back-references by backtracking
/// with a limit on its steps, beyond which the text counts as not matching.
public struct Pattern: Sendable {
  /// The pattern as it was written.
  public let source: String
  /// The numbers of the named groups.
  public let groupNames: [String: Int]
  let program: PatternProgram
  let automaton: PatternAutomaton?
  let shape: PatternShape?

  /// Compiles a pattern; the error says what the dialect does not know or the engine refuses.
  public init(_ source: String) throws(PatternError) {
    self.source = source
    var parser = PatternParser(source)
    let tree = try parser.parse()
    groupNames = parser.groupNames
    program = try PatternAssembler.assemble(tree, groups: parser.groups)
    shape = PatternShape(tree)
    automaton = shape == nil && !program.isIrregular ? PatternAutomaton(program) : nil
  }

  /// Whether the pattern matches somewhere in the text.
  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches($0) }
  }

  /// Whether the pattern matches somewhere in valid UTF-8.
  public func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if let shape { return shape.matches(text) }
    if let automaton { return automaton.matches(text) }
    if program.isIrregular {
      var backtracker = PatternBacktracker(program, text)
      return backtracker.search() != nil
    }
    return PatternSimulation.matches(program, text)
  }

  /// Returns what the groups of the leftmost match hold, the whole match first, or nil where the
  /// pattern does not match. A group that took no part holds nil.
  public func captures(in text: String) -> [String?]? {
    var text = text
    return text.withUTF8 { bytes -> [String?]? in
      var backtracker = PatternBacktracker(program, bytes)
      guard let slots = backtracker.search() else { return nil }
      return (0..<program.groups).map { group in
        let start = slots[group * 2]
        let end = slots[group * 2 + 1]
        guard start >= 0, end >= start else { return nil }
        return String(decoding: bytes[start..<end], as: UTF8.self)
      }
    }
  }
}

extension Pattern: Hashable {
  /// Whether both are written alike.
  public static func == (left: Pattern, right: Pattern) -> Bool {
    left.source.utf8.elementsEqual(right.source.utf8)
  }

  /// Feeds the source.
  public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}
