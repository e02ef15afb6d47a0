internal import ArgumentParser
internal import Documents
internal import Git
internal import Reconciliation
internal import Records
internal import Snapshots
internal import Sync

/// `cmdb source`: the sources, and why a value won.
struct SourceCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "source",
    abstract: "The sources, and why a value won.",
    subcommands: [
      SourceList.self, SourceShow.self, SourceExplain.self, SourceTest.self, SourcePlanCommand.self,
      SourceAccept.self,
    ]
  )

  func run(in context: CommandContext) throws -> ExitStatus {
    throw CommandFailure(
      .usage,
      "source needs ls, show, explain, test, plan or accept",
      remedy: "cmdb source explain server/web-01"
    )
  }
}

/// `cmdb source ls`: every source with its newest delivery.
struct SourceList: Command {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List the sources with their newest deliveries."
  )

  @OptionGroup var options: ReadOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context, withoutIndex: options.withoutIndex)
    let sources = try SourceCatalogue(workspace.snapshot(at: options.at))
    var rows = Rows(columns: ["source", "kind", "format", "owner", "enabled", "delivered"])
    for source in sources.sources {
      let head = try SourceBranch(source).head(in: workspace.repository)
      let time = try head.map { try workspace.repository.readCommit($0).committer.time }
      rows.append(
        [
          source.name, source.kind.rawValue, source.format, source.owner ?? "",
          source.isEnabled ? "yes" : "no",
          time.map { Timestamp(seconds: $0).description } ?? "never",
        ],
        .map([
          "source": .string(source.name), "kind": .string(source.kind.rawValue),
          "format": .string(source.format), "owner": Shape.text(source.owner),
          "enabled": .bool(source.isEnabled), "delivery": Shape.text(head?.hex),
          "delivered": Shape.time(time),
        ])
      )
    }
    rows.print(as: options.format, to: context.terminal, empty: "there are no sources")
    return .success
  }
}

/// `cmdb source show`: one source's file.
struct SourceShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a source's file, with what its connector adds as JSON."
  )

  @Argument(help: "The source.") var name: String
  @OptionGroup var options: ReadOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context, withoutIndex: options.withoutIndex)
    let snapshot = try workspace.snapshot(at: options.at)
    let source = try SourceArgument.source(name, in: SourceCatalogue(snapshot))
    if options.format == .json || options.format == .ndjson {
      let shape: Value = .map([
        "source": .string(source.name), "file": source.file, "connector": source.connector,
      ])
      context.terminal.print(shape, as: options.format)
    } else if let text = try snapshot.files.content(at: "sources/\(source.name).yaml") {
      context.terminal.print(String(decoding: text, as: UTF8.self).trimmingFinalNewline)
    }
    return .success
  }
}

/// `cmdb source explain`: who says what of a record, and why the value that stands does.
struct SourceExplain: Command {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Who says what of a record, and why the value that stands does.",
    discussion: Prose.filled(
      """
        cmdb source explain server/web-01 --field os.version
        cmdb source explain server/web-01 --at 2026-06-30 --format json

      Exit status: 0 explained, 1 there is no such record or attribute, 2 usage, 3 the repository
      failed.
      """
    )
  )

  @Argument(help: "The record, as class/id.") var ref: String
  @Option(help: ArgumentHelp("Only this attribute and what is below it.", valueName: "attribute"))
  var field: String?
  @OptionGroup var options: ReadOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context, withoutIndex: options.withoutIndex)
    let plan = try SourcePlan(workspace, at: options.at)
    let record = try RecordArgument.record(ref, in: plan.snapshot)
    let field = try self.field.map { try QueryArgument.path($0) }
    let lines = try Reconciliation.explain(record.reference, only: field, in: plan.plan.input)
    if lines.isEmpty, let field {
      throw CommandFailure(
        .no,
        "\(record.reference) has no \(field), and no source says it",
        at: record.path
      )
    }
    print(lines, record.reference, context)
    return .success
  }

  private func print(
    _ lines: [Reconciliation.Explanation],
    _ reference: Reference,
    _ context: CommandContext
  ) {
    let attributes = lines.map(Self.shape)
    if options.format.isDocument {
      let shape: Value = .map([
        "ref": .string(reference.description), "attributes": .list(attributes),
      ])
      context.terminal.print(shape, as: options.format)
      return
    }
    var rows = Rows(columns: ["attribute", "value", "rule", "sources say"])
    for (line, shape) in zip(lines, attributes) {
      let said = line.contenders.map { "\($0.source): \(ValueText.cell($0.value))" }
      rows.append(
        [
          line.attribute.description, ValueText.cell(line.value), line.rule,
          said.joined(separator: "; "),
        ],
        shape
      )
    }
    rows.print(as: options.format, to: context.terminal)
  }

  private static func shape(_ line: Reconciliation.Explanation) -> Value {
    .map([
      "attribute": .string(line.attribute.description), "value": line.value ?? .null,
      "rule": .string(line.rule),
      "contenders": .list(
        line.contenders.enumerated().map { rank, contender in
          .map([
            "source": .string(contender.source), "value": contender.value,
            "observed_at": Shape.time(contender.observedAt),
            "precedence": Shape.number(contender.precedence), "fresh": .bool(contender.isFresh),
            "wins": .bool(rank == 0 && line.isDecidedBySource),
          ])
        }
      ),
    ])
  }
}
