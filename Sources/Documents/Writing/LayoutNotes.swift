/// What stands between two values and means nothing to a program: comments and blank lines.
struct LayoutNotes {
  /// One comment or blank line.
  struct Note {
    /// The comment from `#` on without white space at its end; empty for a blank line.
    var text: [UInt8]
    /// The column at which it starts.
    var column = 0
    /// The number of spaces before it.
    var spacing = 1

    var isBlank: Bool { text.isEmpty }
    static let blank = Note(text: [])
  }

  /// The comment on the line of the first value, or nil.
  var beside: Note?
  /// The comments on lines of their own, with a blank note where blank lines stand.
  var above: [Note] = []

  static let none = LayoutNotes()

  private init() {}

  /// Reads what stands in a range that has no scalar.
  init(_ lines: SourceLines, _ range: Range<Int>) {
    let hasNote = lines.bytes[range].contains {
      $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "#")
    }
    guard hasNote else { return }
    let lineEnd = lines.lineEnd(range.lowerBound)
    var position = range.lowerBound
    for comment in lines.gap(range.lowerBound, range.upperBound, { $0.comments }) {
      let note = Self.note(lines, comment)
      if comment.lowerBound < lineEnd {
        beside = note
      } else {
        if Self.hasBlankLine(lines, position..<comment.lowerBound) { above.append(.blank) }
        above.append(note)
      }
      position = comment.upperBound
    }
    if Self.hasBlankLine(lines, position..<range.upperBound) { above.append(.blank) }
  }

  static func note(_ lines: SourceLines, _ comment: Range<Int>) -> Note {
    var text = lines.bytes[comment]
    while let last = text.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
      text.removeLast()
    }
    let spacing = comment.lowerBound - lines.skipSpacesBack(comment.lowerBound)
    return Note(
      text: Array(text),
      column: lines.column(comment.lowerBound),
      spacing: max(1, spacing)
    )
  }

  /// Whether a line within the range, past the one that it starts on, is blank.
  private static func hasBlankLine(_ lines: SourceLines, _ range: Range<Int>) -> Bool {
    var line = lines.nextLine(range.lowerBound)
    while line < range.upperBound {
      let next = lines.nextLine(line)
      if lines.endsLine(line), next <= range.upperBound, next > line { return true }
      line = next
    }
    return false
  }

  /// Splits notes into those that belong to what is indented further than `column`, up to the first
  /// comment that is not, and the rest.
  static func split(_ notes: [Note], deeperThan column: Int) -> (inner: [Note], outer: [Note]) {
    var count = 0
    for (offset, note) in notes.enumerated() where !note.isBlank {
      guard note.column > column else { break }
      count = offset + 1
    }
    return (Array(notes.prefix(count)), Array(notes.dropFirst(count)))
  }
}
