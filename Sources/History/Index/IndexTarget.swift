internal import Git
internal import Records

/// What the index is to be made of: a commit, and the classes of its records.
struct IndexTarget {
  let commit: ObjectID
  /// Its tree; nil where only its history is asked for.
  let tree: ObjectID?
  let catalogue: ClassCatalogue
  let classes: ObjectID
  /// What says where a shallow history ends: deepened, its edges have parents again.
  let edges: ObjectID

  init(
    commit: ObjectID,
    tree: ObjectID?,
    catalogue: ClassCatalogue,
    edges: [UInt8]
  ) {
    self.commit = commit
    self.tree = tree
    self.catalogue = catalogue
    classes = catalogue.indexDigest
    self.edges = ObjectID.hash(.blob, edges)
  }

  /// Whether the index is there already.
  func isReached(_ connection: IndexConnection) throws -> Bool {
    let meta = try IndexMeta(connection)
    guard try meta.id(.edges) == edges, try meta.id(.classes) == classes else { return false }
    if tree != nil { return try meta.id(.presentCommit) == commit }
    return try StepReader(connection).place(of: commit) != nil
  }

  /// Whether the index would have to read at most `limit` commits to get there; nil stands for an
  /// index that holds nothing.
  func isNear(_ connection: IndexConnection?, _ repository: Repository, within limit: Int) throws
    -> Bool
  {
    var reader: StepReader?
    if let connection {
      let meta = try IndexMeta(connection)
      if try meta.id(.edges) == edges, try meta.holds(catalogue) {
        reader = try StepReader(connection)
      }
    }
    var seen: Set<ObjectID> = [commit]
    var pending = [commit]
    var count = 0
    while count <= limit, let id = pending.popLast() {
      if try reader?.place(of: id) != nil { continue }
      count += 1
      for parent in try repository.readCommitNode(id).parents where seen.insert(parent).inserted {
        pending.append(parent)
      }
    }
    return count <= limit
  }

  /// Brings the index there.
  func reach(
    _ connection: IndexConnection,
    _ repository: Repository,
    _ progress: ((Int, Int) -> Void)?
  ) throws {
    let meta = try IndexMeta(connection)
    var held = try meta.id(.presentTree)
    if try meta.id(.edges) != edges || !meta.holds(catalogue) {
      try connection.execute(IndexTables.emptying)
      held = nil
    } else if let tree = held, !repository.exists(tree) {
      // History was rewritten, and what it was before is gone.
      try connection.execute(IndexTables.emptyingPresent)
      held = nil
    }
    if let tree {
      var present = try PresentRecords(connection, repository, catalogue)
      try present.move(from: held, to: tree)
    }
    var history = try HistoryBuilder(connection, repository, catalogue)
    try history.reach(commit, progress)
    if tree != nil || held == nil {
      try meta.set(.presentCommit, tree == nil ? nil : commit)
      try meta.set(.presentTree, tree)
    }
    if try meta.id(.classes) != classes {
      try meta.set(.classes, classes)
      try meta.set(.meaning, catalogue.indexMeaning)
    }
    try meta.set(.edges, edges)
  }
}
