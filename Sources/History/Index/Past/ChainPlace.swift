/// Where a commit stands: on a chain of first parents, so many commits after the root of its line.
///
/// Chains make the way back quick. A chain is a run of commits each of which is the first parent of
/// the next; where a line forks, one branch goes on in the chain and the others begin chains of their
/// own. The state of a file at a place is the last change of it on the chain up to there, or, where
/// there is none, at the place where the chain began.
struct ChainPlace: Hashable {
  let chain: Int
  let position: Int
}

/// How a chain began.
struct Chain {
  /// The position of its first commit.
  let start: Int
  /// The chain that it forked from, at the position before its first; nil for a root.
  let parent: Int?

  /// Where the first parent of its first commit stands; nil for a root.
  var origin: ChainPlace? { parent.map { ChainPlace(chain: $0, position: start - 1) } }
}
