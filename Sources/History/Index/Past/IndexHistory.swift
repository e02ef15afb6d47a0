public import Documents
public import Git
internal import Records

/// The history of records, answered from the index: the same answers as `AttributeBlame` and
/// `ChangeLog` give by walking.
///
/// Every method throws `IndexFailure` where the index cannot answer: the commit is not indexed, or
/// the file is damaged. Whoever asks walks then.
public final class IndexHistory {
  private let store: IndexStore
  private let versions: RecordVersions

  init(_ store: IndexStore, _ versions: RecordVersions) {
    self.store = store
    self.versions = versions
  }

  /// Whether a commit and all that it leads to is indexed.
  public func knows(_ commit: ObjectID) throws -> Bool {
    try store.read { try StepReader($0).place(of: commit) != nil }
  }

  /// Returns a line an attribute, as `AttributeBlame.lines`.
  public func lines(
    of path: String,
    at commit: ObjectID,
    only attribute: AttributePath? = nil,
    skipping: Int = 0
  ) throws -> [AttributeBlame.Line]? {
    try store.read { connection in
      let reader = try StepReader(connection)
      let place = try place(of: commit, reader)
      guard let reference = RecordLayout.reference(ofPath: path),
        let file = try reader.file(at: path),
        let step = try reader.step(of: file, at: place), let blob = step.blob,
        let version = try versions.version(blob, className: reference.className)
      else { return nil }
      let wanted = version.order.filter { attribute.map($0.hasPrefix) ?? true }
      var trace = IndexTrace(reader, versions, skipping: skipping)
      try trace.follow(wanted, from: step)
      return try wanted.compactMap { path in
        guard let answer = trace.answers[path], let setter = answer.commit,
          let value = skipping == 0 ? version.leaves[path] : answer.value
        else { return nil }
        return AttributeBlame.Line(
          attribute: path,
          value: value,
          facts: try reader.commit(setter).facts,
          carrier: try answer.carrier.map { try reader.commit($0).facts },
          changes: answer.changes
        )
      }
    }
  }

  /// Hands every commit that changed a record to `body`, newest first, until it returns false; as
  /// `ChangeLog.walk(from:)`.
  ///
  /// What a commit did is only read where the commit itself is wanted.
  public func walk(
    from commit: ObjectID,
    where isWanted: (CommitFacts) -> Bool = { _ in true },
    _ body: (ChangeLog.Entry) throws -> Bool
  ) throws {
    try store.read { connection in
      let reader = try StepReader(connection)
      var changes = try StoredChanges(reader)
      var order = try CommitOrderQueue(reader, from: commit, meta: IndexMeta(connection))
      while let commit = try order.next() {
        if commit.log.isEmpty || !isWanted(commit.facts) { continue }
        let entry = ChangeLog.Entry(facts: commit.facts, changes: try changes.all(commit))
        if entry.changes.isEmpty { continue }
        if try !body(entry) { return }
      }
    }
  }

  /// Hands every commit that changed one record to `body`, newest first, until it returns false; a
  /// renamed record is followed under its earlier names. As `ChangeLog.walk(record:from:)`.
  public func walk(
    record path: String,
    from commit: ObjectID,
    _ body: (ChangeLog.Entry) throws -> Bool
  ) throws {
    try store.read { connection in
      let reader = try StepReader(connection)
      var place: ChainPlace? = try place(of: commit, reader)
      guard var file = try reader.file(at: path) else { return }
      while let here = place {
        place = nil
        var log = try RecordLogQueue(reader, versions, file: file, at: here)
        while let entry = try log.next() {
          if entry.changes.isEmpty, entry.origin == nil { continue }
          if !entry.changes.isEmpty,
            try !body(ChangeLog.Entry(facts: entry.commit.facts, changes: entry.changes))
          {
            return
          }
          if let origin = entry.origin {
            file = origin.file
            place = origin.place
            break
          }
        }
      }
    }
  }

  /// Returns the commits that changed a file, as `RecordHistory.changes(of:after:upTo:)`.
  ///
  /// - Throws: `IndexFailure` also where `commit` is not among the first parents of `tip`.
  func changes(of path: String, after commit: ObjectID, upTo tip: ObjectID) throws -> [(
    commit: ObjectID, blob: ObjectID?
  )] {
    try store.read { connection in
      let reader = try StepReader(connection)
      let (start, end) = (try place(of: commit, reader), try place(of: tip, reader))
      guard try reader.isOnLine(start, of: end) else {
        throw IndexFailure(.otherCommit, at: store.path, "\(commit) is on another line")
      }
      guard let file = try reader.file(at: path) else { return [] }
      var found: [(commit: ObjectID, blob: ObjectID?)] = []
      var next: ChainPlace? = end
      while let here = next, here.position > start.position,
        let step = try reader.step(of: file, at: here), step.place.position > start.position
      {
        found.append((try reader.commit(step.number).facts.id, step.blob))
        next = try reader.parent(of: step.place)
      }
      return found.reversed()
    }
  }

  /// Returns the first commit, from `tip` along first parents, whose committer time is not later than
  /// a second since 1970; nil where there is none.
  public func commit(notAfter limit: Int64, from tip: ObjectID) throws -> ObjectID? {
    try store.read { connection in
      let reader = try StepReader(connection)
      var next: ChainPlace? = try place(of: tip, reader)
      let find = try connection.statement(
        """
        SELECT id FROM commits WHERE chain = ?1 AND position <= ?2 AND time <= ?3
        ORDER BY position DESC LIMIT 1
        """
      )
      while let here = next {
        if let id = try find.first(here.chain, here.position, limit, body: { $0.objectID(0) }) {
          return id
        }
        next = try reader.origin(ofChain: here.chain)
      }
      return nil
    }
  }

  private func place(of commit: ObjectID, _ reader: StepReader) throws -> ChainPlace {
    guard let place = try reader.place(of: commit) else {
      throw IndexFailure(.otherCommit, at: store.path, "commit \(commit) is not indexed")
    }
    return place
  }
}
