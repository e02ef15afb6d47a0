internal import Git

/// The commits that the index does not know yet, parents before children, each line of first parents
/// as much in one run as can be.
struct NewCommits {
  /// The commits.
  private(set) var ids: [ObjectID] = []
  /// For a commit that several new ones follow as first parent: the one that leads to the tip, or
  /// whichever came first.
  private(set) var heirs: [ObjectID: ObjectID] = [:]
  /// How many new commits follow a commit directly, new or known.
  private(set) var children: [ObjectID: Int] = [:]
  /// The known commits that new ones follow directly.
  private(set) var known = Set<ObjectID>()

  init(leadingTo tip: ObjectID, _ repository: Repository, isKnown: (ObjectID) throws -> Bool)
    throws
  {
    var seen = Set<ObjectID>()
    var stack: [(node: CommitNode, next: Int)] = []
    var followers: [ObjectID: ObjectID] = [:]
    func enter(_ id: ObjectID) throws {
      guard seen.insert(id).inserted else { return }
      if try isKnown(id) {
        known.insert(id)
      } else {
        stack.append((try repository.readCommitNode(id), 0))
      }
    }
    try enter(tip)
    while let top = stack.last {
      if top.next < top.node.parents.count {
        stack[stack.count - 1].next += 1
        try enter(top.node.parents[top.next])
        continue
      }
      stack.removeLast()
      ids.append(top.node.id)
      for (place, parent) in top.node.parents.enumerated() {
        children[parent, default: 0] += 1
        guard place == 0 else { continue }
        if let other = followers[parent] {
          heirs[parent] = heirs[parent] ?? other
        } else {
          followers[parent] = top.node.id
        }
      }
    }
    try preferTheLine(to: tip, repository)
  }

  /// Where several commits follow one, the line to the tip goes on in its chain.
  private mutating func preferTheLine(to tip: ObjectID, _ repository: Repository) throws {
    if heirs.isEmpty { return }
    let new = Set(ids)
    var current = tip
    while new.contains(current), let parent = try repository.readCommitNode(current).parents.first {
      if heirs[parent] != nil { heirs[parent] = current }
      current = parent
    }
  }
}
