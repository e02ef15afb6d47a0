/// A parsed pattern.
indirect enum PatternTree {
  case empty
  case scalar(ScalarClass)
  case sequence([PatternTree])
  case choice([PatternTree])
  case repetition(PatternTree, Repetition)
  case capture(PatternTree, group: Int)
  case start
  case end
  case wordBoundary(isNegated: Bool)
  case look(PatternTree, Look)
  case backReference(group: Int)

  /// How often something stands.
  struct Repetition {
    let minimum: Int
    let maximum: Int?
    let isGreedy: Bool
    /// The groups inside, which every round forgets.
    let groups: Range<Int>
  }

  /// What must, or must not, stand before or behind.
  struct Look: Hashable, Sendable {
    let isAhead: Bool
    let isNegated: Bool
  }

  /// Whether the tree can match without taking a letter.
  var canBeEmpty: Bool {
    switch self {
    case .empty, .start, .end, .wordBoundary, .look, .backReference: true
    case .scalar: false
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .choice(let branches): branches.contains(where: \.canBeEmpty)
    case .repetition(let inner, let repetition): repetition.minimum == 0 || inner.canBeEmpty
    case .capture(let inner, _): inner.canBeEmpty
    }
  }
}
