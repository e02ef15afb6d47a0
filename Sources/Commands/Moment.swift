internal import Git
internal import History
internal import Records
internal import Snapshots

/// A point of history that a user named: a revision of git, or a date.
struct Moment {
  /// The commit that stood then.
  let commit: ObjectID
  /// The day that was then: that of the date, or of the commit.
  let day: CalendarDay

  /// Reads a revision, or a date: `2026-11-24` is the end of that day in UTC, `2026-11-24T09:00:00Z`
  /// that second. A date means the first commit, from the tip along first parents of the main
  /// branch, whose committer time is not later.
  init(_ text: String, in workspace: Workspace) throws {
    if let limit = Self.seconds(text) {
      commit = try Self.commit(notAfter: limit, text, in: workspace)
      day = CalendarDay(secondsSince1970: limit)
      return
    }
    do {
      commit = try workspace.repository.resolveCommit(text)
      day = CalendarDay(
        secondsSince1970: try workspace.repository.readCommit(commit).committer.time
      )
    } catch {
      guard error.code == .notFound || error.code == .ambiguous || error.code == .invalidName else {
        throw error
      }
      throw CommandFailure(
        .usage,
        "there is no revision \(text)",
        remedy: workspace.repository.isShallow
          ? "this shallow clone may not reach so far: git fetch --unshallow"
          : "name a commit, branch or tag, or a date such as 2026-11-24"
      )
    }
  }

  /// The last second that the date means, or nil where the text is no date.
  private static func seconds(_ text: String) -> Int64? {
    guard let day = CalendarDay(text) else { return nil }
    let start = Int64(day.number) * 86_400
    if text.utf8.count == 10 { return start + 86_399 }
    return Timestamp(text)?.seconds
  }

  private static func commit(
    notAfter limit: Int64,
    _ text: String,
    in workspace: Workspace
  ) throws -> ObjectID {
    let main = workspace.mainBranch()
    let tip = try workspace.repository.reference(main) ?? workspace.headCommit()
    // Most dates are today's, or later.
    if try workspace.repository.readCommitNode(tip).time <= limit { return tip }
    let history = try workspace.history(workspace.snapshot(of: tip).catalogue)
    defer { workspace.warnOfIndex(history) }
    if let commit = try history.commit(notAfter: limit, from: tip) { return commit }
    let chain = try workspace.repository.commitWalk(from: tip, firstParent: true)
    let root = chain.last ?? tip
    throw CommandFailure(
      .no,
      "the repository did not exist on \(text)",
      remedy: workspace.repository.isShallowEdge(root)
        ? "this shallow clone does not reach so far: git fetch --unshallow"
        : "its first commit is of "
          + "\(Timestamp(seconds: try workspace.repository.readCommitNode(root).time))"
    )
  }
}
