/// One line of a formatted text.
struct LayoutLine {
  enum Role {
    /// A line that must stand.
    case text
    /// A blank line between others, of which one at a time is kept.
    case blank
    /// The last line of a block scalar to which blank lines below would be added.
    case endOfKeptBreaks
  }

  var bytes: [UInt8]
  var role = Role.text

  /// A comment at a column, or a blank line.
  init(_ note: LayoutNotes.Note, at column: Int) {
    bytes = note.isBlank ? [] : ValueText.indented(note.text, by: column)
    role = note.isBlank ? .blank : .text
  }

  init(_ bytes: [UInt8], role: Role = .text) {
    self.bytes = bytes
    self.role = role
  }

  /// Returns the lines as one text: no blank lines at either end, never two in a row, and none where
  /// they would count.
  static func joined(_ lines: [LayoutLine], lineBreak: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var previous = Role.blank
    var hasBlank = false
    for line in lines {
      if line.role == .blank {
        hasBlank = previous == .text
        continue
      }
      if hasBlank { text += lineBreak }
      hasBlank = false
      text += line.bytes + lineBreak
      previous = line.role
    }
    return text
  }
}
