/// Turns a parsed pattern into the steps of a machine.
struct PatternAssembler {
  /// A pattern that is longer than this when its counts are written out is refused.
  private static let greatestLength = 50_000

  private var program = PatternProgram()
  private var setIndices: [ScalarClass: Int32] = [:]
  private var isBackward = false

  static func assemble(_ tree: PatternTree, groups: Int) throws(PatternError) -> PatternProgram {
    var assembler = PatternAssembler()
    assembler.program.groups = groups
    try assembler.append(.capture(tree, group: 0))
    assembler.program.steps.append(.match)
    return assembler.program
  }

  private var next: Int32 { Int32(program.steps.count) }

  private mutating func emit(_ step: PatternProgram.Step) throws(PatternError) {
    guard program.steps.count < Self.greatestLength else {
      throw PatternError(message: "the pattern is too large when written out", offset: 0)
    }
    program.steps.append(step)
  }

  private mutating func append(_ tree: PatternTree) throws(PatternError) {
    switch tree {
    case .empty: break
    case .scalar(let set): try emit(.scalar(index(of: set), isBackward: isBackward))
    case .start: try emit(.start)
    case .end: try emit(.end)
    case .wordBoundary(let isNegated):
      program.hasWordBoundary = true
      try emit(.wordBoundary(isNegated: isNegated))
    case .sequence(let parts):
      for part in isBackward ? parts.reversed() : parts { try append(part) }
    case .choice(let branches): try append(choice: branches[...])
    case .capture(let inner, let group):
      let slot = Int32(group * 2)
      try emit(.save(isBackward ? slot + 1 : slot))
      try append(inner)
      try emit(.save(isBackward ? slot : slot + 1))
    case .backReference(let group):
      program.isIrregular = true
      program.hasBackReference = true
      try emit(.backReference(Int32(group), isBackward: isBackward))
    case .look(let inner, let look): try append(look, around: inner)
    case .repetition(let inner, let repetition): try append(repetition, of: inner)
    }
  }

  private mutating func index(of set: ScalarClass) -> Int32 {
    if let index = setIndices[set] { return index }
    let index = Int32(program.sets.count)
    program.sets.append(set)
    setIndices[set] = index
    return index
  }

  private mutating func append(choice branches: ArraySlice<PatternTree>) throws(PatternError) {
    var rest = branches
    var jumps: [Int] = []
    while let first = rest.popFirst() {
      if rest.isEmpty {
        try append(first)
        break
      }
      let split = program.steps.count
      try emit(.match)
      try append(first)
      jumps.append(program.steps.count)
      try emit(.match)
      program.steps[split] = .split(Int32(split + 1), next)
    }
    for jump in jumps { program.steps[jump] = .jump(next) }
  }

  private mutating func append(_ look: PatternTree.Look, around inner: PatternTree)
    throws(PatternError)
  {
    program.isIrregular = true
    let place = program.steps.count
    try emit(.match)
    let outside = isBackward
    isBackward = !look.isAhead
    try append(inner)
    try emit(.match)
    isBackward = outside
    program.steps[place] = .look(look, then: next)
  }

  private mutating func append(_ repetition: PatternTree.Repetition, of inner: PatternTree)
    throws(PatternError)
  {
    for _ in 0..<repetition.minimum { try append(round: inner, repetition) }
    guard let maximum = repetition.maximum else {
      return try append(loop: inner, repetition)
    }
    var splits: [Int] = []
    for _ in repetition.minimum..<max(maximum, repetition.minimum) {
      splits.append(program.steps.count)
      try emit(.match)
      try append(optional: inner, repetition)
    }
    for split in splits { program.steps[split] = self.split(at: split, repetition) }
  }

  private mutating func append(loop inner: PatternTree, _ repetition: PatternTree.Repetition)
    throws(PatternError)
  {
    let split = program.steps.count
    try emit(.match)
    try append(optional: inner, repetition)
    try emit(.jump(Int32(split)))
    program.steps[split] = self.split(at: split, repetition)
  }

  /// Appends a round that need not be, and so may not be empty.
  private mutating func append(optional inner: PatternTree, _ repetition: PatternTree.Repetition)
    throws(PatternError)
  {
    guard inner.canBeEmpty else { return try append(round: inner, repetition) }
    let register = Int32(program.rounds)
    program.rounds += 1
    try emit(.beginRound(register))
    try append(round: inner, repetition)
    try emit(.endRound(register))
  }

  private mutating func append(round inner: PatternTree, _ repetition: PatternTree.Repetition)
    throws(PatternError)
  {
    if !repetition.groups.isEmpty {
      try emit(
        .forget(from: Int32(repetition.groups.lowerBound), to: Int32(repetition.groups.upperBound))
      )
    }
    try append(inner)
  }

  /// The fork before an optional part that ends at the next step.
  private func split(at place: Int, _ repetition: PatternTree.Repetition) -> PatternProgram.Step {
    repetition.isGreedy ? .split(Int32(place + 1), next) : .split(next, Int32(place + 1))
  }
}
