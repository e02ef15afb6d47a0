public import Git
public import Records
internal import Snapshots
internal import Validation

/// Says how far the names that commits bear can be trusted, by the people of the repository as they
/// were before each: an author who signed, and who approved by a signature over the change, is
/// verified, everybody else is claimed.
public final class CommitTrust {
  private let repository: Repository
  private let snapshots: CommitSnapshots
  private var weighed: [ObjectID: CommitFacts] = [:]

  /// Creates a judge; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    self.repository = repository
    snapshots = CommitSnapshots(repository, builtIn: builtIn)
  }

  /// Returns the facts with what is known of their names. Most commits bear neither signature nor
  /// approval and are not looked at; where history is cut off, names stay claimed.
  public func weigh(_ facts: CommitFacts) -> CommitFacts {
    guard facts.isSigned || !facts.approvals.isEmpty else { return facts }
    if let known = weighed[facts.id] { return known }
    let result = (try? looked(at: facts)) ?? facts
    weighed[facts.id] = result
    return result
  }

  private func looked(at facts: CommitFacts) throws -> CommitFacts {
    var facts = facts
    let commit = try repository.readCommit(facts.id)
    let before = try snapshots.snapshot(of: commit.parents.first)
    let people = PersonDirectory(lookup: before, catalogue: before.catalogue)
    if facts.isSigned {
      facts.author.isVerified =
        try CommitMaker(repository: repository).author(of: commit, people: people).isVerified
    }
    let hasProof = commit.trailers.contains {
      $0.key.lowercased() == ApprovalTrailer.name.lowercased()
    }
    guard hasProof else { return facts }
    let given = try CommitApprovals(repository: repository, target: before.settings.main)
      .approvals(in: commit, of: decided(by: commit), people: people)
    let verified = Set(given.filter(\.isVerified).map(\.person))
    for place in facts.approvals.indices {
      let person = try people.person(address: facts.approvals[place].email)
      facts.approvals[place].isVerified = person.map(verified.contains) ?? false
    }
    return facts
  }

  /// What a commit decides about: a merge about what its second parent brings.
  private func decided(by commit: Commit) throws -> [RecordChange] {
    let isMerge = commit.parents.count > 1
    let end = isMerge ? commit.parents[1] : commit.id
    let start = isMerge ? try repository.mergeBase(commit.parents[0], end) : commit.parents.first
    let judge = try ChangeJudge(
      snapshots.snapshot(of: start),
      snapshots.snapshot(of: end),
      day: CalendarDay(secondsSince1970: commit.committer.time)
    )
    return try judge.changes(at: snapshots.changedPaths(from: start, to: end))
  }
}
