internal import ArgumentParser
internal import Git
internal import History
internal import Sync
internal import Validation

/// `cmdb audit verify`: proves that history is what it says, or lists where it is not.
struct AuditVerify: Command {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check history, signatures, sync merges and the journal, commit by commit.",
    discussion: Prose.filled(
      """
      Every commit of main is judged by the rules, policy and people of its first parent, on its own
      day; sync merges are reconciled again; the branch journal is read from its first entry, and its
      checkpoints by the keys under service.keys in cmdb.yaml, or in the file of --trust (ssh-keygen's
      allowed signers). RANGE, such as v1..main, is of commits; the journal is always read as a whole.

        cmdb audit verify
        cmdb audit verify main~20..main
        cmdb audit verify --trust auditors/allowed_signers --expect 120:5f0c…

      Nothing in a repository can prove that nothing was cut off at its end. --expect names a
      checkpoint that was noted elsewhere; without it the answer says that freshness is unproven.
      Signatures of commits by OpenPGP and X.509 are shown, and not checked.

      As JSON:

        {"valid", "from", "to", "commits", "merges",
          "signatures": {"verified", "other", "unchecked", "unsigned"},
          "journal": {"head", "entries", "complete_to", "main",
            "unjournaled", "fresh_to", "expected", "checkpoint"},
          "findings": [as in validate, with "commit" and "seq"]}

      An interrupted run goes on where it was. Exit status: 0 nothing is wrong, 1 something is, 2 usage,
      3 the repository failed.
      """
    )
  )

  /// How the answer is written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: ArgumentHelp("Commits of main; all of them without it.", valueName: "a..b"))
  var range: String?
  @Option(help: ArgumentHelp("Keys that checkpoints may be signed by.", valueName: "file"))
  var trust: String?
  @Option(help: ArgumentHelp("A checkpoint that was noted elsewhere.", valueName: "seq:digest"))
  var expect: String?
  @Option(help: "How the answer is written: text or json.") var format: Format = .text
  @Flag(help: "Check everything anew, also what an earlier run found right.") var noIndex = false

  func run(in context: CommandContext) throws -> ExitStatus {
    let expectation = try expect.map(Self.expectation)
    let trusted = try trust.map { try Self.trustedKeys($0, context) }
    let workspace = try Workspace(context)
    let (base, head) = try commits(workspace)
    let progress = AuditProgress(context.terminal)
    let history = try progress.during("checking", "commits") { tell in
      let audit = MainAudit(workspace.repository, builtIn: Workspace.builtInSchemas)
      if !noIndex { AuditMemory(workspace).serve(audit) }
      return try audit.run(from: base, to: head, progress: tell)
    }
    let main = workspace.mainBranch()
    let journal = try progress.during("reading", "entries of the journal") { tell in
      try JournalAudit(
        workspace.repository,
        main: main,
        keys: CheckpointKeys(
          workspace.repository,
          builtIn: Workspace.builtInSchemas,
          trusted: trusted
        )
      ).verdict(expecting: expectation, progress: tell)
    }
    let answer = VerificationAnswer(
      base: base,
      head: head,
      history: history,
      journal: journal,
      unjournaled: try unjournaled(workspace, main, since: journal.main)
    )
    switch format {
    case .text: answer.printText(to: context.terminal)
    case .json: context.terminal.print(answer.shape, as: .json)
    }
    return answer.isValid ? .success : .no
  }

  /// The commits that are judged: those that the range names, else all of main.
  private func commits(_ workspace: Workspace) throws -> (base: ObjectID?, head: ObjectID) {
    if let range {
      let (base, head) = try RevisionRange(range).commits(in: workspace)
      return (base, head)
    }
    guard !workspace.repository.isShallow else {
      throw CommandFailure(
        .failure,
        "history is cut off in this shallow clone",
        at: workspace.repository.gitDirectory,
        remedy: "git fetch --unshallow, or name a range that is here"
      )
    }
    return (
      nil, try workspace.repository.reference(workspace.mainBranch()) ?? workspace.headCommit()
    )
  }

  /// How many commits of main came after the one that the journal knows last.
  private func unjournaled(_ workspace: Workspace, _ main: String, since last: ObjectID?) throws
    -> Int
  {
    guard let last, workspace.repository.exists(last),
      let head = try workspace.repository.reference(main)
    else { return 0 }
    return try workspace.repository.commitWalk(from: head, hiding: [last], firstParent: true).count
  }

  private static func expectation(_ text: String) throws -> JournalAudit.Expectation {
    guard let expectation = JournalAudit.Expectation(text) else {
      throw CommandFailure(
        .usage,
        "\(text) names no checkpoint",
        at: "--expect",
        remedy: "write SEQ:DIGEST, as cmdb audit checkpoint prints it"
      )
    }
    return expectation
  }

  private static func trustedKeys(_ file: String, _ context: CommandContext) throws -> [AllowedKey]
  {
    let text = String(decoding: try InputFile.content(context.absolute(file)), as: UTF8.self)
    guard let keys = AllowedKey.keys(in: text, namespace: Checkpoint.namespace) else {
      throw CommandFailure(
        .usage,
        "it is no file of allowed signers",
        at: file,
        remedy: "write lines such as: auditor@example.net ssh-ed25519 AAAA…"
      )
    }
    return keys
  }
}
