/// Matches a pattern by trying its ways one after the other, as ECMA-262 describes it: for what is
/// not regular, and for what groups capture.
///
/// A search that takes more than some steps is begun again and remembers, so that no way is tried a
/// second time from one step at one place; that is not possible with back-references. Where the
/// pattern is not regular the number of steps is limited in the end, and a search beyond the limit
/// finds nothing.
struct PatternBacktracker {
  /// Steps after which a search begins to remember.
  private static let stepsWithoutMemory = 100_000
  private static let greatestSteps = 2_000_000
  private static let stepsForEachByte = 64
  /// More pairs of step and place than this are not remembered.
  private static let greatestMemory = 1 << 26

  private let program: PatternProgram
  private let text: UnsafeBufferPointer<UInt8>
  private var slots: [Int]
  private var rounds: [Int]
  private var stepsLeft = 0
  private var remembers = false

  /// What is undone or tried when a way fails.
  private enum Retreat {
    case way(step: Int32, place: Int)
    case slot(Int, old: Int)
    case round(Int, old: Int)
  }

  init(_ program: PatternProgram, _ text: UnsafeBufferPointer<UInt8>) {
    self.program = program
    self.text = text
    slots = [Int](repeating: -1, count: program.groups * 2)
    rounds = [Int](repeating: -1, count: program.rounds)
  }

  /// Returns the slots of the leftmost match, start and end for each group, or nil.
  mutating func search() -> [Int]? {
    let greatest = Self.greatestSteps + Self.stepsForEachByte * text.count
    let (pairs, isBeyond) = program.steps.count.multipliedReportingOverflow(by: text.count + 1)
    let canRemember = !program.hasBackReference && !isBeyond && pairs <= Self.greatestMemory
    stepsLeft = canRemember ? Self.stepsWithoutMemory : greatest
    if let slots = attempt() { return slots }
    guard stepsLeft <= 0, canRemember else { return nil }
    remembers = true
    stepsLeft = program.isIrregular ? greatest : .max
    return attempt()
  }

  private mutating func attempt() -> [Int]? {
    var start = 0
    var memory = Memory(steps: program.steps.count, places: remembers ? text.count + 1 : 0)
    while true {
      for index in slots.indices { slots[index] = -1 }
      if run(from: 0, at: start, &memory) { return slots }
      guard start < text.count, stepsLeft > 0 else { return nil }
      _ = text.scalar(at: &start)
    }
  }

  /// The pairs of step and place that have been tried.
  private struct Memory {
    private var bits: [UInt64]
    private var pairs: Set<Int> = []
    private let steps: Int
    private let isSparse: Bool

    /// A memory of all places, or of none.
    init(steps: Int, places: Int) {
      self.steps = steps
      isSparse = false
      bits = [UInt64](repeating: 0, count: (steps * places + 63) / 64)
    }

    /// A memory of few places, for what is done often.
    init(sparseWithSteps steps: Int) {
      self.steps = steps
      isSparse = true
      bits = []
    }

    mutating func insert(_ step: Int32, _ place: Int) -> Bool {
      let index = place * steps + Int(step)
      if isSparse { return pairs.insert(index).inserted }
      if bits.isEmpty { return true }
      let bit = UInt64(1) << UInt64(index & 63)
      if bits[index >> 6] & bit != 0 { return false }
      bits[index >> 6] |= bit
      return true
    }
  }

  /// Tries to reach `match` from a step; on success the slots hold what was captured.
  private mutating func run(from first: Int32, at start: Int, _ memory: inout Memory) -> Bool {
    var retreats: [Retreat] = [.way(step: first, place: start)]
    while let retreat = retreats.popLast() {
      switch retreat {
      case .slot(let slot, let old): slots[slot] = old
      case .round(let register, let old): rounds[register] = old
      case .way(let step, let place):
        if follow(step, place, &retreats, &memory) { return true }
      }
    }
    return false
  }

  /// Follows one way until it matches or fails.
  private mutating func follow(
    _ first: Int32,
    _ start: Int,
    _ retreats: inout [Retreat],
    _ memory: inout Memory
  ) -> Bool {
    var step = first
    var place = start
    while true {
      stepsLeft -= 1
      guard stepsLeft > 0, memory.insert(step, place) else { return false }
      switch program.steps[Int(step)] {
      case .match: return true
      case .scalar(let set, let isBackward):
        guard take(set, isBackward, &place) else { return false }
        step += 1
      case .split(let preferred, let other):
        retreats.append(.way(step: other, place: place))
        step = preferred
      case .jump(let target): step = target
      case .save(let slot):
        retreats.append(.slot(Int(slot), old: slots[Int(slot)]))
        slots[Int(slot)] = place
        step += 1
      case .forget(let from, let to):
        for slot in Int(from) * 2..<Int(to) * 2 where slots[slot] >= 0 {
          retreats.append(.slot(slot, old: slots[slot]))
          slots[slot] = -1
        }
        step += 1
      case .start:
        guard place == 0 else { return false }
        step += 1
      case .end:
        guard place == text.count else { return false }
        step += 1
      case .wordBoundary(let isNegated):
        guard isBoundary(place) != isNegated else { return false }
        step += 1
      case .look(let look, let then):
        guard holds(look, from: step + 1, at: place, &retreats) else { return false }
        step = then
      case .backReference(let group, let isBackward):
        guard takeReference(Int(group), isBackward, &place) else { return false }
        step += 1
      case .beginRound(let register):
        retreats.append(.round(Int(register), old: rounds[Int(register)]))
        rounds[Int(register)] = place
        step += 1
      case .endRound(let register):
        // Where tried ways are remembered, what a round began with is not known any more; an empty
        // one comes back to a way that was tried.
        guard remembers || rounds[Int(register)] != place else { return false }
        step += 1
      }
    }
  }

  private func take(_ set: Int32, _ isBackward: Bool, _ place: inout Int) -> Bool {
    if isBackward {
      guard place > 0 else { return false }
      return program.sets[Int(set)].contains(text.scalar(before: &place))
    }
    guard place < text.count else { return false }
    return program.sets[Int(set)].contains(text.scalar(at: &place))
  }

  private func isBoundary(_ place: Int) -> Bool {
    let isBefore = place > 0 && ScalarClass.isWord(UInt32(text[place - 1]))
    let isAfter = place < text.count && ScalarClass.isWord(UInt32(text[place]))
    return isBefore != isAfter
  }

  private mutating func holds(
    _ look: PatternTree.Look,
    from step: Int32,
    at place: Int,
    _ retreats: inout [Retreat]
  ) -> Bool {
    let before = slots
    var memory =
      remembers
      ? Memory(sparseWithSteps: program.steps.count)
      : Memory(steps: program.steps.count, places: 0)
    let isMatch = run(from: step, at: place, &memory)
    if look.isNegated || !isMatch {
      slots = before
      return isMatch != look.isNegated
    }
    // What was captured within stays, until the way that leads on fails.
    for slot in slots.indices where slots[slot] != before[slot] {
      retreats.append(.slot(slot, old: before[slot]))
    }
    return true
  }

  /// Takes what a group captured once more; a group that took no part takes nothing.
  private func takeReference(_ group: Int, _ isBackward: Bool, _ place: inout Int) -> Bool {
    let start = slots[group * 2]
    let end = slots[group * 2 + 1]
    guard start >= 0, end >= start else { return true }
    let length = end - start
    let from = isBackward ? place - length : place
    guard from >= 0, from + length <= text.count else { return false }
    for offset in 0..<length where text[start + offset] != text[from + offset] { return false }
    place = isBackward ? from : from + length
    return true
  }
}
