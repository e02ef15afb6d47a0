/// A commit that is not written yet.
public struct CommitDraft: Sendable {
  /// The folder at the top.
  public var tree: ObjectID
  /// The commits that it follows.
  public var parents: [ObjectID]
  /// Who made the change.
  public var author: Signature
  /// Who writes the commit.
  public var committer: Signature
  /// The message; a missing line end is added.
  public var message: String

  /// Creates a draft.
  public init(
    tree: ObjectID,
    parents: [ObjectID],
    author: Signature,
    committer: Signature,
    message: String
  ) {
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
  }

  /// The commit object.
  public var bytes: [UInt8] {
    var text = "tree \(tree)\n"
    for parent in parents { text += "parent \(parent)\n" }
    text += "author \(author.header)\ncommitter \(committer.header)\n\n\(message)"
    if !message.hasSuffix("\n") { text += "\n" }
    return Array(text.utf8)
  }
}
