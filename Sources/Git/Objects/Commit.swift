/// A state of the repository with its history and the reason for it.
public struct Commit: Hashable, Sendable {
  /// The commit's name.
  public let id: ObjectID
  /// The folder at the top.
  public let tree: ObjectID
  /// The commits that it follows.
  public let parents: [ObjectID]
  /// Who made the change.
  public let author: Signature
  /// Who wrote the commit.
  public let committer: Signature
  /// The message.
  public let message: String
  /// The signature over the rest of the commit, where it bears one.
  public let signature: String?

  /// Reads a commit object; nil where it lacks what every commit has.
  ///
  /// `isEdge` is for the last commits that a shallow clone has: their parents are not there, so they
  /// count as having none.
  init?(id: ObjectID, bytes: [UInt8], isEdge: Bool = false) {
    let text = CommitText(bytes)
    guard let tree = text.first("tree").flatMap({ ObjectID(hexDigits: $0.value) }),
      let author = text.first("author"), let committer = text.first("committer")
    else { return nil }
    let encoding = text.encoding
    self.id = id
    self.tree = tree
    parents =
      isEdge
      ? [] : text.headers.filter { $0.is("parent") }.compactMap { ObjectID(hexDigits: $0.value) }
    self.author = Signature(header: author.value, in: encoding)
    self.committer = Signature(header: committer.value, in: encoding)
    message = encoding.text(text.message)
    signature = text.first("gpgsig").map { String(decoding: $0.unfolded, as: UTF8.self) }
  }

  /// The first paragraph of the message on one line, as git's `%s`.
  public var summary: String {
    let lines = message.lines.drop { $0.isBlank }.prefix { !$0.isBlank }
    return lines.map { String($0.withoutTrailingSpace) }.joined(separator: " ")
  }

  /// The trailers at the end of the message, in order, as `git interpret-trailers --parse` finds
  /// them: the last paragraph, where all of its lines are trailers, or a quarter of them with one
  /// that git itself writes. A line `---` does not end the message, since commits hold no patches.
  public var trailers: [(key: String, value: String)] { Trailers.parse(message) }
}
