public import Git
public import Records
public import Snapshots

/// The records of commits; commits with the same settings and schemas share what was read of them.
public final class CommitSnapshots {
  private struct Meaning: Hashable {
    var settings: ObjectID?
    var schemas: ObjectID?
  }

  let repository: Repository
  private let builtIn: [SchemaFile]
  private var snapshots: [ObjectID: Snapshot] = [:]
  private var byMeaning: [Meaning: Snapshot] = [:]

  /// Creates a reader; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    self.repository = repository
    self.builtIn = builtIn
  }

  /// Returns the records of a commit; nil stands for no commit, and no records.
  public func snapshot(of commit: ObjectID?) throws -> Snapshot {
    try snapshot(tree: commit.map { try repository.readCommit($0).tree })
  }

  private func snapshot(tree: ObjectID?) throws -> Snapshot {
    if let tree, let known = snapshots[tree] { return known }
    let files = TreeFiles(repository, tree: tree)
    let meaning = Meaning(
      settings: try tree.flatMap { try repository.entry(at: Settings.fileName, in: $0)?.id },
      schemas: try tree.flatMap { try repository.entry(at: "schema", in: $0)?.id }
    )
    let snapshot: Snapshot
    if let alike = byMeaning[meaning] {
      snapshot = Snapshot(files: files, settingsOf: alike)
    } else {
      snapshot = try Snapshot(files: files, builtIn: builtIn)
      byMeaning[meaning] = snapshot
    }
    if let tree { snapshots[tree] = snapshot }
    return snapshot
  }

  /// Forgets the records of commits that will not be asked for again.
  public func forget(but kept: Set<ObjectID>) throws {
    let trees = Set(try kept.map { try repository.readCommit($0).tree })
    snapshots = snapshots.filter { trees.contains($0.key) }
  }

  /// Returns the governed paths that differ between two commits; nil stands for no commit.
  func changedPaths(from old: ObjectID?, to new: ObjectID) throws -> [String] {
    try repository.treeDifference(
      from: old.map { try repository.readCommit($0).tree },
      to: repository.readCommit(new).tree
    ).map(\.path).filter(GovernedPath.isGoverned)
  }
}
