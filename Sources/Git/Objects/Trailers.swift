/// The lines `Key: value` at the end of a message, by the rules of `git interpret-trailers`.
enum Trailers {
  /// Returns the trailers of a message, in order; the lines of a value are joined by spaces.
  static func parse(_ message: String) -> [(key: String, value: String)] {
    let lines = withoutEnding(message.lines)
    guard let start = blockStart(lines) else { return [] }
    var logical: [String] = []
    var isOpen = false
    for line in lines[start...] {
      if let first = line.utf8.first, isSpace(first), isOpen {
        logical[logical.count - 1] += " " + line.withoutLeadingSpace
      } else {
        isOpen = separator(line) != nil
        if isOpen { logical.append(String(line)) }
      }
    }
    return logical.compactMap { trailer($0[...]) }
  }

  /// Takes away what may follow the last paragraph: empty lines, comments, and the list of conflicts
  /// that git used to leave there.
  private static func withoutEnding(_ lines: [Substring]) -> ArraySlice<Substring> {
    var end: Int?
    var isInConflicts = false
    for (index, line) in lines.enumerated() {
      if line.isEmpty || isComment(line) {
        end = end ?? index
      } else if line == "Conflicts:" {
        isInConflicts = true
        end = end ?? index
      } else if !(isInConflicts && line.hasPrefix("\t")) {
        end = nil
        isInConflicts = false
      }
    }
    return lines[..<(end ?? lines.count)]
  }

  /// Returns where the block of trailers begins, or nil where the last paragraph is none. The first
  /// paragraph is the title and never one.
  private static func blockStart(_ lines: ArraySlice<Substring>) -> Int? {
    guard let title = lines.firstIndex(where: { $0.isBlank && !isComment($0) }) else { return nil }
    var (trailers, others, continuations) = (0, 0, 0)
    var isGits = false
    var isBelowAll = true
    var index = lines.endIndex - 1
    while index >= title {
      let line = lines[index]
      defer { index -= 1 }
      if isComment(line) {
        others += continuations
        continuations = 0
      } else if line.isBlank {
        if isBelowAll { continue }
        others += continuations
        let isBlock = isGits ? trailers * 3 >= others : trailers > 0 && others == 0
        return isBlock ? index + 1 : nil
      } else {
        isBelowAll = false
        if isGitsOwn(line) {
          trailers += 1
          continuations = 0
          isGits = true
        } else if let first = line.utf8.first, isSpace(first) {
          continuations += 1
        } else if separator(line) != nil {
          trailers += 1
          continuations = 0
        } else {
          others += 1 + continuations
          continuations = 0
        }
      }
    }
    return nil
  }

  private static func isGitsOwn(_ line: Substring) -> Bool {
    line.hasPrefix("Signed-off-by: ") || line.hasPrefix("(cherry picked from commit ")
  }

  private static func trailer(_ line: Substring) -> (key: String, value: String)? {
    guard let colon = separator(line) else { return nil }
    return (String(line[..<colon].trimmed), String(line[line.index(after: colon)...].trimmed))
  }

  /// Returns the colon after a key: letters, digits and hyphens, then perhaps spaces.
  private static func separator(_ line: Substring) -> Substring.Index? {
    var hasSpace = false
    var index = line.utf8.startIndex
    while index < line.utf8.endIndex {
      let byte = line.utf8[index]
      if byte == UInt8(ascii: ":") { return index == line.startIndex ? nil : index }
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t"), index != line.startIndex {
        hasSpace = true
      } else if hasSpace || !isKeyLetter(byte) {
        return nil
      }
      index = line.utf8.index(after: index)
    }
    return nil
  }

  private static func isKeyLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isComment(_ line: Substring) -> Bool { line.utf8.first == UInt8(ascii: "#") }
}

/// White space as C's `isspace` knows it, which is what git asks.
private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

extension Substring {
  /// Whether there is nothing but white space.
  var isBlank: Bool { utf8.allSatisfy(isSpace) }

  /// The text without white space before it.
  var withoutLeadingSpace: Substring { self[(utf8.firstIndex { !isSpace($0) } ?? endIndex)...] }

  /// The text without white space after it.
  var withoutTrailingSpace: Substring {
    guard let last = utf8.lastIndex(where: { !isSpace($0) }) else { return self[..<startIndex] }
    return Substring(utf8[...last])
  }

  /// The text without white space at both ends.
  var trimmed: Substring { withoutLeadingSpace.withoutTrailingSpace }
}

extension String {
  /// The lines; a carriage return stays at the end of its line, as git sees it.
  var lines: [Substring] {
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      Substring($0)
    }
  }
}
