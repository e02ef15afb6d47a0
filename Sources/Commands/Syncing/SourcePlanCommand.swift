internal import ArgumentParser
internal import Reconciliation
internal import Records
internal import Snapshots
internal import Sync

/// `cmdb source plan`: every value that a change of rules would move.
struct SourcePlanCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "List every value that a change of rules would move.",
    discussion: Prose.filled(
      """
      Decides anew about all that sources have said, with the sources, schemas and policy of both
      ends. Without a range: what the working tree's would move against the last commit. Nothing is
      written.

        cmdb source plan
        cmdb source plan main..raise-nmap --format json
        cmdb source plan main...HEAD --exit-code

      Exit status: 0; with --exit-code 1 where a value would move; 2 usage, 3 the repository failed.
      """
    )
  )

  @Argument(help: "A..B or A...B; an empty side is HEAD.") var range: String?
  @Flag(help: "Exit with 1 where a value would move.") var exitCode = false
  @Option(help: "How the answer is written: table, json, ndjson, yaml or csv.")
  var format: OutputFormat = .table

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let (old, new) = try range.map { try committed($0, workspace) } ?? uncommitted(workspace)
    let plan = try RuleChangePlan(
      workspace.repository,
      from: old,
      to: new,
      builtIn: Workspace.builtInSchemas
    )
    let planned = try PlannedChanges(plan.changes, of: new.snapshot)
    planned.rows.print(as: format, to: context.terminal, empty: "no value would move")
    if !plan.findings.isEmpty {
      let count = plan.findings.count == 1 ? "1 finding" : "\(plan.findings.count) findings"
      context.terminal.say("\(count) more:")
      for finding in plan.findings {
        context.terminal.say("  \(finding.kind.rawValue): \(finding.message)")
      }
    }
    return exitCode && !plan.changes.isEmpty ? .no : .success
  }

  private func committed(_ text: String, _ workspace: Workspace) throws -> (
    RuleChangePlan.State, RuleChangePlan.State
  ) {
    let (base, head) = try RevisionRange(text).commits(in: workspace)
    return (
      RuleChangePlan.State(commit: base, snapshot: try workspace.snapshot(of: base)),
      RuleChangePlan.State(commit: head, snapshot: try workspace.snapshot(of: head))
    )
  }

  private func uncommitted(_ workspace: Workspace) throws -> (
    RuleChangePlan.State, RuleChangePlan.State
  ) {
    _ = try workspace.editableRoot()
    let head = try workspace.headCommit()
    let committed = try workspace.snapshot(of: head)
    return (
      RuleChangePlan.State(commit: head, snapshot: committed),
      RuleChangePlan.State(commit: head, snapshot: try workspace.presentRules(over: committed))
    )
  }
}
