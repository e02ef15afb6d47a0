internal import Documents
public import Git
public import Records
internal import Snapshots

/// The merge of two commits without a working tree.
///
/// Where histories crossed and there are several merge bases, these are merged first, as git does,
/// and what comes out is the base, with what they disagreed about undecided.
public final class CommitMerge {
  /// What a merge comes to.
  public struct Outcome {
    /// The commits that both sides started from; none where they have nothing in common.
    public let bases: [ObjectID]
    /// The merged tree: ours, with changes laid over it.
    public let tree: OverlaidTree
    /// What is left for a person to decide, sorted by path.
    public let conflicts: [MergeConflict]
  }

  private let repository: Repository
  private let builtIn: [SchemaFile]
  private var virtualBases: [[ObjectID]: OverlaidTree] = [:]

  /// Creates a merger; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile]) {
    self.repository = repository
    self.builtIn = builtIn
  }

  /// Merges two commits; they started from `base`, or from what their histories have in common.
  ///
  /// Nothing is written. In the result files that have conflicts show them with markers; where it is
  /// `onlyJudged`, they stay as ours has them.
  public func merge(
    _ ours: ObjectID,
    _ theirs: ObjectID,
    base: ObjectID? = nil,
    onlyJudged: Bool = false
  ) throws -> Outcome {
    let bases = try base.map { [$0] } ?? repository.mergeBases(ours, theirs)
    let result = try merge(
      tree(of: ours),
      tree(of: theirs),
      from: bases,
      renamesOf: (ours, theirs),
      for: onlyJudged ? .judgement : .resolution
    )
    return Outcome(bases: bases, tree: result.tree, conflicts: result.conflicts)
  }

  private func tree(of commit: ObjectID) throws -> OverlaidTree {
    OverlaidTree(tree: try repository.readCommit(commit).tree)
  }

  private func merge(
    _ ours: OverlaidTree,
    _ theirs: OverlaidTree,
    from bases: [ObjectID],
    renamesOf sides: (ours: ObjectID, theirs: ObjectID),
    for purpose: TreeMerge.Purpose
  ) throws -> (tree: OverlaidTree, conflicts: [MergeConflict]) {
    try TreeMerge(repository: repository, purpose: purpose, catalogue: catalogue).merge(
      .init(base: base(of: bases), ours: ours, theirs: theirs),
      renamesOfOurs: { try self.renames(from: bases, to: sides.ours) },
      renamesOfTheirs: { try self.renames(from: bases, to: sides.theirs) }
    )
  }

  /// The one tree that several bases amount to.
  private func base(of commits: [ObjectID]) throws -> OverlaidTree {
    guard let first = commits.first else { return OverlaidTree(tree: nil) }
    if commits.count == 1 { return try tree(of: first) }
    if let known = virtualBases[commits] { return known }
    var merged = try tree(of: first)
    for next in commits.dropFirst() {
      merged = try merge(
        merged,
        tree(of: next),
        from: repository.mergeBases(first, next),
        renamesOf: (first, next),
        for: .ancestor
      ).tree
    }
    virtualBases[commits] = merged
    return merged
  }

  private func catalogue(of tree: OverlaidTree) throws -> ClassCatalogue {
    try Snapshot(files: MergedTreeFiles(repository, tree), builtIn: builtIn).catalogue
  }

  /// The names that the commits of a side declare, from the name at the end to that at the start.
  private func renames(from bases: [ObjectID], to head: ObjectID) throws -> [Reference: Reference] {
    var origins: [Reference: Reference] = [:]
    for id in try repository.commitWalk(from: head, hiding: bases).reversed() {
      for (new, old) in CommitFacts(try repository.readCommit(id)).renames {
        origins[new] = origins.removeValue(forKey: old) ?? old
      }
    }
    return origins
  }
}
