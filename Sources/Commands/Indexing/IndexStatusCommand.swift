internal import ArgumentParser
internal import Documents
internal import Git
internal import History

/// `cmdb index status`: what the index holds, and whether it is of the newest commit.
struct IndexStatusCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what the index holds, and whether it is up to date.",
    discussion: Prose.filled(
      """
      States: ready; behind (the next command that needs it catches up); missing; and unusable, with
      the reason.

      Exit status: 0; with --exit-code 1 where the index is not ready; 3 the repository failed.
      """
    )
  )

  @Option(help: "How the answer is written: table, json, ndjson, yaml or csv.")
  var format: OutputFormat = .table
  @Flag(help: "Exit with 1 where the index is not ready.") var exitCode = false

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let status = RecordIndex(workspace.repository).status
    let head = try workspace.indexedCommit()
    let state = Self.state(status, head: head)
    var rows = Rows(columns: ["state", "commit", "records", "commits", "changes", "bytes", "file"])
    rows.append(
      [
        state, String(status.commit?.hex.prefix(8) ?? ""), "\(status.records)",
        "\(status.commits)", "\(status.changes)", "\(status.bytes)", status.path,
      ],
      .map([
        "state": .string(state), "commit": Shape.text(status.commit?.hex),
        "head": Shape.text(head?.hex), "records": .number(Number(status.records)),
        "commits": .number(Number(status.commits)), "changes": .number(Number(status.changes)),
        "bytes": .number(Number(status.bytes)), "file": .string(status.path),
        "reason": Shape.text(status.failure?.message),
      ])
    )
    rows.print(as: format, to: context.terminal)
    if let failure = status.failure, failure.reason != .missing {
      context.terminal.say("cmdb: \(failure)")
    }
    return exitCode && state != "ready" ? .no : .success
  }

  private static func state(_ status: IndexStatus, head: ObjectID?) -> String {
    guard let failure = status.failure else { return status.commit == head ? "ready" : "behind" }
    return failure.reason == .missing ? "missing" : "unusable"
  }
}
