internal import Documents

/// A text as lines, with the comments and what each belongs to.
///
/// A comment line belongs to the first attribute below it, a comment beside a value to that value's
/// attribute.
struct CommentedText {
  struct Comment: Hashable {
    /// The comment from its `#` to the end of the line.
    var text: String
    /// The attribute that the comment is about; nil at the end of the text.
    var attribute: AttributePath?
    /// Whether something stands before it on its line.
    var isBeside: Bool
    /// The line on which it stands, from 0.
    var line: Int

    /// Whether both stand at the same attribute in the same way.
    func isInPlace(of other: Comment) -> Bool {
      attribute == other.attribute && isBeside == other.isBeside
    }
  }

  private(set) var comments: [Comment] = []
  private var lines: [[UInt8]]
  private let isEnded: Bool
  /// The first line of every attribute that begins a line.
  private var starts: [AttributePath: Int] = [:]

  init(_ text: [UInt8], keys: ListKeys) {
    let newline = UInt8(ascii: "\n")
    lines = text.split(separator: newline, omittingEmptySubsequences: false).map { Array($0) }
    isEnded = text.last == newline
    if lines.last == [] { lines.removeLast() }
    guard let document = try? Document.parse(text), document.kind(document.root) == .map else {
      return
    }
    let found = document.comments()
    var attributeAtLine: [Int: AttributePath] = [:]
    for place in document.attributePlaces(keys: keys) where attributeAtLine[place.line - 1] == nil {
      attributeAtLine[place.line - 1] = place.path
      starts[place.path] = place.line - 1
    }
    comments = found.map { comment in
      let line = comment.line - 1
      return Comment(
        text: comment.text,
        attribute: comment.isBeside
          ? attributeAtLine[line]
          : (line..<lines.count).lazy.compactMap { attributeAtLine[$0] }.first,
        isBeside: comment.isBeside,
        line: line
      )
    }
  }

  /// The text; one whose last line was not ended stays so.
  var text: [UInt8] {
    let joined = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    return isEnded && !lines.isEmpty ? joined + [UInt8(ascii: "\n")] : joined
  }

  /// Puts another comment in the place of one, right after reading.
  mutating func replace(_ comment: Comment, with text: String) {
    let (before, after) = around(comment)
    lines[comment.line] = before + Array(text.utf8) + after
  }

  /// Takes a comment out, right after reading; those further down go first.
  mutating func remove(_ comment: Comment) {
    guard comment.isBeside else {
      lines.remove(at: comment.line)
      return
    }
    let (before, after) = around(comment)
    let end = before.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    lines[comment.line] = before[..<(end.map { $0 + 1 } ?? 0)] + after.filter { $0 == 0x0D }
  }

  /// Adds a comment to its attribute: beside it where it stood so and nothing does yet, else above; at
  /// the end of the text where the attribute is not there. `aside` makes it a line of its own.
  mutating func insert(_ comment: Comment, aside: Bool) {
    let mark = UInt8(ascii: "#")
    guard let attribute = comment.attribute, let line = starts[attribute] else {
      lines.append(Array(comment.text.utf8))
      return
    }
    if comment.isBeside, !aside, !lines[line].contains(mark) {
      let isCarriage = lines[line].last == 0x0D
      if isCarriage { lines[line].removeLast() }
      lines[line] += Array("  \(comment.text)".utf8) + (isCarriage ? [0x0D] : [])
      return
    }
    let indent = lines[line].prefix { $0 == UInt8(ascii: " ") }
    lines.insert(indent + Array(comment.text.utf8), at: line)
    for (path, start) in starts where start >= line { starts[path] = start + 1 }
  }

  /// What stands before and after a comment on its line.
  private func around(_ comment: Comment) -> (before: [UInt8], after: [UInt8]) {
    let line = lines[comment.line]
    let blanks: [UInt8] = [0x20, 0x09, 0x0D]
    let end = line.lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? 0
    let start = max(0, end - comment.text.utf8.count)
    return (Array(line[..<start]), Array(line[end...]))
  }
}
