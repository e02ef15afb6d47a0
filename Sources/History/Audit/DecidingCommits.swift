internal import Git

/// Which commit brought each other one to the chain of first parents: whoever approved that approved
/// what it brought.
final class DecidingCommits {
  private let repository: Repository
  private let head: ObjectID
  private var known: [ObjectID: ObjectID]?

  init(_ repository: Repository, head: ObjectID) {
    self.repository = repository
    self.head = head
  }

  /// Returns the commit on the chain by which a commit came; itself where it stands there.
  func decider(of commit: ObjectID) throws -> ObjectID {
    if let known { return known[commit] ?? commit }
    let found = try find()
    known = found
    return found[commit] ?? commit
  }

  /// Goes up the chain from its root: what a commit leads to and none before it did came by it.
  private func find() throws -> [ObjectID: ObjectID] {
    var found: [ObjectID: ObjectID] = [:]
    for link in try repository.commitWalk(from: head, firstParent: true).reversed() {
      var pending = [link]
      while let id = pending.popLast() {
        if found[id] != nil { continue }
        found[id] = link
        pending += try repository.readCommitNode(id).parents.filter { found[$0] == nil }
      }
    }
    return found
  }
}
