internal import ArgumentParser

/// `cmdb index`: the derived index, for those who look after it.
struct IndexCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "The derived index: what it holds, and building it anew.",
    discussion: Prose.filled(
      """
      The index makes answers quick. It follows from the commits, keeps itself up to date, and can be
      deleted at any time: every answer can also be computed without it.

        cmdb index status
        cmdb index rebuild
      """
    ),
    subcommands: [IndexStatusCommand.self, IndexRebuild.self]
  )

  func run(in context: CommandContext) throws -> ExitStatus {
    throw CommandFailure(
      .usage,
      "index needs status or rebuild",
      remedy: "cmdb index status"
    )
  }
}
