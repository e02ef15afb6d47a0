internal import Documents
public import Git
public import Records

/// What changed, attribute by attribute, newest first.
///
/// Every reachable commit is compared with the parent that it differs least from; of a merge only
/// what no parent has is told, since the rest is told by the commits that it brings.
public struct ChangeLog {
  /// One commit with what it changed.
  public struct Entry {
    /// The commit.
    public let facts: CommitFacts
    /// The changes, by record, then in the order of the record.
    public let changes: [AttributeChange]

    /// Creates an entry.
    public init(facts: CommitFacts, changes: [AttributeChange]) {
      self.facts = facts
      self.changes = changes
    }
  }

  private let versions: RecordVersions

  /// Creates a log over a repository's versions.
  public init(_ versions: RecordVersions) { self.versions = versions }

  /// Hands every commit that changed a record and that is wanted to `body`, newest first, until it
  /// returns false.
  public func walk(
    from commit: ObjectID,
    where isWanted: (CommitFacts) -> Bool = { _ in true },
    _ body: (Entry) throws -> Bool
  ) throws {
    for id in try versions.repository.commitWalk(from: commit) {
      guard try isWanted(versions.facts(of: id)) else { continue }
      let changes = try changes(in: id)
      if changes.isEmpty { continue }
      if try !body(Entry(facts: versions.facts(of: id), changes: changes)) { return }
    }
  }

  /// Hands every commit that changed one record to `body`, newest first, until it returns false; a
  /// renamed record is followed under its earlier names.
  public func walk(record path: String, from commit: ObjectID, _ body: (Entry) throws -> Bool)
    throws
  {
    var place: (path: String, commit: ObjectID)? = (path, commit)
    while let here = place {
      place = nil
      for candidate in try versions.repository.history(of: here.path, from: here.commit) {
        let id = candidate.commit
        let changes = try changes(in: id, onlyPaths: [here.path])
        if !changes.isEmpty,
          try !body(Entry(facts: versions.facts(of: id), changes: changes))
        {
          return
        }
        // A file that only moved between folders changes nothing, but has its history elsewhere.
        let comes = changes.contains { $0.kind == .renamed || $0.kind == .created }
        if try comes
          || candidate.parents.allSatisfy({ try versions.blob(at: here.path, in: $0) == nil })
        {
          place = try RenameDetection(versions: versions).origin(of: here.path, in: id)
          if place != nil { break }
        }
      }
    }
  }

  /// Returns what one commit changed: against nothing where it is a root.
  public func changes(in commit: ObjectID, onlyPaths: Set<String>? = nil) throws
    -> [AttributeChange]
  {
    let facts = try versions.facts(of: commit)
    let difference = RecordDifference(versions)
    guard facts.parents.count > 1 else {
      return try difference.changes(
        from: facts.parents.first,
        to: commit,
        onlyPaths: onlyPaths
      )
    }
    var touched: [Set<String>] = []
    for parent in facts.parents {
      let paths = try difference.paths(from: parent, to: commit)
      if paths.isEmpty { return [] }
      touched.append(paths)
    }
    guard let least = touched.indices.min(by: { touched[$0].count < touched[$1].count }) else {
      return []
    }
    let changes = try difference.changes(
      from: facts.parents[least],
      to: commit,
      onlyPaths: onlyPaths.map { $0.intersection(touched[least]) } ?? touched[least]
    )
    let others = facts.parents.indices.filter { $0 != least }.map { facts.parents[$0] }
    let paths = Dictionary(
      touched[least].compactMap { path in RecordLayout.reference(ofPath: path).map { ($0, path) } }
    ) { first, _ in first }
    return try changes.filter { change in
      guard let path = paths[change.reference] else { return true }
      return try !others.contains { try holds(change, at: path, in: $0) }
    }
  }

  /// Whether a commit already has what a change brings.
  private func holds(_ change: AttributeChange, at path: String, in commit: ObjectID) throws -> Bool
  {
    guard let blob = try versions.blob(at: path, in: commit),
      let version = try versions.version(blob, className: change.reference.className)
    else { return change.kind == .deleted }
    guard let attribute = change.attribute else { return change.kind == .created }
    return version.leaves[attribute] == change.new
  }
}
