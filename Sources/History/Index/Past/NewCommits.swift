internal import Git

/// The commits that the index does not know yet, parents before children, each line of first parents
/// as much in one run as can be.
struct NewCommits {
  private(set) var nodes: [CommitNode] = []
  /// For a commit that several new ones follow as first parent: the one that leads to the tip.
  private(set) var heirs: [ObjectID: ObjectID] = [:]
  /// The known commits that new ones follow directly.
  private(set) var known = Set<ObjectID>()

  init(leadingTo tip: ObjectID, _ repository: Repository, isKnown: (ObjectID) throws -> Bool)
    throws
  {
    var state: [ObjectID: Bool] = [:]
    var stack: [(node: CommitNode, next: Int)] = []
    func enter(_ id: ObjectID) throws {
      if state[id] != nil { return }
      if try isKnown(id) {
        known.insert(id)
        state[id] = true
        return
      }
      state[id] = false
      stack.append((try repository.readCommitNode(id), 0))
    }
    try enter(tip)
    while let top = stack.last {
      if top.next < top.node.parents.count {
        stack[stack.count - 1].next += 1
        try enter(top.node.parents[top.next])
      } else {
        stack.removeLast()
        nodes.append(top.node)
      }
    }
    let byID = Dictionary(nodes.map { ($0.id, $0) }) { first, _ in first }
    var current = byID[tip]
    while let node = current, let parent = node.parents.first {
      heirs[parent] = node.id
      current = byID[parent]
    }
  }
}
