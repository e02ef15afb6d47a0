internal import Git
internal import History
internal import Records
internal import Snapshots
internal import Validation

/// The tree that is about to be committed: the last commit's with what is staged, as the index says
/// that git names in the environment.
struct StagedTree {
  private let workspace: Workspace
  let before: Snapshot
  let after: Snapshot
  /// The governed paths that change.
  let paths: [String]
  private let others: [StagedChange]

  init(_ workspace: Workspace) throws {
    self.workspace = workspace
    let repository = workspace.repository
    let head = try workspace.headIfAny()
    let commit = try head.map(repository.readCommit)
    let tree = commit?.tree
    dayBefore = commit.map { CalendarDay(secondsSince1970: $0.committer.time) }
    var changes: [String: TreeFiles.Change] = [:]
    let staged = try repository.stagedChanges(environment: workspace.context.environment)
    others = staged.filter { !GovernedPath.isGoverned($0.path) }
    for change in staged {
      if let entry = change.new {
        changes[change.path] = .blob(entry.id, FileEntry.Kind(entry.mode))
      } else {
        changes[change.path] = .removed
      }
    }
    before = try workspace.snapshot(TreeFiles(repository, tree: tree))
    paths = changes.keys.filter(GovernedPath.isGoverned).sorted()
    let files = TreeFiles(repository, tree: tree, changes: changes)
    after =
      GovernedPath.changesMeaning(paths)
      ? try workspace.snapshot(files) : Snapshot(files: files, settingsOf: before)
  }

  /// The day of the last commit.
  private let dayBefore: CalendarDay?

  /// Whether nothing is staged that a rule is about.
  var isEmpty: Bool { paths.isEmpty && others.isEmpty }

  /// Judges the change: the state that it leads to, and who makes it.
  func verdict(day: CalendarDay) throws -> RecordJudge.Verdict {
    let judge = try ChangeJudge(before, after, day: day)
    var verdict = try judge.verdict(paths, since: dayBefore)
    verdict.findings += try judge.findings(about: paths, by: maker(), without: sides())
    let reader = OtherFiles(workspace.repository)
    for change in others { verdict.findings += try reader.findings(about: change) }
    verdict.findings.sort()
    return verdict
  }

  /// Whoever git says is committing. What is not committed yet can still be signed and approved.
  private func maker() throws -> ChangeJudge.Maker {
    let people = PersonDirectory(lookup: before, catalogue: before.catalogue)
    // Git is only asked for the name where a policy asks for it.
    let email =
      try RepositoryPolicy.read(before).authority.isEmpty ? nil : workspace.identity()?.email
    let author = ChangeAuthor(
      hand: .person,
      person: try email.flatMap { try people.person(address: $0) },
      label: email ?? "the author",
      isVerified: true
    )
    return .init(author: author, judgesApprovals: false)
  }

  /// The other sides of a merge that is about to be committed. While `git merge` runs its hooks, it
  /// names them in the environment alone.
  private func sides() throws -> [MergeSide] {
    let mark = "GITHEAD_"
    var heads = workspace.context.environment.keys.filter { $0.hasPrefix(mark) }
      .compactMap { ObjectID(hex: String($0.dropFirst(mark.count))) }
    if heads.isEmpty, let head = try? workspace.repository.reference("MERGE_HEAD") {
      heads = [head]
    }
    let head = try workspace.headIfAny()
    return try heads.filter { workspace.repository.exists($0) }.map { other in
      let base = try head.flatMap { try workspace.repository.mergeBase($0, other) }
      return MergeSide(
        records: try workspace.snapshot(of: other),
        base: try base.map { try workspace.snapshot(of: $0) } ?? before
      )
    }
  }
}
