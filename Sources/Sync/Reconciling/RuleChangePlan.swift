internal import Documents
public import Git
public import Reconciliation
public import Records
public import Snapshots

/// What a change of rules would move: sources, schemas and policy decide anew about everything that
/// was already said.
public struct RuleChangePlan {
  /// A state of the rules over a commit's records.
  public struct State {
    /// The commit whose history says who wrote each value.
    public var commit: ObjectID
    /// The records with the rules.
    public var snapshot: Snapshot

    /// Creates a state.
    public init(commit: ObjectID, snapshot: Snapshot) {
      self.commit = commit
      self.snapshot = snapshot
    }
  }

  /// What the new rules would change and the old ones would not, sorted by record.
  public let changes: [ReconciliationOutcome.Change]
  /// What the new rules find and the old ones do not.
  public let findings: [ReconciliationFinding]

  /// Compares what both rules make of the deliveries that the main branch knows.
  public init(
    _ repository: Repository,
    from old: State,
    to new: State,
    builtIn: [SchemaFile]
  ) throws {
    func outcome(of state: State) throws -> ReconciliationOutcome {
      let sources = try SourceCatalogue(state.snapshot)
      let plan = try ReconciliationPlan(
        repository: repository,
        main: state.commit,
        snapshot: state.snapshot,
        sources: sources,
        heads: SourceHeads.reachable(from: state.commit, of: sources.sources, in: repository),
        machines: MachineCommits(repository, builtIn: builtIn)
      )
      return try Reconciliation.run(plan.input)
    }
    let before = try outcome(of: old)
    let after = try outcome(of: new)
    let waiting = Dictionary(
      before.changes.map { ($0.reference, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    changes = after.changes.filter { waiting[$0.reference] != $0.value }
    let known = Set(before.findings)
    findings = after.findings.filter { !known.contains($0) }
  }
}
