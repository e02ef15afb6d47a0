internal import Git
internal import Reconciliation
internal import Snapshots
internal import Sync

/// The reconciliation that a question is about: of what was delivered until now, or of what was known
/// at an earlier commit.
struct SourcePlan {
  let plan: ReconciliationPlan
  let snapshot: Snapshot
  private let admitted: AdmittedPlan?

  init(_ workspace: Workspace, at moment: String?) throws {
    let repository = workspace.repository
    guard let moment else {
      let main = try MainBranch(workspace).commit
      snapshot = try workspace.snapshot(of: main)
      let admitted = try AdmittedPlan(
        repository,
        main: main,
        snapshot: snapshot,
        builtIn: Workspace.builtInSchemas
      )
      plan = admitted.plan
      self.admitted = admitted
      return
    }
    let main = try workspace.commit(at: moment)
    snapshot = try workspace.snapshot(of: main)
    let sources = try SourceCatalogue(snapshot)
    plan = try ReconciliationPlan(
      repository: repository,
      main: main,
      snapshot: snapshot,
      sources: sources,
      heads: SourceHeads.reachable(from: main, of: sources.sources, in: repository),
      machines: MachineCommits(repository, builtIn: Workspace.builtInSchemas)
    )
    admitted = nil
  }

  /// What reconciliation finds.
  func findings() throws -> [ReconciliationFinding] {
    try (admitted?.outcome() ?? Reconciliation.run(plan.input)).findings
  }
}
