internal import Git
internal import Records

/// What a new commit does to records, before it is written down.
struct CommitChange {
  /// One file in which it differs from its first parent.
  struct File {
    let path: String
    let reference: Reference
    /// The index's number of the path.
    let number: Int
    /// The content before and after; nil where no plain file stands.
    let old: ObjectID?
    let new: ObjectID?
    /// What stands there now, whatever it is.
    let side: TreeDifference.Side?

    /// Creates a file that differs; nil for one that holds no record.
    init?(
      _ path: String,
      _ old: TreeDifference.Side?,
      _ new: TreeDifference.Side?,
      _ files: inout FileTable
    ) throws {
      guard let known = try files.record(at: path) else { return nil }
      self.path = path
      (number, reference) = known
      self.old = old?.plainFile
      self.new = new?.plainFile
      side = new
    }
  }

  let facts: CommitFacts
  let files: [File]
  /// The trees of the parents after the first that have records.
  let others: [(place: Int, tree: ObjectID)]

  /// Creates the change that a commit makes of files; `tree` returns the tree of a parent.
  init(
    _ facts: CommitFacts,
    _ files: [File],
    _ repository: Repository,
    tree: (ObjectID) throws -> ObjectID
  ) throws {
    self.facts = facts
    self.files = files
    var others: [(place: Int, tree: ObjectID)] = []
    for (place, parent) in facts.parents.enumerated().dropFirst() {
      let tree = try tree(parent)
      if try repository.entry(at: RecordLayout.root, in: tree) != nil {
        others.append((place, tree))
      }
    }
    self.others = others
  }
}

extension TreeDifference.Side {
  /// The content of a plain file, executable or not; nil for anything else.
  var plainFile: ObjectID? { mode == .regular || mode == .executable ? id : nil }
}
