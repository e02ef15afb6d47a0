internal import ArgumentParser
internal import Connectors
internal import Diagnostics
internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots
internal import Sync

/// `cmdb import`: turns another program's output into a delivery.
struct Import: Command {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn another program's output into a delivery of a source.",
    discussion: Prose.filled(
      """
      The delivery becomes a commit on the source's branch, discovery/NAME, and an entry of the branch
      journal acknowledges it; one that says nothing new makes none. `cmdb sync --once` merges it. KIND
      is the program's format, or auto. A text that does not name its machine, such as a list of disks,
      is named by its file without the ending, or by --key.

        cmdb import glpi --source glpi inventory.json
        cmdb import lsblk --source disks web-01.json
        nmap -oX - 10.20.1.0/24 | cmdb import nmap --source nmap -

      Exit status: 0 delivered, 1 a file cannot be read or an observation was refused, 2 usage, 3 the
      repository failed.
      """
    )
  )

  @Argument(help: "The kind of the files, or auto.") var kind: String
  @Option(help: "The source, as sources/NAME.yaml describes it.") var source: String
  @Argument(help: "Files; - is standard input.") var files: [String]
  @Option(help: "Whom a text is about that does not say so itself.") var key: String?
  @Option(help: "How the answer is written: table, json, ndjson, yaml or csv.")
  var format: OutputFormat = .table

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let snapshot = try workspace.present()
    let sources = try SourceCatalogue(snapshot)
    let definition = try SourceArgument.source(source, in: sources)
    try refuseInvalid(definition, snapshot, context)
    let reader = DeliveryFiles(sources, snapshot, context)
    // Everything is read before anything is written: a file that cannot be read changes nothing.
    let contents = try files.map(reader.content)
    let deliveries = try zip(files, contents).map { file, content in
      try reader.read(content, named: file, as: kind, of: definition, key: key)
    }
    let outcome = try DeliveryWriter(workspace.repository)
      .write(deliveries, of: definition, at: context.now)
    if outcome.changed > 0, let commit = outcome.commit {
      try workspace.journalWriter().acknowledge(
        [.init(source: definition.name, content: contents, commit: commit)],
        on: [SourceBranch(definition).reference],
        at: context.now
      )
    }
    try workspace.repository.consolidatePacks(over: 20, environment: context.environment)
    let rejected = zip(files, deliveries).flatMap { file, delivery in
      delivery.rejected.map { (file: files.count > 1 ? file : nil, rejection: $0) }
    }
    for (file, rejection) in rejected {
      context.terminal.say(DeliveryFiles.line(rejection, in: file))
    }
    let leftOut = DeliveryFiles.sayLeftOut(deliveries, context.terminal)
    print(
      outcome,
      rejected.map { DeliveryFiles.shape($0.rejection, in: $0.file) },
      leftOut: leftOut.map { .string($0) },
      context
    )
    return rejected.isEmpty ? .success : .no
  }

  /// A source whose file is invalid could say anything.
  private func refuseInvalid(
    _ source: SourceDefinition,
    _ snapshot: Snapshot,
    _ context: CommandContext
  ) throws {
    let path = "sources/\(source.name).yaml"
    let findings = try RecordJudge(snapshot, day: context.today).findings(atPath: path)
    guard let finding = findings.first(where: { $0.severity == .error }) else { return }
    throw CommandFailure(
      .no,
      "the source's file is invalid: \(finding.message)",
      at: finding.place?.description ?? path,
      remedy: finding.help
    )
  }

  private func print(
    _ outcome: DeliveryWriter.Outcome,
    _ rejected: [Value],
    leftOut: [Value],
    _ context: CommandContext
  ) {
    let shape: Value = .map([
      "source": .string(source), "delivery": Shape.text(outcome.commit?.hex),
      "observations": Shape.number(outcome.observations),
      "changed": Shape.number(outcome.changed), "rejected": .list(rejected),
      "left_out": .list(leftOut),
    ])
    if format.isDocument {
      context.terminal.print(shape, as: format)
      return
    }
    var rows = Rows(columns: ["source", "delivery", "observations", "changed", "rejected"])
    rows.append(
      [
        source, String(outcome.commit?.hex.prefix(12) ?? ""), "\(outcome.observations)",
        "\(outcome.changed)", "\(rejected.count)",
      ],
      shape
    )
    rows.print(as: format, to: context.terminal)
  }
}
