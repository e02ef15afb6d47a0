public import Git
public import Records
internal import Snapshots
public import Validation

/// A range of commits as the change that somebody approves: what it changes against the merge base.
public struct ApprovedRange {
  /// Every record that it changes.
  public let changes: [RecordChange]
  /// The people who made it; none of them can approve it.
  public let authors: Set<Reference>
  /// The branch that it goes to.
  public let target: String
  /// The people as they are where it goes to.
  public let people: PersonDirectory

  /// Reads the range from `base`, where the change goes to, to `head`; `builtIn` are the schemas that
  /// the program brings along.
  public init(
    _ repository: Repository,
    builtIn: [SchemaFile],
    _ base: ObjectID,
    _ head: ObjectID
  ) throws {
    let snapshots = CommitSnapshots(repository, builtIn: builtIn)
    let start = try repository.mergeBase(base, head)
    let judge = try ChangeJudge(
      snapshots.snapshot(of: start),
      snapshots.snapshot(of: head),
      day: CalendarDay(number: 0)
    )
    changes = try judge.changes(at: snapshots.changedPaths(from: start, to: head))
    let before = try snapshots.snapshot(of: base)
    let people = PersonDirectory(lookup: before, catalogue: before.catalogue)
    let maker = CommitMaker(repository: repository)
    authors = Set(
      try repository.commitWalk(from: head, hiding: [base]).compactMap {
        try maker.author(of: repository.readCommit($0), people: people).person
      }
    )
    target = before.settings.main
    self.people = people
  }

  /// The digest of the change.
  public var digest: String { ChangeDigest.digest(of: changes) }
}
