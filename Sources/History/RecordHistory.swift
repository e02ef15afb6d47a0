public import Documents
public import Git
public import Records

/// The history of records: answered from the index where it serves, else by walking. The answers are
/// the same; the index is only quicker.
///
/// An index that lacks a few commits is brought up to date first. Whatever goes wrong with it, also in
/// the middle of an answer, the rest is found by walking, and `failure` says why.
public final class RecordHistory {
  /// How many commits are read into the index while somebody waits for an answer: a quarter of a
  /// second's work.
  public static let patience = 1_000

  /// What kept the index from answering; nil where it did, or was not asked.
  public private(set) var failure: IndexFailure?
  /// Versions of records, as the walk reads them.
  public let versions: RecordVersions
  private let index: RecordIndex?
  private var histories: [ObjectID: IndexHistory] = [:]

  /// Creates the history that a commit with these classes sees; without an index it is walked.
  public init(_ repository: Repository, catalogue: ClassCatalogue, index: RecordIndex?) {
    versions = RecordVersions(repository, catalogue: catalogue)
    self.index = index
  }

  /// Returns a line an attribute, as `AttributeBlame.lines`.
  public func lines(
    of path: String,
    at commit: ObjectID,
    only attribute: AttributePath? = nil,
    skipping: Int = 0
  ) throws -> [AttributeBlame.Line]? {
    try answer(from: commit) {
      try $0.lines(of: path, at: commit, only: attribute, skipping: skipping)
    } orWalk: {
      try AttributeBlame(versions).lines(of: path, at: commit, only: attribute, skipping: skipping)
    }
  }

  /// Hands every commit that changed a record and that is wanted to `body`, newest first, until it
  /// returns false; as `ChangeLog.walk(from:)`.
  public func walk(
    from commit: ObjectID,
    where isWanted: (CommitFacts) -> Bool = { _ in true },
    _ body: (ChangeLog.Entry) throws -> Bool
  ) throws {
    var told = Set<ObjectID>()
    func visit(_ entry: ChangeLog.Entry) throws -> Bool { try tell(entry, once: &told, body) }
    try answer(from: commit) {
      try $0.walk(from: commit, where: isWanted, visit)
    } orWalk: {
      try ChangeLog(versions).walk(from: commit, where: isWanted, visit)
    }
  }

  /// Hands every commit that changed one record to `body`, newest first, until it returns false; a
  /// renamed record is followed under its earlier names. As `ChangeLog.walk(record:from:)`.
  public func walk(
    record path: String,
    from commit: ObjectID,
    _ body: (ChangeLog.Entry) throws -> Bool
  ) throws {
    var told = Set<ObjectID>()
    func visit(_ entry: ChangeLog.Entry) throws -> Bool { try tell(entry, once: &told, body) }
    try answer(from: commit) {
      try $0.walk(record: path, from: commit, visit)
    } orWalk: {
      try ChangeLog(versions).walk(record: path, from: commit, visit)
    }
  }

  /// Tells what a commit changed, unless that was told: a walk that begins where the index gave up does
  /// not tell it again.
  private func tell(
    _ entry: ChangeLog.Entry,
    once told: inout Set<ObjectID>,
    _ body: (ChangeLog.Entry) throws -> Bool
  ) throws -> Bool {
    guard told.insert(entry.facts.id).inserted else { return true }
    let entry = try UnparsableVersions(versions: versions).told(entry)
    return try entry.changes.isEmpty || body(entry)
  }

  /// Returns the first commit, from `tip` along first parents, whose committer time is not later than
  /// a second since 1970; nil where there is none.
  public func commit(notAfter limit: Int64, from tip: ObjectID) throws -> ObjectID? {
    try answer(from: tip) {
      try $0.commit(notAfter: limit, from: tip)
    } orWalk: {
      var next: ObjectID? = tip
      while let id = next {
        let commit = try versions.repository.readCommitNode(id)
        if commit.time <= limit { return id }
        next = commit.parents.first
      }
      return nil
    }
  }

  /// Returns the commits that changed a file, oldest first, along the first parents of `tip` from the
  /// first after `commit` that leads to it on, each with the file's content; nil where it is gone. The
  /// first of the line may be among them in any case.
  func changes(of path: String, after commit: ObjectID, upTo tip: ObjectID) throws -> [(
    commit: ObjectID, blob: ObjectID?
  )] {
    try answer(from: tip) {
      try $0.changes(of: path, after: commit, upTo: tip)
    } orWalk: {
      let repository = versions.repository
      let line = try repository.commitWalk(from: tip, hiding: [commit], firstParent: true)
      guard let first = try line.last(where: { try repository.isAncestor(commit, of: $0) }) else {
        return []
      }
      let further = try repository.commitsTouching(
        paths: [path],
        from: tip,
        hiding: [first],
        firstParent: true
      )
      return try ([first] + further.reversed())
        .map { ($0, try versions.blob(at: path, in: $0)) }
    }
  }

  private func answer<Answer>(
    from commit: ObjectID,
    _ ask: (IndexHistory) throws -> Answer,
    orWalk walk: () throws -> Answer
  ) throws -> Answer {
    if let index, failure == nil {
      do {
        let history =
          try histories[commit]
          ?? index.history(leadingTo: commit, versions, readingAtMost: Self.patience)
        histories[commit] = history
        return try ask(history)
      } catch let failure as IndexFailure {
        self.failure = failure
      }
    }
    return try walk()
  }
}
