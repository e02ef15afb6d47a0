internal import ArgumentParser
internal import Documents
internal import Git
internal import Records

/// `cmdb diff`: what differs, by attribute and not by line.
struct Diff: Command {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What differs between two states, by attribute.",
    discussion: Prose.filled(
      """
      Without a revision: what the working tree changes against the last commit; with one, against
      that. A..B compares two commits; A...B begins where the two parted, as a pull request does.
      After them only the records that are named: as class/id, by a path, or by a query that they
      match on either side.

        cmdb diff
        cmdb diff main...HEAD --format markdown
        cmdb diff 2026-06-30 server/web-01
        cmdb diff v1..v2 'class=server owner=team/platform' --exit-code

      Exit status: 0; with --exit-code 1 where something differs; 1 there is no record of that name;
      2 usage, 3 the repository failed.
      """
    )
  )

  /// How a difference is written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table, json, ndjson, yaml, csv
    /// A comment on a pull request.
    case markdown
  }

  @Argument(
    help: ArgumentHelp(
      "A..B, A...B or A, then what records; an empty side is HEAD.",
      valueName: "a..b"
    )
  )
  var words: [String] = []
  @Flag(help: "Exit with 1 where something differs.") var exitCode = false
  @Option(help: "How the answer is written: table, json, ndjson, yaml, csv or markdown.")
  var format: Format = .table

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let (states, rest) = try StatePair.read(words, in: workspace)
    let filter = try DiffFilter(rest, states, workspace)
    let changes = try filter.changes(of: states.changes())
    print(changes, states, context.terminal)
    try states.warnOfUnreadable(changes, context.terminal)
    return exitCode && !changes.isEmpty ? .no : .success
  }

  private func print(_ changes: [AttributeChange], _ states: StatePair, _ terminal: Terminal) {
    if let format = OutputFormat(rawValue: format.rawValue), format != .table {
      if format.isDocument {
        let shape: Value = .map([
          "base": Shape.text(states.base?.hex), "head": Shape.text(states.head?.hex),
          "changes": .list(changes.map(Shape.change)),
        ])
        terminal.print(shape, as: format)
      } else {
        rows(changes).print(as: format, to: terminal)
      }
      return
    }
    if format == .markdown {
      terminal.print(DiffMarkdown(changes, states).text)
      return
    }
    for change in changes { terminal.print(ChangeText.line(change)) }
    if changes.isEmpty { terminal.say("no record differs") }
  }

  private func rows(_ changes: [AttributeChange]) -> Rows {
    var rows = Rows(columns: ["ref", "attribute", "kind", "old", "new"])
    for change in changes {
      rows.append(
        [
          change.reference.description, change.attribute?.description ?? "",
          change.kind.rawValue, ValueText.cell(change.old), ValueText.cell(change.new),
        ],
        Shape.change(change)
      )
    }
    return rows
  }
}
