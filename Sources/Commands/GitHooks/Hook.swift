internal import ArgumentParser
internal import Diagnostics
internal import Git
internal import History
internal import Records
internal import Snapshots

/// `cmdb hook`: what git's hooks call.
struct Hook: Command {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Judge a change before git takes it; git's hooks call it.",
    discussion: Prose.filled(
      """
      NAME is pre-commit, pre-merge-commit, commit-msg, pre-push or pre-receive; the other words and
      standard input are what git hands the hook.

      Exit status: 0 the change may go on, 1 it is refused, 3 the repository failed.
      """
    )
  )

  @Argument(help: "The hook's name.") var name: String
  @Argument(parsing: .allUnrecognized, help: "What git hands the hook.") var words: [String] = []

  func run(in context: CommandContext) throws -> ExitStatus {
    switch name {
    case "pre-commit", "pre-merge-commit": return try judgeIndex(context)
    case "commit-msg":
      guard let file = words.first else {
        throw CommandFailure(.usage, "commit-msg needs the file of the message")
      }
      return try judgeMessage(file, context)
    case "pre-push":
      return try judgePush(context, updates: try RefUpdate.pushed(context.readInput()))
    case "pre-receive":
      return try judgePush(context, updates: try RefUpdate.received(context.readInput()))
    default:
      let nearest = NearestName.of(name, in: HookScript.names)
      throw CommandFailure(
        .usage,
        "there is no hook \(name)",
        remedy: nearest.map { "did you mean \($0)?" }
          ?? "the hooks are \(HookScript.names.joined(separator: ", "))"
      )
    }
  }

  private func judgeIndex(_ context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let change = try StagedTree(workspace)
    if change.isEmpty { return .success }
    let verdict = try change.verdict(day: context.today)
    let source = FindingSource(workspace.repository, change.after)
    return try report(verdict, source, context, advice: "git commit")
  }

  private func judgeMessage(_ file: String, _ context: CommandContext) throws -> ExitStatus {
    let text = try InputFile.content(context.absolute(file))
    let objections = CommitMessage.objections(String(decoding: text, as: UTF8.self))
    for objection in objections { context.terminal.say("cmdb: commit message: \(objection)") }
    return objections.isEmpty ? .success : .no
  }

  private func judgePush(_ context: CommandContext, updates: [RefUpdate]) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let rules = try PushRules(workspace)
    var status = ExitStatus.success
    for update in updates {
      if let objection = try rules.objection(to: update) {
        context.terminal.say("cmdb: \(update.name): \(objection)")
        status = .no
        continue
      }
      guard update.new != .zero, update.name == rules.main else { continue }
      let (after, verdict) = try judge(update, workspace)
      let source = FindingSource(workspace.repository, after)
      if try report(verdict, source, context, advice: "git push") == .no { status = .no }
    }
    return status
  }

  private func judge(_ update: RefUpdate, _ workspace: Workspace) throws -> (
    Snapshot, RecordJudge.Verdict
  ) {
    let after = try workspace.snapshot(of: update.new)
    if update.old != .zero, workspace.repository.exists(update.old) {
      let judge = RangeJudge(workspace.repository, builtIn: Workspace.builtInSchemas)
      return (after, try judge.verdict(from: update.old, to: update.new))
    }
    // The first commits of a branch: there is nothing that they could be a change of.
    let commit = try workspace.repository.readCommit(update.new)
    let judge = try RecordJudge(
      after,
      day: CalendarDay(secondsSince1970: commit.committer.time)
    )
    return (after, try judge.everything())
  }

  private func report(
    _ verdict: RecordJudge.Verdict,
    _ source: FindingSource,
    _ context: CommandContext,
    advice: String
  ) throws -> ExitStatus {
    let renderer = FindingRenderer(colour: context.terminal.hasColour)
    var source = source
    for finding in verdict.findings {
      context.terminal.errors.write(
        renderer.text(for: finding, source: try source.text(of: finding))
      )
    }
    if let broken = verdict.broken { context.terminal.say(FindingOutput.breach(broken)) }
    if verdict.isValid { return .success }
    context.terminal.say(
      "cmdb: refused: \(FindingOutput.summary(verdict)): correct it and \(advice) again"
    )
    return .no
  }
}
