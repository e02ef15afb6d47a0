/// Matches a regular pattern by following all ways at once: for patterns whose automaton would be
/// too large. Time is the text's length times the pattern's.
enum PatternSimulation {
  static func matches(_ program: PatternProgram, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = program.steps.count
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: count * 5 + 8) { memory in
      memory.initialize(repeating: 0)
      var run = Run(program: program, text: text, memory: memory, count: count)
      return run.matches()
    }
  }

  private struct Run {
    let program: PatternProgram
    let text: UnsafeBufferPointer<UInt8>
    let memory: UnsafeMutableBufferPointer<Int32>
    let count: Int
    private var generation: Int32 = 0

    init(
      program: PatternProgram,
      text: UnsafeBufferPointer<UInt8>,
      memory: UnsafeMutableBufferPointer<Int32>,
      count: Int
    ) {
      self.program = program
      self.text = text
      self.memory = memory
      self.count = count
    }

    mutating func matches() -> Bool {
      // The memory holds: current ways, next ways, marks, and a stack of twice the length.
      var current = 0
      var next = count
      var currentCount = 0
      var place = 0
      var before: UInt32?
      generation = 1
      while true {
        var after = place
        let letter = place < text.count ? text.scalar(at: &after) : nil
        if add(0, to: current, &currentCount, before, letter) { return true }
        guard let letter else { return false }
        generation += 1
        var nextCount = 0
        var beyond = after
        let following = after < text.count ? text.scalar(at: &beyond) : nil
        for index in 0..<currentCount {
          let way = memory[current + index]
          guard case .scalar(let set, _) = program.steps[Int(way)],
            program.sets[Int(set)].contains(letter)
          else { continue }
          if add(way + 1, to: next, &nextCount, letter, following) { return true }
        }
        swap(&current, &next)
        currentCount = nextCount
        before = letter
        place = after
      }
    }

    /// Adds a way and all that it reaches without a letter; true where that is a match.
    private mutating func add(
      _ start: Int32,
      to list: Int,
      _ listCount: inout Int,
      _ before: UInt32?,
      _ next: UInt32?
    ) -> Bool {
      let marks = count * 2
      let stack = count * 3
      memory[stack] = start
      var depth = 1
      while depth > 0 {
        depth -= 1
        let place = memory[stack + depth]
        guard memory[marks + Int(place)] != generation else { continue }
        memory[marks + Int(place)] = generation
        func push(_ place: Int32) {
          memory[stack + depth] = place
          depth += 1
        }
        switch program.steps[Int(place)] {
        case .match: return true
        case .scalar:
          memory[list + listCount] = place
          listCount += 1
        case .split(let first, let second):
          push(second)
          push(first)
        case .jump(let target): push(target)
        case .start: if before == nil { push(place + 1) }
        case .end: if next == nil { push(place + 1) }
        case .wordBoundary(let isNegated):
          let isBoundary =
            (before.map(ScalarClass.isWord) ?? false) != (next.map(ScalarClass.isWord) ?? false)
          if isBoundary != isNegated { push(place + 1) }
        case .save, .forget, .beginRound, .endRound: push(place + 1)
        case .look, .backReference: break
        }
      }
      return false
    }
  }
}
