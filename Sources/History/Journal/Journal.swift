public import Git

/// The journal of a repository, as it is read: a chain of commits that only grows.
public struct Journal {
  /// The branch.
  public static let reference = "refs/heads/journal"

  let repository: Repository

  /// Creates a reader.
  public init(_ repository: Repository) { self.repository = repository }

  /// The newest entry; in a clone that has no branch `journal` of its own, the one that was fetched
  /// from `origin`. Nil where there is no journal.
  public func head() throws(GitError) -> ObjectID? {
    if let own = try repository.reference(Self.reference) { return own }
    return try repository.reference(Self.fetched(Self.reference))
  }

  /// Returns where a branch stands that the journal speaks of: the clone's own, or the one that was
  /// fetched together with a fetched journal.
  func place(of branch: String) throws(GitError) -> ObjectID? {
    let isOwn = try repository.reference(Self.reference) != nil
    return try repository.reference(isOwn ? branch : Self.fetched(branch))
  }

  private static func fetched(_ branch: String) -> String {
    "refs/remotes/origin/\(branch.dropFirst("refs/heads/".count))"
  }

  /// Returns an entry.
  ///
  /// - Throws: `JournalError` where the commit is none, or what git says of it.
  public func entry(at id: ObjectID) throws -> JournalEntry {
    let message = try repository.readCommit(id).message
    do throws(JournalError) {
      return try JournalEntry(message: message)
    } catch {
      var error = error
      error.commit = id
      throw error
    }
  }

  /// Hands out the entries from one back to the first, until `visit` answers false.
  public func walk(from head: ObjectID, _ visit: (ObjectID, JournalEntry) throws -> Bool) throws {
    var next: ObjectID? = head
    while let id = next {
      let entry = try entry(at: id)
      guard try visit(id, entry) else { return }
      next = entry.previous
    }
  }
}
