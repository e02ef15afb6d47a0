/// Turns a parsed pattern into the steps of a machine.
enum PatternAssembler {
  private static let greatestLength = 20_000

  static func assemble(_ tree: PatternTree) throws(PatternError) -> [Pattern.Step] {
    var steps: [Pattern.Step] = []
    try append(tree, to: &steps)
    steps.append(.match)
    return steps
  }

  private static func append(_ tree: PatternTree, to steps: inout [Pattern.Step])
    throws(PatternError)
  {
    guard steps.count < greatestLength else {
      throw PatternError(message: "the pattern is too large when written out", offset: 0)
    }
    switch tree {
    case .empty: break
    case .scalar(let scalars): steps.append(.scalar(scalars))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .wordBoundary(let isNegated): steps.append(.wordBoundary(isNegated: isNegated))
    case .sequence(let parts): for part in parts { try append(part, to: &steps) }
    case .choice(let branches): try appendChoice(branches[...], to: &steps)
    case .repeat(let inner, let minimum, let maximum):
      for _ in 0..<minimum { try append(inner, to: &steps) }
      if let maximum {
        for _ in minimum..<maximum { try appendOptional(inner, to: &steps) }
      } else {
        try appendLoop(inner, to: &steps)
      }
    }
  }

  private static func appendChoice(
    _ branches: ArraySlice<PatternTree>,
    to steps: inout [Pattern.Step]
  ) throws(PatternError) {
    guard let first = branches.first else { return }
    guard branches.count > 1 else { return try append(first, to: &steps) }
    let split = steps.count
    steps.append(.match)
    try append(first, to: &steps)
    let jump = steps.count
    steps.append(.match)
    steps[split] = .split(split + 1, steps.count)
    try appendChoice(branches.dropFirst(), to: &steps)
    steps[jump] = .jump(steps.count)
  }

  private static func appendOptional(_ inner: PatternTree, to steps: inout [Pattern.Step])
    throws(PatternError)
  {
    let split = steps.count
    steps.append(.match)
    try append(inner, to: &steps)
    steps[split] = .split(split + 1, steps.count)
  }

  private static func appendLoop(_ inner: PatternTree, to steps: inout [Pattern.Step])
    throws(PatternError)
  {
    let split = steps.count
    steps.append(.match)
    try append(inner, to: &steps)
    steps.append(.jump(split))
    steps[split] = .split(split + 1, steps.count)
  }
}
