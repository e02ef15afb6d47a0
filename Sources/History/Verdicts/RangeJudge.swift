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
      day: CalendarDay(secondsSince1970: commit.committer.time)
    )
    let paths = try snapshots.changedPaths(from: base, to: head)
    var verdict = try judge.verdict(paths)
    // Who leaves records behind is judged by where the range leads to, not on the way.
    verdict.findings += try judge.findings(
      about: paths.filter { $0.hasPrefix(RecordLayout.root) },
      by: .init(author: .unknown(""), judgesApprovals: false),
      rules: [NoRecordIsOrphaned.self]
    )
    verdict.findings += try makerFindings(from: base, to: head)
    var seen: Set<FindingIdentity> = []
    verdict.findings = verdict.findings.sorted().filter {
      seen.insert(FindingIdentity($0)).inserted
    }
    return verdict
  }

  /// Returns what the commits of a range do that rules about changes object to.
  public func makerFindings(from base: ObjectID, to head: ObjectID) throws -> [Finding] {
    var found: [Finding] = []
    // Oldest first, so that of two commits that do the same wrong the first is named.
    for id in try repository.commitWalk(from: head, hiding: [base]).reversed() {
      let commit = try repository.readCommit(id)
      // At the edge of a shallow history there is nothing to compare with.
      guard commit.parents.allSatisfy(repository.exists) else { continue }
      found += try findings(about: commit)
      found += try secrets(in: commit, unless: head)
      try snapshots.forget(but: [base, head, id])
    }
    let chain = try repository.commitWalk(from: head, hiding: [base], firstParent: true)
    let decisions = RangeDecisions(repository: repository, snapshots: snapshots)
    return try found + decisions.findings(about: chain.reversed(), from: base, to: head)
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
      day: CalendarDay(secondsSince1970: commit.committer.time)
    )
    let people = PersonDirectory(lookup: before, catalogue: before.catalogue)
    let maker = ChangeJudge.Maker(
      author: try CommitMaker(repository: repository).author(of: commit, people: people),
      judgesApprovals: false
    )
    // A merge of sources has their deliveries for other parents, which hold no records.
    let others = maker.author.isMachine ? [] : commit.parents.dropFirst()
    return try judge.findings(
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

  /// The secrets that a commit adds and the head no longer holds: those that it does hold are found
  /// there.
  private func secrets(in commit: Commit, unless head: ObjectID) throws -> [Finding] {
    guard commit.id != head else { return [] }
    let old = try commit.parents.first.map { try repository.readCommit($0).tree }
    var findings: [Finding] = []
    for change in try repository.treeDifference(from: old, to: commit.tree)
    where GovernedPath.isGoverned(change.path) {
      guard let new = change.new, new.mode.isFile else { continue }
      let text = try repository.readBlob(new.id)
      guard TextHoldsNoSecret.isSuspicious(text) else { continue }
      let before = try change.old.map { try repository.readBlob($0.id) } ?? []
      let present = try snapshots.snapshot(of: head).files.content(at: change.path) ?? []
      guard TextHoldsNoSecret.brings(text, besides: [before, present]) else { continue }
      findings += TextHoldsNoSecret.check(
        text,
        path: change.path,
        reference: RecordLayout.reference(ofPath: change.path)?.description,
        commit: commit.id.hex
      )
    }
    return findings
  }
}
