/// The order in which commits are walked.
public enum CommitOrder: Sendable {
  /// The newest first, by the time of writing, as git lists by default. The walk begins at once and
  /// looks no further than it goes; where clocks were wrong, a commit may come before one that
  /// follows it.
  case date
  /// As `date`, but none before everything that follows it (git's `--date-order`). The whole range is
  /// read before the first commit is handed out.
  case topological
}

extension Repository {
  /// Hands out the commits that some lead to and that no hidden one leads to, until `visit` answers
  /// false.
  ///
  /// - Parameters:
  ///   - commits: Where the walk begins.
  ///   - hidden: Commits that are left out with all of their history. As in git, hiding goes by dates
  ///     with some slack; a clock that was wrong by more than a handful of commits can let one
  ///     through.
  ///   - order: The order.
  ///   - firstParent: Whether only first parents are followed.
  ///   - visit: Takes a commit; false ends the walk.
  public func walkCommits(
    from commits: [ObjectID],
    hiding hidden: [ObjectID] = [],
    order: CommitOrder = .date,
    firstParent: Bool = false,
    _ visit: (CommitNode) throws(GitError) -> Bool
  ) throws(GitError) {
    var walk = CommitWalk(firstParent: firstParent)
    for id in commits { walk.push(try readCommitNode(id), isHidden: false) }
    for id in hidden { walk.push(try readCommitNode(id), isHidden: true) }
    if order == .date, hidden.isEmpty {
      while let node = walk.pop() {
        for parent in walk.parents(of: node) where !walk.isKnown(parent) {
          walk.push(try readCommitNode(parent), isHidden: false)
        }
        if try !visit(node) { return }
      }
      return
    }
    let nodes = try limited(&walk)
    for node in order == .date ? nodes : CommitWalk.sorted(nodes, firstParent: firstParent) {
      if try !visit(node) { return }
    }
  }

  /// Reads the range that the hidden commits leave, in order of date.
  private func limited(_ walk: inout CommitWalk) throws(GitError) -> [CommitNode] {
    var found: [CommitNode] = []
    var slack = CommitWalk.slack
    while let node = walk.pop() {
      let isHidden = walk.isHidden(node.id)
      for parent in walk.parents(of: node) {
        if !walk.isKnown(parent) {
          walk.push(try readCommitNode(parent), isHidden: isHidden)
        } else if isHidden {
          walk.hide(parent)
        }
      }
      if !isHidden {
        found.append(node)
      } else if walk.hasOpenCommits || walk.isNewerAhead(than: found.last?.time) {
        slack = CommitWalk.slack
      } else {
        slack -= 1
        if slack == 0 { break }
      }
    }
    return found.filter { !walk.isHidden($0.id) }
  }
}

/// The state of a walk: a queue of commits by date, and what is known of each.
struct CommitWalk {
  /// How many hidden commits are still looked at when nothing else is left, as in git.
  static let slack = 5

  private let firstParent: Bool
  private var queue = NewestFirst<CommitNode>()
  private var hidden: Set<ObjectID> = []
  private var nodes: [ObjectID: CommitNode] = [:]
  private var queued: Set<ObjectID> = []
  private var openCount = 0

  init(firstParent: Bool) { self.firstParent = firstParent }

  /// Whether a commit that is not hidden waits.
  var hasOpenCommits: Bool { openCount > 0 }

  func isKnown(_ id: ObjectID) -> Bool { nodes[id] != nil }

  func isHidden(_ id: ObjectID) -> Bool { hidden.contains(id) }

  /// Whether a commit waits that is newer than the last one found.
  func isNewerAhead(than time: Int64?) -> Bool {
    guard let time, let next = queue.first else { return false }
    return time <= next.time
  }

  /// The parents that the walk goes to.
  func parents(of node: CommitNode) -> ArraySlice<ObjectID> {
    firstParent && !hidden.contains(node.id) ? node.parents.prefix(1) : node.parents[...]
  }

  mutating func push(_ node: CommitNode, isHidden: Bool) {
    if nodes[node.id] == nil {
      nodes[node.id] = node
      queue.push(node, time: node.time)
      queued.insert(node.id)
      openCount += 1
    }
    if isHidden { hide(node.id) }
  }

  mutating func pop() -> CommitNode? {
    guard let node = queue.pop() else { return nil }
    queued.remove(node.id)
    if !hidden.contains(node.id) { openCount -= 1 }
    return node
  }

  /// Hides a commit with whatever of its history is known.
  mutating func hide(_ id: ObjectID) {
    var pending = [id]
    while let id = pending.popLast() {
      guard let node = nodes[id], hidden.insert(id).inserted else { continue }
      if queued.contains(id) { openCount -= 1 }
      pending += node.parents
    }
  }

  /// Sorts so that none comes before what follows it; otherwise the newest first.
  static func sorted(_ nodes: [CommitNode], firstParent: Bool) -> [CommitNode] {
    var followers: [ObjectID: Int] = [:]
    for node in nodes { followers[node.id] = 0 }
    func parents(_ node: CommitNode) -> ArraySlice<ObjectID> {
      firstParent ? node.parents.prefix(1) : node.parents[...]
    }
    for node in nodes {
      for parent in parents(node) where followers[parent] != nil {
        followers[parent, default: 0] += 1
      }
    }
    let byID = Dictionary(nodes.map { ($0.id, $0) }) { first, _ in first }
    var ready = NewestFirst<CommitNode>()
    for node in nodes where followers[node.id] == 0 { ready.push(node, time: node.time) }
    var sorted: [CommitNode] = []
    sorted.reserveCapacity(nodes.count)
    while let node = ready.pop() {
      sorted.append(node)
      for parent in parents(node) {
        guard let count = followers[parent] else { continue }
        followers[parent] = count - 1
        if count == 1, let next = byID[parent] { ready.push(next, time: next.time) }
      }
    }
    return sorted
  }
}
