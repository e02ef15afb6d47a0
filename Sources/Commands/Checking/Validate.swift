internal import ArgumentParser
internal import Diagnostics
internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots
internal import Validation

/// `cmdb validate`: everything that must hold.
struct Validate: Command {
  static let configuration = CommandConfiguration(
    abstract: "Check everything that must hold.",
    discussion: Prose.filled(
      """
      Without a path the whole repository is judged as it stands in the working tree.

        cmdb validate
        cmdb validate records/server/web-01.yaml
        cmdb validate --staged              # what the next commit would be
        cmdb validate --range main..HEAD    # what a branch changes
        cmdb validate --explain CMDB-R002

      Exit status: 0 valid, 1 not valid, 2 usage, 3 the repository failed.
      """
    )
  )

  /// How findings are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, github
  }

  @Argument(help: "Files or folders to judge; everything where none is named.")
  var paths: [String] = []
  @Flag(help: "Judge what is staged: the tree that is about to be committed.") var staged = false
  @Option(help: ArgumentHelp("Judge what changed between two commits.", valueName: "a..b"))
  var range: String?
  @Option(help: "How findings are written: text, json or github.") var format: Format = .text
  @Option(help: ArgumentHelp("Explain a rule.", valueName: "rule")) var explain: String?
  @Option(help: "The state to judge: a revision or a date.") var at: String?

  func run(in context: CommandContext) throws -> ExitStatus {
    if let explain { return try Self.explain(explain, context) }
    let workspace = try Workspace(context)
    let (snapshot, verdict) = try judge(workspace)
    var findings = verdict.findings
    if !staged, range == nil, at == nil {
      findings += try RepositorySetup(workspace).findings()
    }
    let result = RecordJudge.Verdict(checked: verdict.checked, findings: findings.sorted())
    try FindingOutput(format: format, snapshot: snapshot).print(result, to: context.terminal)
    return result.isValid ? .success : .no
  }

  private func judge(_ workspace: Workspace) throws -> (Snapshot, RecordJudge.Verdict) {
    let day = workspace.context.today
    guard [staged, range != nil, at != nil].filter({ $0 }).count <= 1 else {
      throw CommandFailure(.usage, "--staged, --range and --at exclude each other")
    }
    if staged {
      let change = try StagedTree(workspace)
      return (
        change.after, try ChangeJudge(change.before, change.after, day: day).verdict(change.paths)
      )
    }
    if let range {
      let (base, head) = try RevisionRange(range).commits(in: workspace)
      let before = try workspace.snapshot(of: base)
      let after = try workspace.snapshot(of: head)
      let headDay = CalendarDay(
        secondsSince1970: try workspace.repository.readCommit(head).committer.time
      )
      let paths = try workspace.repository.changedPaths(from: base, to: head)
      return (after, try ChangeJudge(before, after, day: headDay).verdict(paths))
    }
    let snapshot = try workspace.snapshot(at: at)
    let judge = RecordJudge(snapshot, day: day)
    if paths.isEmpty { return (snapshot, try judge.everything()) }
    return (snapshot, try judge.files(at: try named(workspace, snapshot)))
  }

  /// The files that the arguments name, folders opened.
  private func named(_ workspace: Workspace, _ snapshot: Snapshot) throws -> [String] {
    try paths.flatMap { argument -> [String] in
      let path = try workspace.repositoryPath(of: argument)
      if try snapshot.files.entry(at: path) != nil { return [path] }
      let below = try snapshot.files.entries(below: path).map(\.path)
      guard !below.isEmpty else {
        throw CommandFailure(.usage, "there is no such file or folder", at: argument)
      }
      return below
    }
  }

  private static func explain(_ id: String, _ context: CommandContext) throws -> ExitStatus {
    guard let rule = RuleList.rule(id) else {
      throw CommandFailure(
        .usage,
        "there is no rule \(id)",
        remedy: "the rules are \(RuleList.all.map { $0.id }.joined(separator: ", "))"
      )
    }
    context.terminal.print("\(rule.id) (\(rule.severity.rawValue)): \(rule.title)\n")
    context.terminal.print(rule.explanation)
    return .success
  }
}
