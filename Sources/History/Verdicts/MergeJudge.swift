internal import Diagnostics
internal import Documents
public import Git
public import Records
public import Snapshots
internal import Validation

/// Judges what a merge of two commits would be, before it is made.
public struct MergeJudge {
  private let repository: Repository
  private let builtIn: [SchemaFile]

  /// Creates a judge; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    self.repository = repository
    self.builtIn = builtIn
  }

  /// Returns the merge result with the findings that it would bring to `theirs`: those about its
  /// state, those about the commits of `ours` that come along, and what cannot be merged.
  public func verdict(of ours: ObjectID, mergedWith theirs: ObjectID, day: CalendarDay) throws -> (
    after: Snapshot, verdict: RecordJudge.Verdict
  ) {
    let before = try snapshot(TreeFiles(repository, tree: repository.readCommit(theirs).tree))
    // What the merge changes on their side is judged, so theirs is the one that stands.
    let merge = try CommitMerge(repository, builtIn: builtIn)
      .merge(theirs, ours, onlyJudged: true)
    let changed = merge.tree.changes.keys.map { String(decoding: $0, as: UTF8.self) }.sorted()
    let files = MergedTreeFiles(repository, merge.tree)
    let after =
      GovernedPath.changesMeaning(changed)
      ? try snapshot(files) : Snapshot(files: files, settingsOf: before)
    let paths = changed.filter(GovernedPath.isGoverned)
    let earlier = CalendarDay(secondsSince1970: try repository.readCommit(theirs).committer.time)
    var verdict = try ChangeJudge(before, after, day: day).verdict(paths, since: earlier)
    verdict.findings += merge.conflicts.map(finding)
    verdict.findings += try RangeJudge(repository, builtIn: builtIn)
      .makerFindings(from: theirs, to: ours, showing: nil)
    let others = OtherFiles(repository)
    let base = try repository.mergeBase(ours, theirs).map { try repository.readCommit($0).tree }
    for change in try repository.treeDifference(from: base, to: repository.readCommit(ours).tree) {
      verdict.findings += try others.findings(about: change)
    }
    verdict.findings.sort()
    return (after, verdict)
  }

  private func snapshot(_ files: any RecordFiles) throws -> Snapshot {
    try Snapshot(files: files, builtIn: builtIn)
  }

  /// The finding about a conflict of the merge that was made the other way round.
  private func finding(_ conflict: MergeConflict) -> Finding {
    func phrase(_ value: Value?) -> String? {
      switch conflict.kind {
      case .attribute, .comment, .place, .mode: value.map { $0.json() } ?? "nothing"
      case .removed: value == nil ? "removed" : "changed"
      case .lines, .file, .folder: nil
      }
    }
    return MergeIsClean.finding(
      path: conflict.path,
      reference: conflict.reference?.description,
      attribute: conflict.attribute?.description,
      ours: phrase(conflict.theirs),
      theirs: phrase(conflict.ours)
    )
  }
}
