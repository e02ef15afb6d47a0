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

  private init(_ commit: Commit, parents: [ObjectID]) {
    id = commit.id
    tree = commit.tree
    self.parents = parents
    author = commit.author
    committer = commit.committer
    message = commit.message
    signature = commit.signature
  }

  /// The commit as the first of its history.
  var withoutParents: Commit { Commit(self, parents: []) }

  /// Reads a commit object; nil where it lacks what every commit has.
  init?(id: ObjectID, bytes: [UInt8]) {
    var headers: [(name: Substring, value: String)] = []
    let text = String(decoding: bytes, as: UTF8.self)
    var rest = Substring(text)
    while let end = rest.firstIndex(of: "\n") {
      let line = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if line.isEmpty { break }
      if line.first == " ", !headers.isEmpty {
        headers[headers.count - 1].value += "\n" + line.dropFirst()
        continue
      }
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      headers.append((parts[0], parts.count > 1 ? String(parts[1]) : ""))
    }
    let first: (Substring) -> String? = { name in headers.first { $0.name == name }?.value }
    guard let tree = first("tree").flatMap({ ObjectID(hex: $0) }), let author = first("author"),
      let committer = first("committer")
    else { return nil }
    self.id = id
    self.tree = tree
    parents = headers.filter { $0.name == "parent" }.compactMap { ObjectID(hex: $0.value) }
    self.author = Signature(header: author)
    self.committer = Signature(header: committer)
    message = String(rest)
    signature = first("gpgsig")
  }

  /// The first paragraph of the message on one line, as git's `%s`.
  public var summary: String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0.allSatisfy(\.isWhitespace) }
      .prefix { !$0.allSatisfy(\.isWhitespace) }
    return lines.map { $0.trimmingSpaces }.joined(separator: " ")
  }

  /// The trailers at the end of the message, in order, as `git interpret-trailers --parse` finds
  /// them: the last paragraph, where all of its lines are trailers, or a quarter of them with one
  /// that git itself writes.
  public var trailers: [(key: String, value: String)] { Trailers.parse(message) }
}

/// The lines `Key: value` at the end of a message.
enum Trailers {
  static func parse(_ message: String) -> [(key: String, value: String)] {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("#") }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    guard let blank = lines.lastIndex(where: { $0.allSatisfy(\.isWhitespace) }) else { return [] }
    var trailers: [(key: String, value: String)] = []
    var others = 0
    var isGits = false
    for line in lines[(blank + 1)...] {
      if line.first == " " || line.first == "\t" {
        if trailers.isEmpty {
          others += 1
        } else {
          trailers[trailers.count - 1].value += " " + line.trimmingSpaces
        }
      } else if let trailer = trailer(line) {
        trailers.append(trailer)
        if trailer.key == "Signed-off-by" { isGits = true }
      } else if line.hasPrefix("(cherry picked from commit ") {
        isGits = true
      } else {
        others += 1
      }
    }
    let count = trailers.count
    guard count > 0, others == 0 || (isGits && count * 3 >= others) else { return [] }
    return trailers
  }

  private static func trailer(_ line: Substring) -> (key: String, value: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    var key = line[..<colon]
    while let last = key.last, last == " " || last == "\t" { key = key.dropLast() }
    guard !key.isEmpty, key.utf8.allSatisfy(isKeyLetter) else { return nil }
    return (String(key), line[line.index(after: colon)...].trimmingSpaces)
  }

  private static func isKeyLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Substring {
  /// The text without white space at both ends.
  fileprivate var trimmingSpaces: String {
    var text = self
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
