internal import Documents

/// Carries comments that one side wrote into the text of the other.
///
/// A comment line belongs to the first attribute below it, a comment beside a value to that value's
/// attribute; what stood in the common ancestor is not new. A comment whose attribute is gone, or
/// that stands at the end, goes to the end of the record: no comment is lost.
struct CommentCarrier {
  let keys: ListKeys

  /// Returns `text` with the comments of `theirs` that neither `base` nor `text` has, and without
  /// those of `base` that `theirs` took out or wrote anew. With `isWanted`, only comments of the
  /// attributes for which it holds are carried.
  func carry(
    from base: [UInt8],
    _ theirs: [UInt8],
    into text: [UInt8],
    where isWanted: ((AttributePath) -> Bool)? = nil
  ) throws -> [UInt8] {
    let known = Set((try CommentedText(base, keys: keys)).comments.map(\.text))
    let theirComments = try CommentedText(theirs, keys: keys).comments
    let kept = Set(theirComments.map(\.text))
    var result = try CommentedText(text, keys: keys)
    let present = Set(result.comments.map(\.text))
    var new = theirComments.filter { comment in
      guard !known.contains(comment.text), !present.contains(comment.text) else { return false }
      return isWanted.map { comment.attribute.map($0) ?? false } ?? true
    }
    let old = result.comments.filter { known.contains($0.text) && !kept.contains($0.text) }
    if new.isEmpty, old.isEmpty { return text }
    // A comment that was written anew stands where the old one stood.
    var gone: [CommentedText.Comment] = []
    for comment in old {
      let place = new.firstIndex {
        $0.attribute == comment.attribute && $0.isBeside == comment.isBeside
      }
      guard let place else {
        gone.append(comment)
        continue
      }
      result.replace(comment, with: new.remove(at: place))
    }
    for comment in gone.reversed() { result.remove(comment) }
    result = try CommentedText(result.text, keys: keys)
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
    /// The line on which it stands, from 0.
    var line: Int
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
        Comment(
          text: comment.text,
          attribute: attribute,
          isBeside: comment.isBeside,
          line: line
        )
      )
    }
  }

  var text: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

  /// Puts another comment in the place of one, right after reading.
  mutating func replace(_ comment: Comment, with other: Comment) {
    lines[comment.line] = lines[comment.line].dropLast(comment.text.count) + other.text
  }

  /// Takes a comment out, right after reading; those further down go first.
  mutating func remove(_ comment: Comment) {
    guard comment.isBeside else {
      lines.remove(at: comment.line)
      return
    }
    let rest = lines[comment.line].dropLast(comment.text.count)
    lines[comment.line] = String(rest.reversed().drop { $0 == " " }.reversed())
  }

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
