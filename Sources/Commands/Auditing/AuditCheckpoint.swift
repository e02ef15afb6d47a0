internal import ArgumentParser
internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots
internal import Validation

/// `cmdb audit checkpoint`: signs how far the journal went, and where main stood.
struct AuditCheckpoint: Command {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign how far the journal went, and where the main branch stands.",
    discussion: Prose.filled(
      """
      What moved since the last entry becomes an entry of the branch journal, and the next entry holds
      the checkpoint, which names the one before it. Note SEQ:DIGEST somewhere else: with it
      `cmdb audit verify --expect SEQ:DIGEST` proves that nothing was cut off.

        cmdb audit checkpoint --key ~/.ssh/id_ed25519

      Without --key the key that git signs with (user.signingkey) is taken. It must be an Ed25519 key,
      listed under service.keys in cmdb.yaml, or in the file that verify is given by --trust.

      Exit status: 0 written, 1 nothing was signed, 2 usage, 3 the repository failed.
      """
    )
  )

  @Option(help: ArgumentHelp("An SSH key, as ssh-keygen takes it.", valueName: "file"))
  var key: String?
  @Option(help: "How the answer is written: table, json, ndjson, yaml or csv.")
  var format: OutputFormat = .table

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    guard let key = try key.map(context.absolute) ?? SSHSigner.configuredKey(in: workspace) else {
      throw CommandFailure(
        .usage,
        "a checkpoint is signed",
        remedy: "name an SSH key with --key, or git config user.signingkey"
      )
    }
    let written = try workspace.journalWriter().checkpoint(at: context.now) { checkpoint in
      try SSHSigner(context).sign(
        checkpoint.text,
        with: key,
        namespace: Checkpoint.namespace
      )
    }
    print(written, context)
    let signer = written.signed.signature.key
    let keys = try workspace.snapshot(of: written.signed.checkpoint.main).settings.serviceKeys
    if !keys.compactMap(SSHPublicKey.init(line:)).contains(signer) {
      context.terminal.say(
        "service.keys of cmdb.yaml does not list this key, so cmdb audit verify needs --trust"
      )
    }
    return .success
  }

  private func print(_ written: JournalWriter.Written, _ context: CommandContext) {
    let checkpoint = written.signed.checkpoint
    var rows = Rows(columns: ["seq", "time", "main", "digest"])
    rows.append(
      [
        "\(checkpoint.seq)", Timestamp(seconds: checkpoint.time).description,
        String(checkpoint.main.hex.prefix(12)), checkpoint.digest,
      ],
      Shape.checkpoint(written.signed)
    )
    if format.isDocument {
      context.terminal.print(Shape.checkpoint(written.signed), as: format)
    } else {
      rows.print(as: format, to: context.terminal)
    }
    guard format == .table else { return }
    context.terminal.say(
      "note it elsewhere: cmdb audit verify --expect \(checkpoint.seq):\(checkpoint.digest)"
    )
  }
}
