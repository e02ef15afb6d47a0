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
    let known = try reachable(from: commit, of: sources, in: repository)
    return known.merging(try moved(sources, over: commit, beyond: known, in: repository)) { $1 }
  }

  /// The heads of the branches of sources that were not dealt with: those that a commit does not lead
  /// to. `known` is what is reachable from it.
  static func moved(
    _ sources: [SourceDefinition],
    over commit: ObjectID,
    beyond known: [String: ObjectID],
    in repository: Repository
  ) throws -> [String: ObjectID] {
    var heads: [String: ObjectID] = [:]
    for source in sources {
      guard let head = try SourceBranch(source).head(in: repository), head != known[source.name],
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
