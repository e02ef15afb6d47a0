internal import ArgumentParser
internal import Documents
internal import Git
internal import History
internal import Reconciliation
internal import Records
internal import Snapshots
internal import Sync

/// `cmdb sync`: merges what sources delivered into the main branch.
struct SyncCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Merge what sources delivered into the main branch.",
    discussion: Prose.filled(
      """
      Every value is decided by the rules of reconciliation; what people decided stands, and what a
      source says against it is listed by `cmdb findings`. The merge is one commit with the deliveries
      as further parents. A second run changes nothing.

        cmdb sync --once --dry-run
        cmdb sync --once

      In a clone whose working tree stands on the main branch, the tree is moved by a fast-forward, or
      nothing moves.

      Exit status: 0 done, 2 usage, 3 the repository failed or the working tree is in the way.
      """
    )
  )

  @Flag(help: "Merge once and end; the only way without a service.") var once = false
  @Flag(help: "Print what would change, attribute by attribute, and write nothing.")
  var dryRun = false
  @Option(help: "How the answer is written: table, json, ndjson, yaml or csv.")
  var format: OutputFormat = .table

  func run(in context: CommandContext) throws -> ExitStatus {
    guard once || dryRun else {
      throw CommandFailure(
        .usage,
        "sync needs --once",
        remedy: "cmdb sync --once, or --dry-run first"
      )
    }
    let workspace = try Workspace(context)
    let main = try MainBranch(workspace)
    let snapshot = try workspace.snapshot(of: main.commit)
    let outcome = try SyncOnce(
      workspace.repository,
      main: main.commit,
      snapshot: snapshot,
      builtIn: Workspace.builtInSchemas
    ).run(write: !dryRun)
    try sayUnknownSources(workspace, snapshot)
    if dryRun {
      try PlannedChanges(outcome.reconciliation.changes, of: snapshot).rows
        .print(as: format, to: context.terminal, empty: "nothing would change")
      return .success
    }
    if let commit = outcome.commit {
      try main.advance(to: commit)
      try workspace.repository.consolidatePacks(over: 20, environment: context.environment)
      // Readers wait for nothing where whoever merges also reads what is new into the index; where
      // that fails, they walk.
      try? workspace.index?.bringUpToDate(
        to: commit,
        catalogue: workspace.snapshot(of: commit).catalogue
      )
    }
    print(outcome, context)
    return .success
  }

  /// Says which branches of sources nobody looks at, since the main branch does not know them.
  private func sayUnknownSources(_ workspace: Workspace, _ snapshot: Snapshot) throws {
    let known = try SourceCatalogue(snapshot).sources
    let branches = Set(known.map { SourceBranch($0).reference })
    for folder in ["discovery", "telemetry"] {
      let prefix = "refs/heads/\(folder)/"
      for (name, _) in try workspace.repository.references(prefix: prefix)
      where !branches.contains(name) {
        let source = name.dropFirst(prefix.count)
        workspace.context.terminal.say(
          "cmdb: warning: \(folder)/\(source) has a delivery, but the main branch has no "
            + "sources/\(source).yaml: commit it, then sync again"
        )
      }
    }
  }

  private func print(_ outcome: SyncOnce.Outcome, _ context: CommandContext) {
    let merged = outcome.merged.map { merged -> Value in
      .map([
        "source": .string(merged.source), "delivery": .string(merged.delivery.hex),
        "commit": Shape.text(outcome.commit?.hex), "created": Shape.number(merged.created),
        "changed": Shape.number(merged.changed), "held": Shape.number(merged.held),
      ])
    }
    let findings = outcome.reconciliation.findings.count
    if format.isDocument {
      let shape: Value = .map([
        "merged": .list(merged), "commit": Shape.text(outcome.commit?.hex),
        "created": Shape.number(outcome.created), "changed": Shape.number(outcome.changed),
        "findings": Shape.number(findings), "pushed": .bool(false),
      ])
      context.terminal.print(shape, as: format)
      return
    }
    var rows = Rows(columns: ["source", "delivery", "created", "changed", "held"])
    for (line, value) in zip(outcome.merged, merged) {
      rows.append(
        [
          line.source, String(line.delivery.hex.prefix(12)), "\(line.created)",
          "\(line.changed)", "\(line.held)",
        ],
        value
      )
    }
    let waiting = outcome.reconciliation.findings.filter { $0.kind == .limit }
    rows.print(
      as: format,
      to: context.terminal,
      empty: waiting.isEmpty ? "no source delivered anything new" : "no delivery was merged"
    )
    for finding in waiting { context.terminal.say(finding.message) }
    if let commit = outcome.commit {
      let what = outcome.merged.isEmpty ? "recomputed: \(outcome.counts), as" : "merged as"
      context.terminal.say("\(what) \(commit.hex.prefix(12))")
    } else {
      context.terminal.say("no record changes")
    }
    if findings > 0 {
      let count = findings == 1 ? "1 finding" : "\(findings) findings"
      context.terminal.say("\(count): cmdb findings lists them")
    }
  }
}
