public import Git

/// The list of decisions that a branch is: its commits along first parents.
public enum FirstParents {
  /// Whether a commit is another one, or on its chain of first parents.
  public static func lead(from new: ObjectID, to old: ObjectID, in repository: Repository) throws
    -> Bool
  {
    if old == new { return true }
    let chain = try repository.commitWalk(from: new, hiding: [old], firstParent: true)
    return try chain.last.map { try repository.readCommit($0).parents.first == old } ?? false
  }
}
