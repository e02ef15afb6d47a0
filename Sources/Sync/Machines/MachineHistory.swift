internal import Git
internal import History

/// The commits of a history that say of themselves that a machine made them, newest first.
struct MachineHistory {
  private let repository: Repository

  init(_ repository: Repository) { self.repository = repository }

  /// Hands out the commits until `visit` answers false; what deliveries hold is passed over.
  func walk(from commit: ObjectID, _ visit: (CommitFacts) throws -> Bool) throws {
    var seen: Set<ObjectID> = [commit]
    var queue = NewestFirst<CommitFacts>()
    func push(_ id: ObjectID) throws {
      let facts = CommitFacts(try repository.readCommit(id))
      queue.push(facts, time: facts.time)
    }
    try push(commit)
    while let facts = queue.pop() {
      if facts.isMachine, try !visit(facts) { return }
      let delivered = Set(SourceHeads.deliveries(of: facts).map(\.commit))
      for parent in facts.parents where !delivered.contains(parent) {
        if seen.insert(parent).inserted { try push(parent) }
      }
    }
  }

  /// The newest of them, or nil.
  func newest(from commit: ObjectID) throws -> CommitFacts? {
    var found: CommitFacts?
    try walk(from: commit) { facts in
      found = facts
      return false
    }
    return found
  }
}
