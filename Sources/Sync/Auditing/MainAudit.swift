public import Git
public import History
public import Records
internal import Validation

/// Judges the first-parent history of main, commit by commit, and reconciles its sync merges again.
public final class MainAudit {
  /// What was judged, and what is wrong.
  public struct Outcome: Sendable {
    /// How many commits of main were judged.
    public var commits = 0
    /// How many of them an earlier run had judged, and found right.
    public var remembered = 0
    /// How many are sync merges, and have the tree that reconciling gives.
    public var reconciled = 0
    /// How many are signed by their author, or by who committed them.
    public var verified = 0
    /// How many are signed by another key.
    public var otherKeys = 0
    /// How many bear a signature that is not checked here (OpenPGP, X.509, other kinds of SSH keys).
    public var unchecked = 0
    /// How many bear none.
    public var unsigned = 0
    /// What is wrong, the oldest commit first.
    public var findings: [AuditFinding] = []
  }

  /// Commits that an earlier run found right.
  public var known: Set<ObjectID> = []
  /// Is given commits that were found right, as they are: an interrupted run need not judge them
  /// again.
  public var remember: (([ObjectID]) -> Void)?

  private let repository: Repository
  private let commits: CommitAudit
  private let machines: MachineCommits
  private var right: [ObjectID] = []

  /// Creates a judge; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    self.repository = repository
    commits = CommitAudit(repository, builtIn: builtIn)
    machines = MachineCommits(repository, builtIn: builtIn)
  }

  /// Judges the commits on the chain of first parents of `head` that `base` does not lead to; all of
  /// them where it is nil. `progress` is told how many commits of how many are done.
  public func run(
    from base: ObjectID?,
    to head: ObjectID,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Outcome {
    var outcome = Outcome()
    let chain = try repository.commitWalk(
      from: head,
      hiding: base.map { [$0] } ?? [],
      firstParent: true
    )
    defer { handOver() }
    for id in chain.reversed() {
      try judge(repository.readCommit(id), &outcome)
      progress(outcome.commits, chain.count)
    }
    return outcome
  }

  private func judge(_ commit: Commit, _ outcome: inout Outcome) throws {
    outcome.commits += 1
    let signer = try commits.signer(of: commit)
    switch signer {
    case .author, .committer: outcome.verified += 1
    case .other, .stranger, .forged: outcome.otherKeys += 1
    case .unchecked: outcome.unchecked += 1
    case .nobody: outcome.unsigned += 1
    }
    let facts = CommitFacts(commit)
    if known.contains(commit.id) {
      outcome.remembered += 1
      if facts.isMachine { outcome.reconciled += 1 }
      return
    }
    var found = try commits.findings(about: commit, signedBy: signer)
    if facts.isMachine {
      if let finding = try objection(to: commit, facts) {
        found.append(finding)
      } else {
        outcome.reconciled += 1
      }
    }
    outcome.findings += found
    if found.isEmpty { right.append(commit.id) }
    // A merge costs seconds, any other commit next to nothing.
    if facts.isMachine || right.count >= 64 { handOver() }
  }

  private func handOver() {
    if !right.isEmpty { remember?(right) }
    right = []
  }

  /// Says what a commit that a machine made should have been, or nil where it is that.
  private func objection(to commit: Commit, _ facts: CommitFacts) throws -> AuditFinding? {
    let version = commit.trailers.last { $0.key.lowercased() == "reconciler" }?.value
    if let version, version != "\(SyncOnce.reconcilerVersion)" {
      return AuditFinding(
        .mergesAreRecomputed,
        "it is not recomputable: it was made by the rules of reconciliation \(version), and this "
          + "program has \(SyncOnce.reconcilerVersion)",
        commit: commit.id,
        help: "verify with the program that has these rules"
      )
    }
    guard facts.bringsItsDeliveries, facts.recomputation == nil || facts.deliveries.isEmpty else {
      return AuditFinding(
        .mergesAreRecomputed,
        "it says that it is a sync merge, and its parents are not the deliveries that it names",
        commit: commit.id
      )
    }
    guard let tree = try machines.tree(of: facts), tree != commit.tree else { return nil }
    let paths = try repository.treeDifference(from: tree, to: commit.tree).map(\.path)
    let shown = paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? ", …" : "")
    return AuditFinding(
      .mergesAreRecomputed,
      "reconciling its parents gives other files: \(shown)",
      commit: commit.id,
      help: "somebody wrote into the merge, or it was made by another program"
    )
  }
}
