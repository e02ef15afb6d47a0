internal import ArgumentParser
internal import Connectors
internal import Documents
internal import Git
internal import Records
internal import Snapshots
internal import Sync

/// `cmdb import`: turns another program's output into deliveries.
struct Import: Command {
  static let configuration = CommandConfiguration(
    abstract: "Turn another program's output into a delivery of a source.",
    discussion: Prose.filled(
      """
      The delivery becomes a commit on the source's branch, discovery/NAME; one that says nothing new
      makes none. `cmdb sync --once` merges it. KIND is the program's format, or auto.

        cmdb import glpi --source glpi inventory.json
        nmap -oX - 10.20.1.0/24 | cmdb import nmap --source nmap -

      Exit status: 0 delivered, 1 a file cannot be read or an observation was refused, 2 usage, 3 the
      repository failed.
      """
    )
  )

  @Argument(help: "The kind of the files, or auto.") var kind: String
  @Option(help: "The source, as sources/NAME.yaml describes it.") var source: String
  @Argument(help: "Files; - is standard input.") var files: [String]
  @Option(help: "How the answer is written: table, json, ndjson, yaml or csv.")
  var format: OutputFormat = .table

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let snapshot = try workspace.present()
    let sources = try SourceCatalogue(snapshot)
    let definition = try SourceArgument.source(source, in: sources)
    let registry = ConnectorRegistry(definitions: sources.connectors)
    // Everything is read before anything is written: a file that cannot be read changes nothing.
    let deliveries = try files.map { file in
      let bytes =
        file == "-" ? try context.readInput() : try InputFile.content(context.absolute(file))
      return try read(bytes, file, registry, definition)
    }
    var rows = Rows(columns: ["source", "delivery", "observations", "changed", "rejected"])
    var isComplete = true
    for delivery in deliveries {
      let outcome = try DeliveryWriter(workspace.repository)
        .write(delivery, of: definition, at: context.now)
      isComplete = isComplete && delivery.rejected.isEmpty
      for rejection in delivery.rejected { context.terminal.say(Self.line(rejection)) }
      rows.append(
        [
          source, String(outcome.commit?.hex.prefix(12) ?? ""), "\(outcome.observations)",
          "\(outcome.changed)", "\(delivery.rejected.count)",
        ],
        Self.shape(source, delivery, outcome)
      )
    }
    try workspace.repository.consolidatePacks(over: 20, environment: context.environment)
    rows.print(as: format, to: context.terminal)
    return isComplete ? .success : .no
  }

  private func read(
    _ bytes: [UInt8],
    _ file: String,
    _ registry: ConnectorRegistry,
    _ source: SourceDefinition
  ) throws -> Delivery {
    do throws(ConnectorError) {
      return try registry.read(bytes, as: kind, source: source)
    } catch {
      let place = error.line.map { line in
        "\(file):\(line)" + (error.column.map { ":\($0)" } ?? "")
      }
      throw CommandFailure(
        error.kind == .unknownKind ? .usage : .no,
        error.message,
        at: place ?? file,
        remedy: error.help
      )
    }
  }

  private static func line(_ rejection: Rejection) -> String {
    let place = [rejection.line.map { "line \($0)" }, rejection.key].compactMap { $0 }
    return "refused: \((place + [rejection.message]).joined(separator: ": "))"
  }

  private static func shape(
    _ source: String,
    _ delivery: Delivery,
    _ outcome: DeliveryWriter.Outcome
  ) -> Value {
    .map([
      "source": .string(source), "delivery": Shape.text(outcome.commit?.hex),
      "observations": Shape.number(outcome.observations),
      "changed": Shape.number(outcome.changed),
      "rejected": .list(
        delivery.rejected.map { rejection in
          .map([
            "line": rejection.line.map(Shape.number) ?? .null, "key": Shape.text(rejection.key),
            "message": .string(rejection.message),
          ])
        }
      ),
    ])
  }
}
