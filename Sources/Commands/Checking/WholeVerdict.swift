internal import Git
internal import Glibc
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

  /// Finds out what is judged: the commit at the moment, or the working tree.
  init(_ workspace: Workspace, at moment: Moment?, day: CalendarDay) throws {
    self.workspace = workspace
    index = RecordIndex(workspace.repository)
    object = try? Self.object(workspace, at: moment)
    rules = Self.rules(on: day)
  }

  /// How many files were judged when the state was found right; nil where that is not known.
  var checked: Int? { object.flatMap { try? index.verdicts().files(in: $0, under: rules) } }

  /// Remembers that nothing was found wrong with the state. What other days and programs found goes,
  /// but for today.
  func remember(_ verdict: RecordJudge.Verdict) {
    guard let object, verdict.findings.isEmpty, let verdicts = try? index.verdicts() else { return }
    try? verdicts.keep(only: [rules, Self.rules(on: workspace.context.today)])
    try? verdicts.remember([object], under: rules, files: verdict.checked)
  }

  private static func object(_ workspace: Workspace, at moment: Moment?) throws -> ObjectID? {
    let repository = workspace.repository
    let commit: ObjectID?
    if let moment {
      commit = moment.commit
    } else {
      let isSettled =
        try repository.isBare
        || !repository.workingTreeStatus(withIgnored: true)
          .contains { GovernedPath.isGoverned($0.path) }
      commit = isSettled ? try workspace.headIfAny() : nil
    }
    return try commit.map { try repository.readCommit($0).tree }
  }

  private static func rules(on day: CalendarDay) -> ObjectID {
    ObjectID.hash(.blob, Array("\(Version.line) \(program()) \(day)".utf8))
  }

  /// What tells one build of the program from another: rules are part of it.
  private static func program() -> String {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return "" }
    return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
  }
}
