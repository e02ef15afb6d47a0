/// The letters of an automaton: classes of scalars that no set of the pattern tells apart.
struct PatternAlphabet: Sendable {
  /// More letters than this are not worth a table.
  private static let greatestCount = 250
  /// More different properties than this are not told apart by letters.
  private static let greatestTests = 3

  /// The letter of each ASCII scalar.
  let ascii: ContiguousArray<UInt8>
  /// Whether the scalars of each letter belong to words, as `\b` sees it.
  let isWord: [Bool]
  private let members: [[Bool]]
  /// Where runs of scalars of one kind start, from U+0080 on.
  private let starts: ContiguousArray<UInt32>
  /// The letters of each run: one for every combination of the tests' answers.
  private let letters: ContiguousArray<UInt8>
  private let tests: [PropertyTest]

  /// The number of letters.
  var count: Int { isWord.count }

  /// A letter and what tells it from others.
  private struct Signature: Hashable {
    var sets: [Bool]
    var isWord: Bool
  }

  init?(_ program: PatternProgram) {
    var tests: [PropertyTest] = []
    for set in program.sets {
      for test in set.tests where !tests.contains(test) { tests.append(test) }
    }
    guard tests.count <= Self.greatestTests else { return nil }
    self.tests = tests
    var known: [Signature: UInt8] = [:]
    var signatures: [Signature] = []
    func letter(_ scalar: UInt32, _ answers: Int) -> UInt8? {
      let sets = program.sets.map { set in
        let isInRange = set.ranges.contains { $0.contains(scalar) }
        let isTested = set.tests.contains { test in
          tests.firstIndex(of: test).map { answers >> $0 & 1 == 1 } ?? false
        }
        return (isInRange || isTested) != set.isNegated
      }
      let signature = Signature(
        sets: sets,
        isWord: program.hasWordBoundary && ScalarClass.isWord(scalar)
      )
      if let letter = known[signature] { return letter }
      guard signatures.count < Self.greatestCount else { return nil }
      known[signature] = UInt8(signatures.count)
      signatures.append(signature)
      return UInt8(signatures.count - 1)
    }
    func answers(_ scalar: UInt32) -> Int {
      tests.enumerated().reduce(0) { $0 | ($1.element.holds(for: scalar) ? 1 << $1.offset : 0) }
    }
    var ascii: ContiguousArray<UInt8> = []
    for scalar in UInt32(0)..<0x80 {
      guard let letter = letter(scalar, answers(scalar)) else { return nil }
      ascii.append(letter)
    }
    var bounds: Set<UInt32> = [0x80]
    for range in program.sets.lazy.flatMap(\.ranges) where range.upperBound >= 0x80 {
      bounds.insert(max(0x80, range.lowerBound))
      if range.upperBound < 0x10FFFF { bounds.insert(range.upperBound + 1) }
    }
    let starts = ContiguousArray(bounds.sorted())
    var letters: ContiguousArray<UInt8> = []
    for start in starts {
      for combination in 0..<(1 << tests.count) {
        guard let letter = letter(start, combination) else { return nil }
        letters.append(letter)
      }
    }
    self.ascii = ascii
    self.starts = starts
    self.letters = letters
    isWord = signatures.map(\.isWord)
    members = signatures.map(\.sets)
  }

  func contains(_ letter: Int, in set: Int32) -> Bool { members[letter][Int(set)] }

  /// The letter of a scalar that is not ASCII.
  func letter(of scalar: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= scalar { low = middle } else { high = middle }
    }
    if tests.isEmpty { return Int(letters[low]) }
    var answers = 0
    for (place, test) in tests.enumerated() where test.holds(for: scalar) { answers |= 1 << place }
    return Int(letters[low << tests.count | answers])
  }
}
