internal import Git

extension Workspace {
  /// The commit that the index is kept at: the head of the main branch, or HEAD where there is no such
  /// branch; nil in a repository without commits.
  func indexedCommit() throws -> ObjectID? {
    if let main = try repository.reference(try mainBranch()) { return main }
    return try headIfAny()
  }
}
