internal import Git
internal import Records

/// What a new commit does to records, before it is written down.
struct CommitChange {
  /// One file in which it differs from its first parent.
  struct File {
    let path: String
    let reference: Reference
    /// The content before and after; nil where no plain file stands.
    let old: ObjectID?
    let new: ObjectID?
    /// What stands there now, whatever it is.
    let side: TreeDifference.Side?
  }

  let facts: CommitFacts
  let files: [File]
  /// The trees of the parents after the first that have records.
  let others: [(place: Int, tree: ObjectID)]

  /// Creates the change that a commit makes; `known` is in what files it differs from its first
  /// parent, where that was found out already.
  init(
    _ facts: CommitFacts,
    _ known: [TreeDifference]?,
    _ repository: Repository,
    tree: (ObjectID) throws -> ObjectID
  ) throws {
    self.facts = facts
    let differences =
      try known
      ?? repository.treeDifference(
        from: facts.parents.first.map(tree),
        to: facts.tree,
        under: RecordLayout.root
      )
    files = differences.compactMap { difference in
      guard difference.rawPath == nil,
        let reference = RecordLayout.reference(ofPath: difference.path)
      else { return nil }
      return File(
        path: difference.path,
        reference: reference,
        old: difference.old?.plainFile,
        new: difference.new?.plainFile,
        side: difference.new
      )
    }
    var others: [(place: Int, tree: ObjectID)] = []
    for (place, parent) in facts.parents.enumerated().dropFirst() {
      let tree = try tree(parent)
      if try repository.entry(at: RecordLayout.root, in: tree) != nil {
        others.append((place, tree))
      }
    }
    self.others = others
  }

  /// The versions that are needed to tell what changed.
  var versions: [VersionStore.Key] {
    files.flatMap { file -> [VersionStore.Key] in
      guard let old = file.old, let new = file.new else { return [] }
      return [old, new].map { .init(blob: $0, className: file.reference.className) }
    }
  }
}

extension TreeDifference.Side {
  /// The content of a plain file, executable or not; nil for anything else.
  var plainFile: ObjectID? { mode == .regular || mode == .executable ? id : nil }
}
