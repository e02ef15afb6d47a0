internal import Documents
internal import Git
internal import Records

/// Follows the leaves of one record back through history, each along one line of descent.
struct AttributeTrace {
  /// What is pending at a commit: the leaves with their values there, nil where absent.
  private struct Pending {
    var leaves: [AttributePath: Value?] = [:]
    var carriers: [AttributePath: ObjectID] = [:]
  }

  /// Where leaves go on under another path.
  private typealias Elsewhere = (commit: ObjectID, path: String, pending: Pending)

  private(set) var answers: [AttributePath: TraceAnswer<ObjectID>] = [:]
  private let versions: RecordVersions
  private let skipping: Int

  /// Creates a trace that answers with the set before `skipping` later ones.
  init(_ versions: RecordVersions, skipping: Int) {
    self.versions = versions
    self.skipping = skipping
  }

  /// Follows leaves from a commit in which the record stands at `path`.
  mutating func follow(
    _ leaves: [AttributePath: Value?],
    from commit: ObjectID,
    path: String
  ) throws {
    for leaf in leaves.keys { answers[leaf] = TraceAnswer() }
    var starts = [(commit: commit, path: path, pending: Pending(leaves: leaves))]
    while let start = starts.popLast() {
      starts += try walk(start.pending, from: start.commit, path: start.path)
    }
  }

  /// Walks the commits that touch one path, and returns where to go on under another path.
  private mutating func walk(_ pending: Pending, from start: ObjectID, path: String) throws
    -> [Elsewhere]
  {
    guard let reference = RecordLayout.reference(ofPath: path) else { return [] }
    var work: [ObjectID: Pending] = [:]
    var elsewhere: [Elsewhere] = []
    var isFirst = true
    var failure: (any Error)?
    let repository = versions.repository
    // Git looks for the next commits on another core meanwhile.
    try repository.history(of: path, from: start) { candidate throws(GitError) in
      if isFirst { work[candidate.commit] = pending }
      isFirst = false
      do {
        elsewhere += try pass(candidate, path, reference.className, &work)
      } catch {
        failure = error
      }
      return failure == nil && !work.isEmpty
    }
    if let failure { throw failure }
    return elsewhere
  }

  /// Settles what waits at a commit, passes the rest on to its parents, and returns what goes on under
  /// another path.
  private mutating func pass(
    _ candidate: HistoryStep,
    _ path: String,
    _ className: String,
    _ work: inout [ObjectID: Pending]
  ) throws -> [Elsewhere] {
    guard let here = work.removeValue(forKey: candidate.commit) else { return [] }
    let parents = try candidate.parents.map { parent in
      (commit: parent, leaves: try leaves(at: path, in: parent, className))
    }
    if parents.allSatisfy({ $0.leaves == nil }),
      let origin = try RenameDetection(versions: versions).origin(of: path, in: candidate.commit)
    {
      let leaves = try leaves(
        at: origin.path,
        in: origin.commit,
        RecordLayout.reference(ofPath: origin.path)?.className ?? className
      )
      let moved = settle(here, at: candidate.commit, parents: [(origin.commit, leaves)])
      return moved.map { ($0.key, origin.path, $0.value) }
    }
    for (parent, passed) in settle(here, at: candidate.commit, parents: parents) {
      work[parent, default: Pending()].leaves.merge(passed.leaves) { _, new in new }
      work[parent]?.carriers.merge(passed.carriers) { _, new in new }
    }
    return []
  }

  /// Decides for every pending leaf whether this commit set it, and to which parent it goes on.
  private mutating func settle(
    _ pending: Pending,
    at commit: ObjectID,
    parents: [(commit: ObjectID, leaves: [AttributePath: Value]?)]
  ) -> [ObjectID: Pending] {
    var passed: [ObjectID: Pending] = [:]
    for (leaf, value) in pending.leaves {
      let same = parents.firstIndex { parent in
        parent.leaves != nil && parent.leaves?[leaf] == value
      }
      if value != nil, same == nil {
        answers[leaf]?.note(commit, carrier: pending.carriers[leaf], skipping: skipping) { value }
      }
      guard
        let next = same ?? parents.firstIndex(where: { $0.leaves?[leaf] != nil })
          ?? parents.firstIndex(where: { $0.leaves != nil })
      else { continue }
      let parent = parents[next]
      passed[parent.commit, default: Pending()].leaves[leaf] = .some(parent.leaves?[leaf])
      let carrier = next > 0 ? pending.carriers[leaf] ?? commit : pending.carriers[leaf]
      if let carrier { passed[parent.commit]?.carriers[leaf] = carrier }
    }
    return passed
  }

  private func leaves(at path: String, in commit: ObjectID, _ className: String) throws
    -> [AttributePath: Value]?
  {
    guard let blob = try versions.blob(at: path, in: commit) else { return nil }
    return try versions.version(blob, className: className)?.leaves ?? [:]
  }
}
