internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// The merge of two trees that started from a third: records by attribute, other files by git's own
/// rules.
///
/// Folders that are alike are skipped whole, only what both sides changed is read, and it is merged
/// on every core.
struct TreeMerge {
  /// The three states, each with what it is of.
  struct States {
    var base: OverlaidTree
    var ours: OverlaidTree
    var theirs: OverlaidTree
  }

  /// What the result is for.
  enum Purpose {
    /// Somebody resolves the conflicts: markers show them.
    case resolution
    /// A further merge starts from it: what one side removed and the other changed is in it as it was
    /// before.
    case ancestor
    /// It is judged: a file with conflicts stays as ours has it.
    case judgement
  }

  /// The names that the commits of one side declare, old by new.
  typealias Renames = () throws -> [Reference: Reference]

  let repository: Repository
  let purpose: Purpose
  /// Gives the classes that are in force in a tree.
  let catalogue: (OverlaidTree) throws -> ClassCatalogue

  /// Returns the merged tree, which is ours with changes laid over it, and what is left to decide,
  /// sorted by path.
  func merge(_ states: States, renamesOfOurs: Renames, renamesOfTheirs: Renames) throws -> (
    tree: OverlaidTree, conflicts: [MergeConflict]
  ) {
    let (mine, yours) = try differences(states)
    let classes = try catalogue(states.ours)
    func moves(
      _ side: OverlaidTree,
      _ differences: MergePairing.Differences,
      _ renames: Renames
    ) throws -> [[UInt8]: [UInt8]] {
      try MoveDetection(
        repository: repository,
        catalogue: classes,
        before: states.base,
        after: side
      ).moves(in: differences, renames: renames)
    }
    let pairing = MergePairing(
      mine,
      yours,
      movesOfOurs: try moves(states.ours, mine, renamesOfOurs),
      movesOfTheirs: try moves(states.theirs, yours, renamesOfTheirs)
    )
    var merged = MergedFiles(states, repository, for: purpose)
    // What records mean is merged before they are.
    let (meaning, rest) = pairing.units.split { unit in
      [unit.base, unit.ours, unit.theirs].contains { placed in
        placed.map { GovernedPath.changesMeaning([$0.text]) } ?? false
      }
    }
    try merged.add(meaning, classes)
    let isSettled = merged.conflicts.isEmpty && !merged.tree.changes.isEmpty && !meaning.isEmpty
    try merged.add(rest, isSettled ? catalogue(merged.tree) : classes)
    try merged.untangle(pairing.units)
    return (
      merged.tree,
      merged.conflicts.enumerated().sorted {
        ($0.element.path, $0.offset) < ($1.element.path, $1.offset)
      }.map(\.element)
    )
  }
}

extension TreeMerge {
  /// What each side changed. Ours is looked at on another core: here stays what was read of the
  /// folders that their changes go to.
  private func differences(_ states: States) throws -> (
    ours: MergePairing.Differences, theirs: MergePairing.Differences
  ) {
    let open = repository.opener
    let (mine, yours) = try Cores.both {
      try? states.base.differences(to: states.ours, open())
    } _: {
      try states.base.differences(to: states.theirs, repository)
    }
    return (try mine ?? states.base.differences(to: states.ours, repository), yours)
  }
}

extension [MergeUnit] {
  fileprivate func split(_ isFirst: (MergeUnit) -> Bool) -> (first: [MergeUnit], rest: [MergeUnit])
  {
    (filter(isFirst), filter { !isFirst($0) })
  }
}
