public import Diagnostics
public import Git
public import Records
internal import Snapshots
internal import Validation

/// Judges what a range of commits brings: the state that it leads to against the one that it begins
/// at, and every commit of it against its first parent.
///
/// A merge is judged by the commits that it brings, and by what it holds that none of its parents
/// does. So only a commit that skips a state of life is a jump, and not a branch that went through
/// all of them.
public struct RangeJudge {
  private let repository: Repository
  private let snapshots: CommitSnapshots

  /// Creates a judge; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    self.repository = repository
    snapshots = CommitSnapshots(repository, builtIn: builtIn)
  }

  /// Returns the findings that the commits of `head` bring which `base` does not have: to the state
  /// where the two parted.
  public func verdict(from base: ObjectID, to head: ObjectID) throws -> RecordJudge.Verdict {
    let base = try repository.mergeBase(base, head) ?? base
    let commit = try repository.readCommit(head)
    let judge = try ChangeJudge(
      snapshots.snapshot(of: base),
      snapshots.snapshot(of: head),
      day: day(of: commit)
    )
    let paths = try snapshots.changedPaths(from: base, to: head)
    var verdict = try judge.verdict(paths)
    // Who leaves records behind is judged by where the range leads to, not on the way.
    verdict.findings += try judge.findings(
      about: paths.filter { $0.hasPrefix(RecordLayout.root) },
      by: .init(author: .unknown(""), judgesApprovals: false),
      rules: [NoRecordIsOrphaned.self]
    )
    let others = OtherFiles(repository)
    for change in try repository.treeDifference(
      from: repository.readCommit(base).tree,
      to: commit.tree
    ) {
      verdict.findings += try others.findings(about: change)
    }
    verdict.findings += try makerFindings(from: base, to: head, showing: head)
    // Of two commits that do the same wrong the first is named, and none where the state says it.
    var seen: Set<FindingIdentity> = []
    verdict.findings = verdict.findings.filter {
      $0.rule == TextHoldsNoSecret.id || seen.insert(FindingIdentity($0)).inserted
    }
    verdict.findings.sort()
    return verdict
  }

  /// Returns what the commits of a range do that rules about changes object to, oldest first; each
  /// finding names its commit, but for those about `shown`, the state that people are shown.
  public func makerFindings(from base: ObjectID, to head: ObjectID, showing shown: ObjectID?) throws
    -> [Finding]
  {
    var found: [Finding] = []
    // Oldest first, so that of two commits that do the same wrong the first is named.
    for id in try commits(from: base, to: head, firstParent: false).reversed() {
      let commit = try repository.readCommit(id)
      // At the edge of a shallow history there is nothing to compare with.
      guard commit.parents.allSatisfy(repository.exists) else { continue }
      found += try findings(about: commit).map { $0.made(by: id, unless: shown) }
      found += try secrets(in: commit, unless: head)
      try snapshots.forget(but: [base, head, id])
    }
    let chain = try commits(from: base, to: head, firstParent: true)
    let decisions = RangeDecisions(repository: repository, snapshots: snapshots)
    return try found
      + decisions.findings(about: chain.reversed(), from: base, to: head, showing: shown)
  }

  /// The commits of a range, newest first; that of a single commit needs no walk.
  private func commits(from base: ObjectID, to head: ObjectID, firstParent: Bool) throws
    -> [ObjectID]
  {
    if try repository.readCommitNode(head).parents == [base] { return [head] }
    return try repository.commitWalk(from: head, hiding: [base], firstParent: firstParent)
  }

  /// The rules about changes, without those about where a range leads to and about whole decisions.
  private static let rules: [any ChangeRule.Type] = RuleList.aboutChanges.filter {
    $0 != NoRecordIsOrphaned.self && $0 != ChangeIsApproved.self
  }

  private func findings(about commit: Commit) throws -> [Finding] {
    let parent = commit.parents.first
    let paths = try snapshots.changedPaths(from: parent, to: commit.id)
    if paths.isEmpty { return [] }
    let before = try snapshots.snapshot(of: parent)
    let judge = try ChangeJudge(
      before,
      snapshots.snapshot(of: commit.id),
      day: day(of: commit)
    )
    let people = PersonDirectory(lookup: before, catalogue: before.catalogue)
    let author = try CommitMaker(repository: repository).author(of: commit, people: people)
    // What lapsed is for people to put right, not for sources.
    let lapses =
      try author.isMachine
      ? [] : parent.map { try judge.lapses(paths, since: day(of: repository.readCommit($0))) } ?? []
    let maker = ChangeJudge.Maker(
      author: author,
      judgesApprovals: false
    )
    // A merge of sources has their deliveries for other parents, which hold no records.
    let others = maker.author.isMachine ? [] : commit.parents.dropFirst()
    return try lapses
      + judge.findings(
        about: paths,
        by: maker,
        without: others.map { other in
          MergeSide(
            records: try snapshots.snapshot(of: other),
            base: try snapshots.snapshot(of: parent.flatMap { try repository.mergeBase($0, other) })
          )
        },
        rules: Self.rules
      )
  }

  private func day(of commit: Commit) -> CalendarDay {
    CalendarDay(secondsSince1970: commit.committer.time)
  }

  /// The secrets that a commit adds and the head no longer holds: those that it does hold are found
  /// there.
  private func secrets(in commit: Commit, unless head: ObjectID) throws -> [Finding] {
    guard commit.id != head else { return [] }
    let old = try commit.parents.first.map { try repository.readCommit($0).tree }
    let others = OtherFiles(repository)
    let present = try snapshots.snapshot(of: head)
    return try repository.treeDifference(from: old, to: commit.tree).flatMap { change in
      // What a source says is evidence on a branch of its own; records take nothing of it that is a
      // secret.
      let isEvidence = change.path.hasPrefix("\(ObservationLayout.root)/")
      guard !isEvidence, let text = try others.text(of: change.new),
        TextHoldsNoSecret.isSuspicious(text)
      else {
        return [] as [Finding]
      }
      let known = try [
        others.text(of: change.old) ?? [], present.files.content(at: change.path) ?? [],
      ]
      return TextHoldsNoSecret.check(
        text,
        path: change.path,
        reference: RecordLayout.reference(ofPath: change.path)?.description,
        besides: known,
        isGoverned: GovernedPath.isGoverned(change.path)
      ).map { $0.made(by: commit.id, unless: nil) }
    }
  }
}

extension Finding {
  /// Names the commit that the finding is about, unless that is what people are shown.
  func made(by commit: ObjectID, unless shown: ObjectID?) -> Finding {
    var finding = self
    finding.commit = commit == shown ? nil : commit.hex
    return finding
  }
}
