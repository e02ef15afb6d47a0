internal import ArgumentParser
internal import History
internal import Records
internal import Snapshots
internal import Validation

/// `cmdb allowed-signers`: git's file of who may sign with which key.
struct AllowedSignersCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "allowed-signers",
    abstract: "Print git's file of allowed signers, from the person records.",
    discussion: Prose.filled(
      """
      Keys count by their position in history: --at prints those that counted then.

        cmdb allowed-signers > .git/allowed_signers
        git config gpg.ssh.allowedSignersFile .git/allowed_signers

      Exit status: 0 printed, 2 usage, 3 the repository failed.
      """
    )
  )

  @Option(help: "The state to read: a revision or a date.") var at: String?

  func run(in context: CommandContext) throws -> ExitStatus {
    let snapshot = try Workspace(context).snapshot(at: at)
    context.terminal.printRaw(
      try AllowedSigners.text(lookup: snapshot, catalogue: snapshot.catalogue)
    )
    return .success
  }
}
