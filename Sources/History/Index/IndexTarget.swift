internal import Git
internal import Records

/// What the index is to be made of: a commit, and the classes of its records.
struct IndexTarget {
  let commit: ObjectID
  let tree: ObjectID
  let catalogue: ClassCatalogue
  let classes: ObjectID
  /// What says where a shallow history ends: deepened, its edges have parents again.
  let edges: ObjectID

  init(commit: ObjectID, tree: ObjectID, catalogue: ClassCatalogue, edges: [UInt8]) {
    self.commit = commit
    self.tree = tree
    self.catalogue = catalogue
    classes = catalogue.indexDigest
    self.edges = ObjectID.hash(.blob, edges)
  }

  /// Whether the index is there already.
  func isReached(_ connection: IndexConnection) throws -> Bool {
    let meta = try IndexMeta(connection)
    return try meta.id(.presentCommit) == commit && meta.id(.classes) == classes
      && meta.id(.edges) == edges
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
    var present = try PresentRecords(connection, repository, catalogue)
    try present.move(from: held, to: tree)
    var history = try HistoryBuilder(connection, repository, catalogue)
    try history.reach(commit, progress)
    try meta.set(.presentCommit, commit)
    try meta.set(.presentTree, tree)
    if try meta.id(.classes) != classes {
      try meta.set(.classes, classes)
      try meta.set(.meaning, catalogue.indexMeaning)
    }
    try meta.set(.edges, edges)
  }
}
