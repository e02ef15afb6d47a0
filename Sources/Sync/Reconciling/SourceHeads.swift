public import Git
public import Records

/// Where the branches of sources stand.
public enum SourceHeads {
  /// The newest delivery of every source that has one.
  public static func newest(_ sources: [SourceDefinition], in repository: Repository) throws
    -> [String: ObjectID]
  {
    var heads: [String: ObjectID] = [:]
    for source in sources { heads[source.name] = try SourceBranch(source).head(in: repository) }
    return heads
  }

  /// The newest delivery of every source that is reachable from a commit: what a reconciliation
  /// there knew. It is the second or later parent of the newest sync merge that names the source.
  public static func reachable(from commit: ObjectID, in repository: Repository) throws -> [String:
    ObjectID]
  {
    var heads: [String: ObjectID] = [:]
    var current: ObjectID? = commit
    while let id = current {
      let commit = try repository.readCommit(id)
      if commit.parents.count > 1 {
        for parent in commit.parents.dropFirst() {
          let delivery = try repository.readCommit(parent)
          guard let source = delivery.trailers.first(where: { $0.key == "Source" })?.value,
            heads[source] == nil
          else { continue }
          heads[source] = parent
        }
      }
      current = commit.parents.first
    }
    return heads
  }
}
