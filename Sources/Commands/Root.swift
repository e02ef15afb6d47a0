internal import ArgumentParser

/// The command `cmdb`, with every command below it in the order in which people meet them.
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cmdb",
    abstract: "Keep the record of what you own and run as governed YAML files in git.",
    discussion: Prose.filled(
      """
      Start with `cmdb demo`, or `cmdb init` in a new folder. Every command explains itself with
      --help. -C DIR works in another folder, as with git.

      Exit status: 0 fine; 1 the answer is "no"; 2 usage; 3 the repository failed.
      """
    ),
    version: Version.line,
    subcommands: [
      Init.self, Demo.self, New.self, SetCommand.self, Unset.self, Pin.self, Release.self,
      Rename.self, Remove.self, Restore.self, Show.self,
      List.self, Schema.self, Validate.self, Format.self, Log.self, Blame.self, Diff.self,
      MergeTree.self,
      Import.self, SyncCommand.self, SourceCommand.self, Findings.self, Approve.self,
      CodeOwnersCommand.self, AllowedSignersCommand.self, Hook.self, Hooks.self,
      AuditCommand.self, MergeDriver.self, DiffDriver.self, IndexCommand.self,
    ]
  )
}
