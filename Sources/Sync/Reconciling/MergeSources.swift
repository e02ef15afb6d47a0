public import Documents
public import Git
public import History
internal import Reconciliation
public import Records
internal import Snapshots

/// Says whose word a sync merge followed, by recomputing it from its parents.
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
  private var explainers: [ObjectID: Explainer] = [:]

  /// Creates an answerer; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    self.repository = repository
    self.builtIn = builtIn
  }

  /// Returns whose word an attribute of a record got its value by, or nil where no source says it.
  public func decision(
    in merge: CommitFacts,
    reference: Reference,
    attribute: AttributePath
  ) throws -> Decision? {
    let explanations = try explainer(of: merge).explain(reference, only: attribute)
    guard let explanation = explanations.first(where: { $0.attribute == attribute }),
      let winner = explanation.contenders.first
    else { return binding(attribute, merge) }
    return Decision(source: winner.source, delivery: winner.delivery, rule: explanation.rule)
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
    let plan = try ReconciliationPlan(
      repository: repository,
      main: merge.id,
      snapshot: snapshot,
      sources: SourceCatalogue(snapshot),
      heads: SourceHeads.reachable(from: merge.id, in: repository)
    )
    let explainer = try Explainer(plan.input)
    explainers[merge.id] = explainer
    return explainer
  }
}
