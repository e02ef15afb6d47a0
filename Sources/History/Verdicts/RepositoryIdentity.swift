public import Git

/// What a repository is called wherever it lies: the root of its main branch.
public enum RepositoryIdentity {
  /// Returns the commit at the end of the chain of first parents, in hexadecimal.
  public static func root(of commit: ObjectID, in repository: Repository) throws -> String {
    (try repository.commitWalk(from: commit, firstParent: true).last ?? commit).hex
  }
}
