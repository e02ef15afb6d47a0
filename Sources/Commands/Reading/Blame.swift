internal import ArgumentParser
internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots

/// `cmdb blame`: for each attribute, who or which source set it, when and why.
struct Blame: Command {
  static let configuration = CommandConfiguration(
    commandName: "blame",
    abstract: "For each attribute: value, who or which source set it, when, and why.",
    discussion: Prose.filled(
      """
      Goes by attribute, not by line: layout, comments, the order of keys and file moves change
      nothing. A value that is only in the working tree says `not committed yet`. A value that came by
      a merge is followed to the commit that set it. Names are verified where a signature by a key of
      that person stands behind them, else claimed.

        cmdb blame server/web-01
        cmdb blame server/web-01 --field os.version --previous
        cmdb blame server/web-01 --at 2026-06-30 --format json
        cmdb blame server/web-01 --at 2026-06-30 --reverse
        cmdb blame server/web-01 --since today-30d
        cmdb blame server/web-01 --porcelain

      --previous steps back to the value before, and again with each further --previous; cmdb log REF
      --field A lists them all. --reverse asks the other way: until when a value stood that the record
      had at --at. --porcelain writes a line a fact for scripts, `key value`, an empty line after each
      attribute; keys come in this order and are left out where there is nothing to say: attribute,
      value (JSON), commit, time, author, author-mail, author-weight, source, delivery, rule,
      approved-by (once an approval), changes, summary, and with --reverse until, until-time, ended-by,
      next. Keys may be added.

      Exit status: 0 answered, 1 there is no such record or attribute, 2 usage, 3 the repository
      failed.
      """
    )
  )

  @Argument(help: "The record, as class/id.") var ref: String
  @Option(help: ArgumentHelp("Only this attribute and what is below it.", valueName: "attribute"))
  var field: String?
  @Option(help: ArgumentHelp("Only what was set from this day on.", valueName: "date"))
  var since: String?
  @Flag(help: "Step back: the value before the present one, and who set that; may be repeated.")
  var previous: Int
  @Flag(help: "Until when the values stood that the record had at --at.") var reverse = false
  @Flag(help: "Write for scripts, in a form that stays.") var porcelain = false
  @OptionGroup var options: ReadOptions

  func validate() throws {
    if reverse, previous > 0 {
      throw ValidationError("--reverse and --previous exclude each other")
    }
    if reverse, options.at == nil {
      throw ValidationError("--reverse needs --at: the moment whose values are asked about")
    }
    if porcelain, options.format != .table {
      throw ValidationError("--porcelain is a format of its own, without --format")
    }
  }

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context, withoutIndex: options.withoutIndex)
    let moment = try workspace.moment(options.at)
    let snapshot = try workspace.snapshot(at: moment)
    let record = try RecordArgument.record(ref, in: snapshot)
    let field = try self.field.map { try QueryArgument.path($0) }
    let since = try DayArgument.day(self.since, today: context.today)
    let commit = try moment?.commit ?? workspace.headIfAny()
    let blame = RecordBlame(workspace, snapshot)
    var lines = try blame.lines(of: record, at: commit, field: field, skipping: previous)
    if lines.isEmpty, let field { throw nothing(field, record) }
    if reverse, let commit {
      lines = try blame.withEnds(lines, of: record, at: commit, field: field)
    }
    if let since { lines = lines.filter { $0.isSet(since: since) } }
    print(BlameOutput(record: record, commit: commit, lines: lines), context)
    workspace.warnOfIndex(blame.history)
    workspace.warnOfShallowEdge(
      lines.compactMap { $0.provenance?.commit.flatMap { ObjectID(hex: $0) } }
    )
    return .success
  }

  private func nothing(_ field: AttributePath, _ record: Record) -> CommandFailure {
    CommandFailure(
      .no,
      previous > 0 ? "\(field) had no earlier value" : "\(record.reference) has no \(field)",
      at: record.path,
      remedy: "cmdb blame \(record.reference) lists what it has"
    )
  }

  private func print(_ output: BlameOutput, _ context: CommandContext) {
    if porcelain { return output.printPorcelain(to: context.terminal) }
    output.print(
      as: options.format,
      to: context.terminal,
      withEnds: reverse,
      empty: since.map { "nothing was set since \($0)" } ?? "no earlier value"
    )
  }
}
