internal import ArgumentParser
internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots

/// `cmdb blame`: for each attribute, who or which source set it, when and why.
struct Blame: Command {
  static let configuration = CommandConfiguration(
    abstract: "For each attribute: value, who or which source set it, when, and why.",
    discussion: Prose.filled(
      """
      Goes by attribute, not by line: layout, comments, the order of keys and file moves change
      nothing. A value that is only in the working tree says `not committed yet`.

        cmdb blame server/web-01
        cmdb blame server/web-01 --field os.version --previous
        cmdb blame server/web-01 --at 2026-06-30 --format json

      Exit status: 0 answered, 1 there is no such record or attribute, 2 usage, 3 the repository
      failed.
      """
    )
  )

  @Argument(help: "The record, as class/id.") var ref: String
  @Option(help: ArgumentHelp("Only this attribute and what is below it.", valueName: "attribute"))
  var field: String?
  @Flag(help: "Step back: the value before the present one, and who set that.")
  var previous = false
  @OptionGroup var options: ReadOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let moment = try workspace.moment(options.at)
    let snapshot = try workspace.snapshot(at: moment)
    let record = try RecordArgument.record(ref, in: snapshot)
    let field = try self.field.map { try QueryArgument.path($0) }
    let commit = try moment?.commit ?? workspace.headIfAny()
    let lines = try RecordBlame(workspace, snapshot).lines(
      of: record,
      at: commit,
      field: field,
      skipping: previous ? 1 : 0
    )
    if lines.isEmpty, let field {
      throw CommandFailure(
        .no,
        previous ? "\(field) had no earlier value" : "\(record.reference) has no \(field)",
        at: record.path,
        remedy: "cmdb blame \(record.reference) lists what it has"
      )
    }
    print(lines, record, commit, context)
    workspace.warnOfShallowEdge(
      lines.compactMap { $0.provenance?.commit.flatMap { ObjectID(hex: $0) } }
    )
    return .success
  }

  private func print(
    _ lines: [BlameLine],
    _ record: Record,
    _ commit: ObjectID?,
    _ context: CommandContext
  ) {
    if options.format.isDocument {
      let shape: Value = .map([
        "ref": .string(record.reference.description), "commit": Shape.text(commit?.hex),
        "attributes": .list(lines.map(Shape.blame)),
      ])
      context.terminal.print(shape, as: options.format)
      return
    }
    var rows = Rows(columns: ["attribute", "value", "set by", "when", "commit", "why"])
    for line in lines {
      let origin = line.provenance
      let day = origin?.time.map { CalendarDay(secondsSince1970: $0).description }
      rows.append(
        [
          line.attribute.description, ValueText.cell(line.value), Self.setter(origin), day ?? "",
          String(origin?.commit?.prefix(8) ?? ""), origin?.summary ?? BlameLine.uncommitted,
        ],
        Shape.blame(line)
      )
    }
    rows.print(as: options.format, to: context.terminal)
  }

  /// A source by its name, a person by name and how far the name is to be trusted.
  private static func setter(_ origin: Provenance?) -> String {
    guard let origin else { return "you" }
    if let source = origin.source { return "source \(source)" }
    guard let author = origin.author else { return "" }
    return "\(author.name) (\(author.isVerified ? "verified" : "claimed"))"
  }
}
