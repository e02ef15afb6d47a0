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
    commandName: "validate",
    abstract: "Check everything that must hold.",
    discussion: Prose.filled(
      """
      Without a path the whole repository is judged as it stands in the working tree.

        cmdb validate
        cmdb validate records/server/web-01.yaml
        cmdb validate --staged              # what the next commit would be
        cmdb validate --range main..HEAD    # what a branch changes, commit by commit
        cmdb validate --merge-with main     # what main would be after a merge of HEAD
        cmdb validate --explain CMDB-R002

      Exit status: 0 valid, 1 not valid, 2 usage, 3 the repository failed.
      """
    )
  )

  /// How findings are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, sarif, github, gitlab, junit
  }

  /// The least weight that makes the answer "no".
  enum Threshold: String, CaseIterable, ExpressibleByArgument {
    case error, warning

    var severity: Severity { self == .error ? .error : .warning }
  }

  @Argument(
    help:
      "Files or folders to judge, or of a change those to hear about; everything where none is named."
  )
  var paths: [String] = []
  @Flag(help: "Judge what is staged: the tree that is about to be committed.") var staged = false
  @Option(help: ArgumentHelp("Judge what changed between two commits.", valueName: "a..b"))
  var range: String?
  @Option(
    name: .customLong("merge-with"),
    help: ArgumentHelp("Judge what a merge of HEAD into a revision would be.", valueName: "rev")
  )
  var mergeWith: String?
  @Option(help: "How findings are written: text, json, sarif, github, gitlab or junit.")
  var format: Format = .text
  @Option(
    name: .customLong("fail-on"),
    help: "What makes the answer \"no\": error, or warning."
  )
  var failOn: Threshold = .error
  @Option(help: ArgumentHelp("Explain a rule.", valueName: "rule")) var explain: String?
  @Flag(help: "Judge everything anew, also what is remembered to be right.") var noIndex = false
  @Option(help: "The state to judge: a revision or a date.") var at: String?

  func run(in context: CommandContext) throws -> ExitStatus {
    if let explain { return try Self.explain(explain, context) }
    let workspace = try Workspace(context)
    var (snapshot, result) = try judge(workspace)
    if !paths.isEmpty, staged || range != nil || mergeWith != nil {
      let files = Set(try named(workspace, snapshot))
      result.findings.removeAll { !($0.place.map { files.contains($0.file) } ?? false) }
    }
    if [staged, range != nil, mergeWith != nil, at != nil].allSatisfy({ !$0 }) {
      result.findings += try RepositorySetup(workspace).findings()
      result.findings.sort()
    }
    try FindingOutput(format: format, source: FindingSource(workspace.repository, snapshot))
      .print(result, to: context.terminal)
    return result.findings.contains { $0.severity >= failOn.severity } ? .no : .success
  }

  private func judge(_ workspace: Workspace) throws -> (Snapshot, RecordJudge.Verdict) {
    let moment = try workspace.moment(at)
    let day = workspace.day(at: moment)
    guard [staged, range != nil, mergeWith != nil, at != nil].filter({ $0 }).count <= 1 else {
      throw CommandFailure(.usage, "--staged, --range, --merge-with and --at exclude each other")
    }
    if staged {
      guard !workspace.repository.isBare else {
        throw CommandFailure(
          .usage,
          "a bare repository has nothing staged",
          at: workspace.repository.gitDirectory,
          remedy: "cmdb validate, or --range A..B"
        )
      }
      let change = try StagedTree(workspace)
      return (change.after, try change.verdict(day: day))
    }
    if let range {
      let (base, head) = try RevisionRange(range).commits(in: workspace)
      let judge = RangeJudge(workspace.repository, builtIn: Workspace.builtInSchemas)
      return (try workspace.snapshot(of: head), try judge.verdict(from: base, to: head))
    }
    if let mergeWith {
      return try MergeJudge(workspace.repository, builtIn: Workspace.builtInSchemas).verdict(
        of: workspace.headCommit(),
        mergedWith: workspace.commit(at: mergeWith),
        day: day
      )
    }
    let snapshot = try workspace.snapshot(at: moment)
    if !paths.isEmpty {
      let judge = try RecordJudge(snapshot, day: day)
      return (snapshot, try judge.files(at: try named(workspace, snapshot)))
    }
    let memory = noIndex ? nil : try WholeVerdict(workspace, at: moment, day: day)
    if let checked = memory?.checked { return (snapshot, .init(checked: checked)) }
    var verdict = try RecordJudge(snapshot, day: day).everything()
    verdict.findings += try otherFindings(workspace, at: moment)
    verdict.findings.sort()
    memory?.remember(verdict)
    if at == nil { verdict.broken = try broken(workspace, snapshot, verdict.findings) }
    return (snapshot, verdict)
  }

  /// The secrets in files that no other rule is about.
  private func otherFindings(_ workspace: Workspace, at moment: Moment?) throws -> [Finding] {
    let files = OtherFiles(workspace.repository)
    if moment == nil, let root = workspace.repository.workingTree {
      return try files.findings(in: workspace.files(of: root))
    }
    guard let commit = try moment?.commit ?? workspace.headIfAny() else { return [] }
    return try files.findings(in: workspace.repository.readCommit(commit).tree)
  }

  /// How many records a change of schemas, settings or policy breaks that is not committed yet; nil
  /// where none is changed.
  private func broken(_ workspace: Workspace, _ present: Snapshot, _ findings: [Finding]) throws
    -> Int?
  {
    guard workspace.repository.workingTree != nil, let head = try workspace.headIfAny() else {
      return nil
    }
    let before = try workspace.snapshot(of: head)
    var paths: [String] = []
    for folder in ["schema", RepositoryPolicy.folder] {
      paths += try before.files.entries(below: folder).map(\.path)
      paths += try present.files.entries(below: folder).map(\.path)
    }
    let changed = try Set(paths + [Settings.fileName]).filter {
      try before.files.content(at: $0) != present.files.content(at: $0)
    }
    guard !changed.isEmpty else { return nil }
    let errors = findings.filter { $0.severity == .error && $0.reference != nil }
    if errors.isEmpty { return 0 }
    let known = try RecordJudge(before, day: workspace.context.today).everything().findings
    let old = Set(known.map(FindingIdentity.init))
    return Set(errors.filter { !old.contains(FindingIdentity($0)) }.map(\.reference)).count
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
        remedy: RuleList.explained.first.flatMap { first in
          RuleList.explained.last.map { "the rules are \(first.id) to \($0.id)" }
        }
      )
    }
    context.terminal.print("\(rule.id) (\(rule.severity.rawValue)): \(rule.title)\n")
    context.terminal.print(rule.explanation)
    return .success
  }
}
