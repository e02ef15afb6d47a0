/// The shape of a block scalar in the source: its header, its indentation and where it ends.
struct BlockScalar {
  /// `-`, `+`, or nil where the header has neither.
  private(set) var chomping: UInt8?
  /// The digit in the header, or nil.
  private(set) var indicator: Int?
  /// The column at which the content starts.
  private(set) var indent = 0
  /// Where the header line ends, before its line break.
  private(set) var headerEnd: Int
  /// Where the scalar ends: before the break of its last line that counts. Blank lines at the end
  /// count only with `+`.
  private(set) var end: Int

  /// Finds the shape of the block scalar that starts at `start` within a list or map at the column
  /// `parentIndent`, -1 outside of any.
  init(_ source: UnsafeBufferPointer<UInt8>, at start: Int, parentIndent: Int) {
    var position = start + 1
    header: while position < source.count {
      switch source[position] {
      case UInt8(ascii: "-"), UInt8(ascii: "+"): chomping = source[position]
      case UInt8(ascii: "1")...UInt8(ascii: "9"):
        indicator = Int(source[position] - UInt8(ascii: "0"))
      default: break header
      }
      position += 1
    }
    headerEnd = Self.lineEnd(source, from: position)
    end = headerEnd
    if let indicator {
      indent = max(parentIndent, 0) + indicator
    } else {
      indent = Self.detectedIndent(source, after: headerEnd, parentIndent: parentIndent)
    }
    findEnd(source)
  }

  private mutating func findEnd(_ source: UnsafeBufferPointer<UInt8>) {
    var position = Self.nextLine(source, after: headerEnd)
    while position < source.count {
      var content = position
      while content < source.count, content - position < indent,
        source[content] == UInt8(ascii: " ")
      {
        content += 1
      }
      let lineEnd = Self.lineEnd(source, from: content)
      let isBlank = content == lineEnd
      if !isBlank && content - position < indent { return }
      if !isBlank && indent == 0 && Self.isMarker(source, at: position) { return }
      // A last line of blanks without a break is no line.
      let hasBreak = lineEnd < source.count
      if !isBlank || (chomping == UInt8(ascii: "+") && hasBreak) { end = lineEnd }
      position = Self.nextLine(source, after: lineEnd)
    }
  }

  /// Whether the line is a document marker, which ends even a scalar without indentation.
  private static func isMarker(_ source: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start + 3 <= source.count else { return false }
    let mark = source[start..<start + 3]
    guard mark.elementsEqual("---".utf8) || mark.elementsEqual("...".utf8) else { return false }
    guard start + 3 < source.count else { return true }
    return [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(source[start + 3])
  }

  /// The indentation of the first line that is not blank, or of the longest blank line before it.
  private static func detectedIndent(
    _ source: UnsafeBufferPointer<UInt8>,
    after headerEnd: Int,
    parentIndent: Int
  ) -> Int {
    var longest = 0
    var position = nextLine(source, after: headerEnd)
    while position < source.count {
      var content = position
      while content < source.count, source[content] == UInt8(ascii: " ") { content += 1 }
      longest = max(longest, content - position)
      guard content < source.count, content == lineEnd(source, from: content) else { break }
      position = nextLine(source, after: content)
    }
    return max(longest, parentIndent + 1, 1)
  }

  private static func lineEnd(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    while position < source.count, source[position] != UInt8(ascii: "\n") { position += 1 }
    if position > start, position < source.count, source[position - 1] == UInt8(ascii: "\r") {
      position -= 1
    }
    return position
  }

  private static func nextLine(_ source: UnsafeBufferPointer<UInt8>, after lineEnd: Int) -> Int {
    guard lineEnd < source.count else { return source.count }
    return source[lineEnd] == UInt8(ascii: "\r") ? lineEnd + 2 : lineEnd + 1
  }
}
