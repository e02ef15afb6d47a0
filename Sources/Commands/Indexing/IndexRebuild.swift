internal import ArgumentParser
internal import Documents
internal import Git
internal import History
internal import Snapshots

/// `cmdb index rebuild`: the index built anew from the commits.
struct IndexRebuild: Command {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Build the index anew.",
    discussion: Prose.filled(
      """
      The new index is built beside the old one, which serves until it is done.

      Exit status: 0; 1 there is no commit to index; 3 it cannot be written, with the reason.
      """
    )
  )

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    guard let commit = try workspace.indexedCommit() else {
      throw CommandFailure(.no, "there is no commit to index", remedy: "make the first commit")
    }
    let index = RecordIndex(workspace.repository)
    let line = ProgressLine(context.terminal, "indexing")
    index.progress = { line.show($0, of: $1, "commits") }
    defer { line.end() }
    do {
      try index.rebuild(to: commit, catalogue: workspace.snapshot(of: commit).catalogue)
    } catch let failure as IndexFailure {
      throw CommandFailure(
        .failure,
        "the index cannot be built: \(failure.message)",
        at: failure.place,
        remedy: "every command works without it, only slower"
      )
    }
    line.end()
    let status = index.status
    context.terminal.say(
      "indexed \(status.commits) commits with \(status.changes) changes, "
        + "\(status.records) records at \(commit.hex.prefix(8))"
    )
    return .success
  }
}
