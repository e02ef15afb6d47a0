internal import Git
internal import Records
internal import Snapshots

/// The tree that is about to be committed: the last commit's with what is staged, as the index says
/// that git names in the environment.
struct StagedTree {
  let before: Snapshot
  let after: Snapshot
  /// The governed paths that change.
  let paths: [String]

  init(_ workspace: Workspace) throws {
    let repository = workspace.repository
    let head = try workspace.headIfAny()
    let tree = try head.map { try repository.readCommit($0).tree }
    var changes: [String: TreeFiles.Change] = [:]
    for change in try repository.stagedChanges(environment: workspace.context.environment) {
      if let entry = change.new {
        changes[change.path] = .blob(entry.id, FileEntry.Kind(entry.mode))
      } else {
        changes[change.path] = .removed
      }
    }
    before = try workspace.snapshot(TreeFiles(repository, tree: tree))
    paths = changes.keys.filter(GovernedPath.isGoverned).sorted()
    let files = TreeFiles(repository, tree: tree, changes: changes)
    after =
      GovernedPath.changesMeaning(paths)
      ? try workspace.snapshot(files) : Snapshot(files: files, settingsOf: before)
  }
}
