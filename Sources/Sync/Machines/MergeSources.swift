public import Documents
public import Git
public import History
internal import Reconciliation
public import Records

/// Says whose word a machine's commit followed, by recomputing it from its parents.
public final class MergeSources {
  /// Whose word it was.
  public struct Decision: Sendable, Hashable {
    /// The source.
    public let source: String
    /// The delivery: a commit, in hexadecimal; nil where the commit names none of the source.
    public let delivery: String?
    /// The rule by which its word counted.
    public let rule: String
  }

  private let machines: MachineCommits

  /// Creates an answerer; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    machines = MachineCommits(repository, builtIn: builtIn)
  }

  /// Returns whose word a leaf of a record got its value by, or nil where it was no source's: a commit
  /// that only says that it is a machine's has none. `keys` are those that the leaf is named by.
  public func decision(
    in commit: CommitFacts,
    record: Record,
    leaf: Leaf,
    keys: ListKeys
  ) throws -> Decision? {
    guard let change = try machines.change(giving: leaf, to: record, keys: keys, in: commit)
    else { return nil }
    if let decision = change.decisions.first(where: { $0.attribute == leaf.path }),
      let winner = decision.winner
    {
      return Decision(source: winner.source, delivery: winner.delivery, rule: decision.rule)
    }
    func said(by source: String, _ rule: String) -> Decision {
      let delivery = commit.deliveries.first { $0.source == source }?.commit
      return Decision(source: source, delivery: delivery, rule: rule)
    }
    if leaf.path.hasPrefix(Bindings.attribute), leaf.path.segments.count > 1,
      case .name(let source) = leaf.path.segments[1]
    {
      return said(by: source, "identified by its source")
    }
    if let creator = change.creator {
      return said(by: creator, "given when the record was created")
    }
    return change.sources.count == 1 ? said(by: change.sources[0], "said by its source") : nil
  }
}
