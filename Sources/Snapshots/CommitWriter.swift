public import Git

/// Writes change sets as commits, without a working tree.
///
/// Blobs, trees and the commit of one or several change sets go into one pack; the reference moves
/// afterwards, by compare-and-swap, so a crash in between leaves only objects that nothing refers to.
public struct CommitWriter {
  /// Who makes a commit, and what it says.
  public struct Description: Sendable {
    /// Who made the change.
    public var author: Signature
    /// Who wrote the commit.
    public var committer: Signature
    /// The message, trailers included.
    public var message: String

    /// Creates a description.
    public init(author: Signature, committer: Signature, message: String) {
      self.author = author
      self.committer = committer
      self.message = message
    }
  }

  private let repository: Repository
  private var batch = ObjectBatch()

  /// Creates a writer into a repository.
  public init(_ repository: Repository) { self.repository = repository }

  /// Adds a commit to the pack that is being gathered, and returns its id.
  ///
  /// `tree` is the tree that the changes apply to, nil for an empty one.
  public mutating func add(
    _ changes: ChangeSet,
    to tree: ObjectID?,
    parents: [ObjectID],
    _ description: Description
  ) throws(GitError) -> (commit: ObjectID, tree: ObjectID) {
    var edits: [String: (mode: FileMode, id: ObjectID)?] = [:]
    for (path, content) in changes.files {
      if let content {
        edits[path] = .some((.regular, batch.add(.blob, content)))
      } else {
        edits[path] = .some(nil)
      }
    }
    let root = try repository.editTree(tree, edits, into: &batch)
    let draft = CommitDraft(
      tree: root,
      parents: parents,
      author: description.author,
      committer: description.committer,
      message: description.message
    )
    return (batch.add(.commit, draft.bytes), root)
  }

  /// Writes everything that was gathered, durably, and begins a new pack.
  public mutating func flush() throws(GitError) {
    try repository.write(batch, durability: .full)
    batch = ObjectBatch()
  }
}
