internal import Git
internal import Records

/// What the index is to be made of: a commit, and the classes of its records.
struct IndexTarget {
  let commit: ObjectID
  let tree: ObjectID
  let catalogue: ClassCatalogue
  let classes: ObjectID

  init(commit: ObjectID, tree: ObjectID, catalogue: ClassCatalogue) {
    self.commit = commit
    self.tree = tree
    self.catalogue = catalogue
    classes = catalogue.indexDigest
  }

  /// Whether the index is there already.
  func isReached(_ connection: IndexConnection) throws -> Bool {
    let meta = try IndexMeta(connection)
    return try meta.id(.presentCommit) == commit && meta.id(.classes) == classes
  }

  /// Brings the index there.
  func reach(_ connection: IndexConnection, _ repository: Repository) throws {
    let meta = try IndexMeta(connection)
    var held = try meta.id(.presentTree)
    if try meta.id(.classes) != classes {
      try connection.execute(IndexTables.emptying)
      held = nil
    } else if let tree = held, !repository.exists(tree) {
      // History was rewritten, and what it was before is gone.
      try connection.execute(IndexTables.emptyingPresent)
      held = nil
    }
    var present = try PresentRecords(connection, repository, catalogue)
    try present.move(from: held, to: tree)
    try meta.set(.presentCommit, commit)
    try meta.set(.presentTree, tree)
    try meta.set(.classes, classes)
  }
}
