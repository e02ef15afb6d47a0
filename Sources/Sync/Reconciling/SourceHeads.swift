public import Git
internal import History
public import Records

/// Where the branches of sources stand.
public enum SourceHeads {
  /// The newest delivery of every source: its branch's head or, where that was dealt with already (or
  /// is gone, or was set back), the newest one that is reachable from a commit.
  public static func newest(
    _ sources: [SourceDefinition],
    over commit: ObjectID,
    in repository: Repository
  ) throws -> [String: ObjectID] {
    var heads = try reachable(from: commit, of: sources, in: repository)
    for source in sources {
      guard let head = try SourceBranch(source).head(in: repository), head != heads[source.name],
        try !repository.isAncestor(head, of: commit)
      else { continue }
      heads[source.name] = head
    }
    return heads
  }

  /// The newest delivery of every source that is reachable from a commit: what a reconciliation there
  /// knew. The newest sync merge that names the source has it.
  ///
  /// All parents are followed, since after a `git pull` the merges of a machine may lie behind a
  /// second one; the branches of sources hold no merges, so nothing is found there.
  public static func reachable(
    from commit: ObjectID,
    of sources: [SourceDefinition],
    in repository: Repository
  ) throws -> [String: ObjectID] {
    var missing = Set(sources.map(\.name))
    var heads: [String: ObjectID] = [:]
    try MachineHistory(repository).walk(from: commit) { facts in
      for (source, delivery) in deliveries(of: facts) where missing.remove(source) != nil {
        heads[source] = delivery
      }
      return !missing.isEmpty
    }
    return heads
  }

  /// The deliveries that a sync merge brings, as far as its parents are what its message says.
  static func deliveries(of facts: CommitFacts) -> [(source: String, commit: ObjectID)] {
    facts.deliveries.compactMap { delivery in
      facts.parents.dropFirst().first { $0.hex == delivery.commit }.map { (delivery.source, $0) }
    }
  }
}
