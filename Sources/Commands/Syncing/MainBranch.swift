internal import Git
internal import Records

/// The branch that is the truth, and the working trees that may stand on it.
struct MainBranch {
  /// The branch's full name.
  let name: String
  /// The commit that it stands on.
  let commit: ObjectID
  private let workspace: Workspace

  init(_ workspace: Workspace) throws {
    self.workspace = workspace
    name = workspace.mainBranch()
    guard let commit = try workspace.repository.reference(name) else {
      throw CommandFailure(
        .failure,
        "there is no branch \(name)",
        at: workspace.repository.gitDirectory,
        remedy: "fetch it, or correct main: in cmdb.yaml"
      )
    }
    self.commit = commit
  }

  /// Moves the branch forward to a commit that follows it.
  ///
  /// A working tree that stands on the branch is moved with it by a fast-forward; where something
  /// uncommitted is in the way, nothing moves. Another worktree that stands on it is a refusal: it
  /// would silently take the change back with its next commit.
  func advance(to new: ObjectID) throws {
    let repository = workspace.repository
    if let root = repository.workingTree, case .branch(name, _) = try repository.head {
      try fastForward(root, to: new)
      return
    }
    if let other = try worktreeOnBranch() {
      throw CommandFailure(
        .failure,
        "another working tree stands on \(name), so nothing was moved",
        at: other,
        remedy: "run cmdb sync there"
      )
    }
    do throws(GitError) {
      try repository.updateReference(name, to: new, expecting: commit, message: "cmdb sync")
    } catch {
      guard error.code == .stale else { throw error }
      throw CommandFailure(
        .failure,
        "\(name) moved meanwhile, so nothing was merged",
        remedy: "run cmdb sync again"
      )
    }
  }

  private func fastForward(_ root: String, to new: ObjectID) throws {
    let result = try ChildProcess.run(
      ["git", "-C", root, "merge", "--ff-only", "--quiet", new.hex],
      environment: workspace.context.environment,
      input: []
    )
    guard result.status == 0 else {
      throw CommandFailure(
        .failure,
        "uncommitted changes are in the way of the merge, so nothing was moved",
        at: root,
        remedy: "commit or stash them, then run cmdb sync again",
        details: String(decoding: result.errors, as: UTF8.self).trimmingFinalNewline
      )
    }
  }

  private func worktreeOnBranch() throws -> String? {
    let result = try ChildProcess.run(
      ["git", "--git-dir", workspace.repository.gitDirectory, "worktree", "list", "--porcelain"],
      environment: workspace.context.environment,
      input: []
    )
    var folder: String?
    var isBare = false
    for line in String(decoding: result.output, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("worktree ") {
        folder = String(line.dropFirst("worktree ".count))
        isBare = false
      }
      if line == "bare" { isBare = true }
      if line == "branch \(name)", !isBare { return folder }
    }
    return nil
  }
}
