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
  /// Further headers, such as `gpgsig`; they follow git's own. A line end in a value is written as a
  /// continuation line.
  public var headers: [(name: String, value: String)]

  /// Creates a draft.
  public init(
    tree: ObjectID,
    parents: [ObjectID],
    author: Signature,
    committer: Signature,
    message: String,
    headers: [(name: String, value: String)] = []
  ) {
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
    self.headers = headers
  }

  /// The commit object. Names and addresses lose what git takes out of them too.
  public var bytes: [UInt8] {
    var text = "tree \(tree)\n"
    for parent in parents { text += "parent \(parent)\n" }
    text += "author \(author.header)\ncommitter \(committer.header)\n"
    for header in headers {
      let lines = header.value.split(separator: "\n", omittingEmptySubsequences: false)
      text += "\(header.name) \(lines.joined(separator: "\n "))\n"
    }
    text += "\n\(message)"
    if !message.hasSuffix("\n") { text += "\n" }
    return Array(text.utf8)
  }
}
