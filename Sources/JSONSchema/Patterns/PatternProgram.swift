/// A pattern as the steps of a machine that can be in several places at once.
struct PatternProgram: Sendable {
  /// One step. Steps that take no letter go on to the next step or to those that they name.
  enum Step: Sendable {
    /// Takes one scalar of a set; the text is read backwards inside a look-behind.
    case scalar(Int32, isBackward: Bool)
    /// Goes both ways, the first preferred.
    case split(Int32, Int32)
    case jump(Int32)
    case save(Int32)
    /// Forgets what groups have captured.
    case forget(from: Int32, to: Int32)
    case start
    case end
    case wordBoundary(isNegated: Bool)
    /// The body follows and ends in `match`; the way goes on at `then`.
    case look(PatternTree.Look, then: Int32)
    case backReference(Int32, isBackward: Bool)
    /// Notes the place, so that a round that took nothing is noticed.
    case beginRound(Int32)
    case endRound(Int32)
    case match
  }

  var steps: ContiguousArray<Step> = []
  /// The sets, each once.
  var sets: [ScalarClass] = []
  /// The number of groups, the whole match counted as the first.
  var groups = 1
  /// The number of registers that note where rounds began.
  var rounds = 0
  /// Whether it has look-around or back-references, so that no automaton can do its work.
  var isIrregular = false
  var hasBackReference = false
  var hasWordBoundary = false
}
