internal import ArgumentParser
internal import Documents
internal import Reconciliation
internal import Records
internal import Snapshots
internal import Sync

/// `cmdb source test`: what a file would become, without writing anything.
struct SourceTest: Command {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Show what a file would become, without writing anything.",
    discussion: Prose.filled(
      """
      Reads the file as `cmdb import` would, with the source as the working tree has it: which
      record each thing is, which attributes it has, and what would change.

        cmdb source test glpi inventory.json
        nmap -oX - 10.20.1.0/24 | cmdb source test nmap - --format json

      Exit status: 0 readable, 1 the file cannot be read or an observation was refused, 2 usage, 3 the
      repository failed.
      """
    )
  )

  @Argument(help: "The source.") var name: String
  @Argument(help: "The file; - is standard input.") var file: String
  @Option(help: "The kind of the file, or auto. Without it, the source's.") var kind: String?
  @Option(help: "Which thing the file is about, where it does not say.") var key: String?
  @Option(help: "How the answer is written: table, json, ndjson, yaml or csv.")
  var format: OutputFormat = .table

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let main = try workspace.headCommit()
    let committed = try workspace.snapshot(of: main)
    let snapshot = try workspace.presentRules(over: committed)
    let sources = try SourceCatalogue(snapshot)
    let source = try SourceArgument.source(name, in: sources)
    let reader = DeliveryFiles(sources, snapshot, context)
    let delivery = try reader.read(
      reader.content(file),
      named: file,
      as: kind ?? source.format,
      of: source,
      key: key
    )
    var input = try ReconciliationPlan(
      repository: workspace.repository,
      main: main,
      snapshot: snapshot,
      sources: sources,
      heads: SourceHeads.newest(sources.sources, over: main, in: workspace.repository),
      machines: MachineCommits(workspace.repository, builtIn: Workspace.builtInSchemas)
    ).input
    input.fold(delivery, of: source, at: context.now)
    let keys = Set(delivery.observations.map(\.key))
    let outcome = try Reconciliation.run(input)
    let answer = SourceTestAnswer(
      delivery: delivery,
      meanings: try Explainer(input).meanings(of: source.name).filter { keys.contains($0.key) },
      findings: outcome.findings.filter { $0.source == source.name && keys.contains($0.key) },
      changes: try PlannedChanges(
        outcome.changes.filter { $0.sources.contains(source.name) || $0.creator == source.name },
        of: snapshot
      ),
      catalogue: snapshot.catalogue
    )
    answer.print(as: format, to: context.terminal)
    return delivery.rejected.isEmpty ? .success : .no
  }
}
