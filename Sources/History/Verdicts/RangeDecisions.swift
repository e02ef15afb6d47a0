internal import Diagnostics
internal import Git
internal import Records
internal import Snapshots
internal import Validation

/// Judges whether the decisions of a range have the approvals that they need.
///
/// A decision is a commit on the chain of first parents. A merge decides about the proposal that it
/// brings: the difference of its second parent against the merge base.
struct RangeDecisions {
  let repository: Repository
  let snapshots: CommitSnapshots

  /// Returns what the decisions lack; `chain` is the oldest first, and `shown` the commit that need
  /// not be named, since people are shown it.
  func findings(
    about chain: [ObjectID],
    from base: ObjectID,
    to head: ObjectID,
    showing shown: ObjectID?
  ) throws -> [Finding] {
    let whole = try Whole(self, chain, from: base, to: head, showing: shown)
    return try chain.flatMap { id -> [Finding] in
      let commit = try repository.readCommit(id)
      guard commit.parents.allSatisfy(repository.exists) else { return [] }
      let found = try findings(about: commit, whole)
      try snapshots.forget(but: [base, head, id])
      return found
    }
  }

  /// The range as one change: approvals of it that the head bears count for all its decisions.
  private final class Whole {
    let head: Commit
    let isOneCommit: Bool
    let shown: ObjectID?
    private let base: ObjectID
    private let decisions: RangeDecisions
    private var known: [RecordChange]?

    init(
      _ decisions: RangeDecisions,
      _ chain: [ObjectID],
      from base: ObjectID,
      to head: ObjectID,
      showing shown: ObjectID?
    ) throws {
      self.decisions = decisions
      self.shown = shown
      self.base = base
      self.head = try decisions.repository.readCommit(head)
      isOneCommit = chain.count <= 1
    }

    /// What the range changes, compared when it is first asked for.
    func changes() throws -> [RecordChange] {
      if let known { return known }
      let start = try decisions.repository.mergeBase(base, head.id)
      let judge = try ChangeJudge(
        decisions.snapshots.snapshot(of: start),
        decisions.snapshots.snapshot(of: head.id),
        day: CalendarDay(secondsSince1970: head.committer.time)
      )
      let paths = try decisions.snapshots.changedPaths(from: start, to: head.id)
      let changes = try judge.changes(at: paths)
      known = changes
      return changes
    }
  }

  private func findings(about commit: Commit, _ whole: Whole) throws -> [Finding] {
    let before = try snapshots.snapshot(of: commit.parents.first)
    // Most policies ask for no approvals, and then nothing need be compared.
    guard try !RepositoryPolicy.read(before).approvals.isEmpty else { return [] }
    let people = PersonDirectory(lookup: before, catalogue: before.catalogue)
    let author = try CommitMaker(repository: repository).author(of: commit, people: people)
    if author.isMachine { return [] }
    guard let parent = commit.parents.first, commit.parents.count > 1 else {
      return try findings(
        from: commit.parents.first,
        to: commit.id,
        by: [author],
        deciding: commit,
        inForce: before,
        whole
      )
    }
    let proposal = commit.parents[1]
    let brought = try findings(
      from: repository.mergeBase(parent, proposal),
      to: proposal,
      by: authors(of: proposal, besides: parent, people),
      deciding: commit,
      inForce: before,
      whole
    )
    let sides = try commit.parents.dropFirst().map { other in
      MergeSide(
        records: try snapshots.snapshot(of: other),
        base: try snapshots.snapshot(of: repository.mergeBase(parent, other))
      )
    }
    // What the merge does by itself is the merger's own change.
    return try brought
      + findings(
        from: parent,
        to: commit.id,
        by: [author],
        deciding: commit,
        without: sides,
        inForce: before,
        whole
      )
  }

  /// Everybody who made a proposal; none of them can approve it. A machine has no word here.
  private func authors(of proposal: ObjectID, besides main: ObjectID, _ people: PersonDirectory)
    throws -> [ChangeAuthor]
  {
    let maker = CommitMaker(repository: repository)
    return try repository.commitWalk(from: proposal, hiding: [main]).map {
      try maker.author(of: repository.readCommit($0), people: people)
    }.filter { !$0.isMachine }
  }

  private func findings(
    from start: ObjectID?,
    to end: ObjectID,
    by authors: [ChangeAuthor],
    deciding commit: Commit,
    without sides: [MergeSide] = [],
    inForce before: Snapshot,
    _ whole: Whole
  ) throws -> [Finding] {
    let paths = try snapshots.changedPaths(from: start, to: end)
      .filter { RecordLayout.reference(ofPath: $0) != nil }
    guard !paths.isEmpty else { return [] }
    let judge = try ChangeJudge(
      snapshots.snapshot(of: start),
      snapshots.snapshot(of: end),
      day: CalendarDay(secondsSince1970: commit.committer.time)
    )
    let approvals = try approvals(of: commit, judge.changes(at: paths), before, whole)
    let own = Set(authors.compactMap(\.person))
    return try judge.findings(
      about: paths,
      by: .init(
        author: authors.first ?? .unknown("the author"),
        approvals: approvals.filter { !own.contains($0.person) }
      ),
      without: sides,
      inForce: before,
      rules: [ChangeIsApproved.self]
    ).map { $0.made(by: end, unless: whole.shown) }
  }

  private func approvals(
    of commit: Commit,
    _ changes: [RecordChange],
    _ before: Snapshot,
    _ whole: Whole
  ) throws -> [Approval] {
    let people = PersonDirectory(lookup: before, catalogue: before.catalogue)
    let reader = CommitApprovals(repository: repository, target: before.settings.main)
    var approvals = try reader.approvals(in: commit, of: changes, people: people)
    if !whole.isOneCommit {
      approvals += try reader.approvals(in: whole.head, of: whole.changes(), people: people)
    }
    return approvals
  }
}
