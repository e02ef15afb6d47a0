internal import Documents

/// Carries comments that one side wrote into the text of the other.
///
/// A comment line belongs to the first attribute below it, a comment beside a value to that value's
/// attribute; what stood in the common ancestor is not new. A comment whose attribute is gone, or
/// that stands at the end, goes to the end of the record: no comment is lost.
struct CommentCarrier {
  let keys: ListKeys

  /// Returns `text` with the comments of `theirs` that neither `base` nor `text` has.
  func carry(from base: [UInt8], _ theirs: [UInt8], into text: [UInt8]) throws -> [UInt8] {
    let known = Set((try CommentedText(base, keys: keys)).comments.map(\.text))
    let present = Set((try CommentedText(text, keys: keys)).comments.map(\.text))
    let new = try CommentedText(theirs, keys: keys).comments
      .filter { !known.contains($0.text) && !present.contains($0.text) }
    guard !new.isEmpty else { return text }
    var result = try CommentedText(text, keys: keys)
    for comment in new { result.insert(comment) }
    return result.text
  }
}

/// A text as lines, with the comments and what each belongs to.
private struct CommentedText {
  struct Comment {
    var text: String
    /// The attribute that the comment is about; nil at the end of the text.
    var attribute: AttributePath?
    var isBeside: Bool
  }

  private(set) var comments: [Comment] = []
  private var lines: [String]
  /// The first line of every attribute that begins a line.
  private var starts: [AttributePath: Int] = [:]

  init(_ text: [UInt8], keys: ListKeys) throws {
    lines = String(decoding: text, as: UTF8.self).split(
      separator: "\n",
      omittingEmptySubsequences: false
    ).map(String.init)
    if lines.last == "" { lines.removeLast() }
    guard let document = try? Document.parse(text), document.kind(document.root) == .map else {
      return
    }
    var attributeAtLine: [Int: AttributePath] = [:]
    for place in document.attributePlaces(keys: keys) where attributeAtLine[place.line - 1] == nil {
      attributeAtLine[place.line - 1] = place.path
      starts[place.path] = place.line - 1
    }
    for comment in document.comments() {
      let line = comment.line - 1
      let attribute =
        comment.isBeside
        ? attributeAtLine[line]
        : (line..<lines.count).lazy.compactMap { attributeAtLine[$0] }.first
      comments.append(
        Comment(text: comment.text, attribute: attribute, isBeside: comment.isBeside)
      )
    }
  }

  var text: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

  mutating func insert(_ comment: Comment) {
    guard let attribute = comment.attribute, let line = starts[attribute] else {
      lines.append(comment.text)
      return
    }
    if comment.isBeside, !lines[line].contains(" #") {
      lines[line] += "  \(comment.text)"
      return
    }
    let indent = lines[line].prefix { $0 == " " }
    lines.insert(indent + comment.text, at: line)
    for (path, start) in starts where start >= line { starts[path] = start + 1 }
  }
}
