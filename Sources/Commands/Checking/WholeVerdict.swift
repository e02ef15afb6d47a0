internal import Git
internal import History
internal import Records

/// What is remembered of judging a whole repository: a state that nothing was found wrong with is not
/// judged again by the same program on the same day.
///
/// The memory is only a short cut: whatever goes wrong with it, the repository is judged.
struct WholeVerdict {
  private let workspace: Workspace
  private let index: RecordIndex
  /// The tree that is judged; nil for a working tree whose governed files differ from HEAD's.
  private let object: ObjectID?
  private let rules: ObjectID
  /// Whether what is judged is the tree and nothing else, so that what is found may be said of it.
  private let isExact: Bool

  /// Finds out what is judged: the commit at the moment, or the working tree.
  init(_ workspace: Workspace, at moment: Moment?, day: CalendarDay) throws {
    self.workspace = workspace
    index = RecordIndex(workspace.repository)
    rules = Self.rules(on: day)
    let settled = try? Self.settled(workspace, at: moment)
    object = settled?.tree
    isExact = settled?.isExact ?? false
  }

  /// How many files were judged when the state was found right; nil where that is not known.
  var checked: Int? { object.flatMap { try? index.verdicts().files(in: $0, under: rules) } }

  /// Remembers that nothing was found wrong with the state. What other days and programs found goes,
  /// but for today.
  func remember(_ verdict: RecordJudge.Verdict) {
    guard let object, isExact, verdict.findings.isEmpty, let verdicts = try? index.verdicts() else {
      return
    }
    let days = [rules, Self.rules(on: workspace.context.today)]
    try? verdicts.keep(only: days + [AuditMemory.rules])
    try? verdicts.remember([object], under: rules, files: verdict.checked)
  }

  /// The tree that the answer is about; nil for a working tree that is another.
  private static func settled(_ workspace: Workspace, at moment: Moment?) throws -> (
    tree: ObjectID, isExact: Bool
  )? {
    let repository = workspace.repository
    guard moment == nil, let root = repository.workingTree else {
      let commit = try moment?.commit ?? workspace.headIfAny()
      return try commit.map { (try repository.readCommit($0).tree, true) }
    }
    // Git looks at some files only where it is told to, and answers for none of the modes.
    guard let head = try workspace.headIfAny(),
      try !repository.takesFilesOnTrust(environment: workspace.context.environment)
    else { return nil }
    let changes = try repository.workingTreeStatus(withIgnored: true)
      .filter { GovernedPath.isGoverned($0.path) || $0.unstaged != .untracked }
    let files = workspace.files(of: root)
    let isSettled = changes.allSatisfy {
      !GovernedPath.isGoverned($0.path) && OtherFiles.findings(at: $0.path, in: files).isEmpty
    }
    guard isSettled else { return nil }
    let isExact = changes.isEmpty && repository.trustsFileModes
    return (try repository.readCommit(head).tree, isExact)
  }

  private static func rules(on day: CalendarDay) -> ObjectID { ProgramRules.digest("\(day)") }
}
