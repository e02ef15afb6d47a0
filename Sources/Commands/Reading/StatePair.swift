internal import Diagnostics
internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots

/// Two states of the records: of two commits, or of a commit and the working tree.
struct StatePair {
  let workspace: Workspace
  /// The commit before; nil where there is none yet.
  let base: ObjectID?
  /// The commit after; nil for the working tree.
  let head: ObjectID?
  let before: Snapshot
  let after: Snapshot

  /// Takes the revisions off the front of what a user wrote: `A..B`, `A...B`, or `A` against the
  /// working tree; without one, HEAD is compared with that.
  static func read(_ words: [String], in workspace: Workspace) throws -> (
    states: StatePair, rest: [String]
  ) {
    if let first = words.first {
      if first.contains(".."), !first.contains("=") {
        let (base, head) = try RevisionRange(first).commits(in: workspace)
        return (try between(base, head, in: workspace), Array(words.dropFirst()))
      }
      if let base = try? workspace.commit(at: first) {
        return (try since(base, in: workspace), Array(words.dropFirst()))
      }
      // What is no filter either was meant as a revision, and the failure says that there is none.
      if !DiffFilter.canRead(first) { _ = try workspace.commit(at: first) }
    }
    return (try since(workspace.headIfAny(), in: workspace), words)
  }

  private static func between(_ base: ObjectID, _ head: ObjectID, in workspace: Workspace) throws
    -> StatePair
  {
    StatePair(
      workspace: workspace,
      base: base,
      head: head,
      before: try workspace.snapshot(of: base),
      after: try workspace.snapshot(of: head)
    )
  }

  /// A commit and the working tree, or in a bare repository the head of the main branch.
  private static func since(_ base: ObjectID?, in workspace: Workspace) throws -> StatePair {
    if let base, workspace.repository.isBare {
      return try between(base, workspace.headCommit(), in: workspace)
    }
    _ = try workspace.editableRoot()
    let tree = try base.map { try workspace.repository.readCommit($0).tree }
    return StatePair(
      workspace: workspace,
      base: base,
      head: nil,
      before: try workspace.snapshot(TreeFiles(workspace.repository, tree: tree)),
      after: try workspace.present()
    )
  }

  /// Returns what differs, by record and attribute.
  func changes() throws -> [AttributeChange] {
    let difference = RecordDifference(
      RecordVersions(workspace.repository, catalogue: after.catalogue)
    )
    if let base, let head { return try difference.changes(from: base, to: head) }
    let present = try workspace.headIfAny()
    let files = try workingTreePaths(present).compactMap { path -> StateDifference.File? in
      guard RecordLayout.reference(ofPath: path) != nil else { return nil }
      return StateDifference.File(
        path: path,
        old: try reader(path, before),
        new: try reader(path, after)
      )
    }
    let renames = try present.map { try difference.renames(from: base, to: $0) } ?? [:]
    return try StateDifference(after.catalogue, renames: renames).changes(in: files)
  }

  /// The paths in which the working tree may differ from the commit before.
  private func workingTreePaths(_ present: ObjectID?) throws -> [String] {
    let repository = workspace.repository
    var paths = Set(
      try repository.workingTreeChanges(
        under: RecordLayout.root,
        environment: workspace.context.environment
      )
    )
    if let base, let present, base != present {
      try repository.treeDifference(
        from: repository.readCommit(base).tree,
        to: repository.readCommit(present).tree,
        under: RecordLayout.root
      ) { paths.insert($0.path) }
    }
    return paths.sorted()
  }

  private func reader(_ path: String, _ snapshot: Snapshot) throws -> (() throws -> Value)? {
    guard try snapshot.files.entry(at: path) != nil else { return nil }
    return { try snapshot.record(atPath: path)?.value ?? .map([:]) }
  }

  /// Says which records cannot be read on one side, where they would seem to have lost or gained
  /// everything.
  func warnOfUnreadable(_ changes: [AttributeChange], _ terminal: Terminal) throws {
    for change in changes where UnreadableRecord.isSuspect(change) {
      let name = change.from ?? change.reference
      let sides = [(before, base, name), (after, head, change.reference)]
      for (snapshot, commit, reference) in sides {
        try UnreadableRecord.warn(of: reference, in: snapshot, commit, terminal)
      }
    }
  }
}
