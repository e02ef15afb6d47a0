internal import ArgumentParser

/// `cmdb audit`: history as evidence, and the proof that it is whole.
struct AuditCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "History as evidence, checkpoints, and the proof that it is whole.",
    discussion: """
        cmdb audit 'class=server' --since 2026-01-01 --format csv
        cmdb audit checkpoint --key ~/.ssh/id_ed25519
        cmdb audit verify

      docs/audit.md says what is proven, and what is not.
      """,
    subcommands: [AuditReport.self, AuditVerify.self, AuditCheckpoint.self],
    defaultSubcommand: AuditReport.self
  )

  func run(in context: CommandContext) throws -> ExitStatus {
    throw CommandFailure(
      .usage,
      "audit needs verify or checkpoint",
      remedy: "cmdb audit verify"
    )
  }
}
