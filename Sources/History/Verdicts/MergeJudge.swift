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
    var conflicts: [Finding] = []
    let changes = try changes(of: ours, onto: theirs, before, &conflicts)
    let files = OverlayFiles(before.files, changes: changes)
    let after =
      GovernedPath.changesMeaning(changes.paths)
      ? try snapshot(files) : Snapshot(files: files, settingsOf: before)
    let paths = changes.paths.filter(GovernedPath.isGoverned)
    let earlier = CalendarDay(secondsSince1970: try repository.readCommit(theirs).committer.time)
    var verdict = try ChangeJudge(before, after, day: day).verdict(paths, since: earlier)
    verdict.findings += conflicts
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

  /// What the merge changes on their side.
  private func changes(
    of ours: ObjectID,
    onto theirs: ObjectID,
    _ before: Snapshot,
    _ conflicts: inout [Finding]
  ) throws -> ChangeSet {
    let base = try repository.mergeBase(ours, theirs).map { try repository.readCommit($0).tree }
    let mine = try repository.treeDifference(from: base, to: repository.readCommit(ours).tree)
    let yours = Dictionary(
      try repository.treeDifference(from: base, to: repository.readCommit(theirs).tree)
        .map { ($0.path, $0) }
    ) { first, _ in first }
    var changes = ChangeSet()
    for change in mine {
      guard let other = yours[change.path] else {
        if let new = change.new {
          changes.write(try repository.readBlob(new.id), to: change.path)
        } else {
          changes.remove(change.path)
        }
        continue
      }
      if other.new == change.new { continue }
      try merge(change, other, before, into: &changes, &conflicts)
    }
    return changes
  }

  private func merge(
    _ mine: TreeDifference,
    _ yours: TreeDifference,
    _ before: Snapshot,
    into changes: inout ChangeSet,
    _ conflicts: inout [Finding]
  ) throws {
    let reference = RecordLayout.reference(ofPath: mine.path)
    guard let new = mine.new, let other = yours.new else {
      conflicts.append(
        MergeIsClean.finding(
          path: mine.path,
          reference: reference?.description,
          attribute: nil,
          ours: mine.new == nil ? "removed" : "changed",
          theirs: yours.new == nil ? "removed" : "changed"
        )
      )
      return
    }
    let merge = RecordTextMerge(
      recordClass: reference.flatMap { before.catalogue.recordClass($0.className) },
      textMerge: { try TextMerge.merge($0, $1, $2) }
    )
    let result = try merge.merge(
      base: mine.old.map { try repository.readBlob($0.id) } ?? [],
      ours: repository.readBlob(new.id),
      theirs: repository.readBlob(other.id)
    )
    if result.isClean {
      changes.write(result.text, to: mine.path)
      return
    }
    conflicts += result.conflicts.map { conflict in
      MergeIsClean.finding(
        path: mine.path,
        reference: reference?.description,
        attribute: conflict.attribute.description,
        ours: conflict.ours?.json() ?? "nothing",
        theirs: conflict.theirs?.json() ?? "nothing"
      )
    }
    if result.conflicts.isEmpty {
      conflicts.append(
        MergeIsClean.finding(
          path: mine.path,
          reference: reference?.description,
          attribute: nil,
          ours: nil,
          theirs: nil
        )
      )
    }
  }
}
