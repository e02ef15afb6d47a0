internal import Git
internal import History
internal import Validation

/// Which references only move forward.
struct PushRules {
  /// The branch that is the truth.
  let main: String
  private let repository: Repository

  init(_ workspace: Workspace) throws {
    main = workspace.mainBranch()
    repository = workspace.repository
  }

  /// Says why the reference may not move so, or nil where it may.
  ///
  /// The main branch, the branches of sources and the journal are never removed and never rewound:
  /// what they say is evidence.
  func objection(to update: RefUpdate) throws -> String? {
    let isSource = ["discovery/", "telemetry/"].contains {
      update.name.hasPrefix("refs/heads/\($0)")
    }
    let isEvidence = isSource || update.name == "refs/heads/journal"
    guard isEvidence || update.name == main else { return nil }
    if update.new == .zero { return "this branch is never removed" }
    guard update.old != .zero, repository.exists(update.old) else { return nil }
    guard try repository.isAncestor(update.old, of: update.new) else {
      return "this branch only moves forward: git pull --rebase, then push again"
    }
    guard update.name == main,
      try !FirstParents.lead(from: update.new, to: update.old, in: repository)
    else { return nil }
    return "\(MainMovesForward.title) [\(MainMovesForward.id)]: git pull --rebase, then push again"
  }
}
