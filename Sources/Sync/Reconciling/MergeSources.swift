public import Documents
public import Git
public import History
internal import Reconciliation
public import Records
internal import Snapshots

/// Says whose word a machine's commit followed, by recomputing what was known there.
public final class MergeSources {
  /// Whose word it was.
  public struct Decision: Sendable, Hashable {
    /// The source.
    public let source: String
    /// The delivery: a commit, in hexadecimal.
    public let delivery: String
    /// The rule by which its word counted.
    public let rule: String
  }

  private let repository: Repository
  private let builtIn: [SchemaFile]
  private let machines: MachineCommits
  private var explainers: [ObjectID: Explainer] = [:]

  /// Creates an answerer; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    self.repository = repository
    self.builtIn = builtIn
    machines = MachineCommits(repository, builtIn: builtIn)
  }

  /// Returns whose word an attribute of a record got its value by, or nil where no source says it: a
  /// commit that only says that it is a machine's has no source.
  public func decision(
    in merge: CommitFacts,
    reference: Reference,
    attribute: AttributePath
  ) throws -> Decision? {
    let explanations = try explainer(of: merge).explain(reference, only: attribute)
    guard let explanation = explanations.first(where: { $0.attribute == attribute }),
      let winner = explanation.contenders.first,
      explanation.isDecidedBySource || explanation.value == winner.value
    else { return binding(attribute, merge) }
    // A source sets what people decide only on a record that it creates.
    let rule =
      explanation.isDecidedBySource
      ? explanation.rule : "\(winner.source) said it when the record was created"
    return Decision(source: winner.source, delivery: winner.delivery, rule: rule)
  }

  /// A binding, and what a new record is given, is the word of the source that the merge names.
  private func binding(_ attribute: AttributePath, _ merge: CommitFacts) -> Decision? {
    guard attribute.segments.count >= 2, case .name("sources") = attribute.segments[0],
      case .name(let source) = attribute.segments[1],
      let delivery = merge.deliveries.first(where: { $0.source == source })
    else { return nil }
    return Decision(source: source, delivery: delivery.commit, rule: "identified by its source")
  }

  /// Recomputes a merge once, however many of its attributes are asked about.
  private func explainer(of merge: CommitFacts) throws -> Explainer {
    if let known = explainers[merge.id] { return known }
    let snapshot = try Snapshot(
      files: TreeFiles(repository, tree: merge.tree),
      builtIn: builtIn
    )
    let sources = try SourceCatalogue(snapshot)
    let plan = try ReconciliationPlan(
      repository: repository,
      main: merge.id,
      snapshot: snapshot,
      sources: sources,
      heads: SourceHeads.reachable(from: merge.id, of: sources.sources, in: repository),
      machines: machines
    )
    let explainer = try Explainer(plan.input)
    explainers[merge.id] = explainer
    return explainer
  }
}
