/// A text by lines, for edits.
struct SourceLines {
  let bytes: [UInt8]

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let space = UInt8(ascii: " ")

  /// The line break of the text: that of its first line.
  var lineBreak: [UInt8] {
    guard let first = bytes.firstIndex(of: Self.lineFeed), first > 0,
      bytes[first - 1] == Self.carriageReturn
    else { return [Self.lineFeed] }
    return [Self.carriageReturn, Self.lineFeed]
  }

  /// Where the line of that offset starts.
  func lineStart(_ offset: Int) -> Int {
    var position = offset
    while position > 0, bytes[position - 1] != Self.lineFeed { position -= 1 }
    return position
  }

  /// Where the line of that offset ends, before its break.
  func lineEnd(_ offset: Int) -> Int {
    var position = offset
    while position < bytes.count, bytes[position] != Self.lineFeed { position += 1 }
    if position > offset, position < bytes.count, bytes[position - 1] == Self.carriageReturn {
      position -= 1
    }
    return position
  }

  /// Where the line after that of the offset starts; the end of the text where there is none.
  func nextLine(_ offset: Int) -> Int {
    var position = offset
    while position < bytes.count, bytes[position] != Self.lineFeed { position += 1 }
    return min(position + 1, bytes.count)
  }

  /// The column of the offset, counted from 0 in bytes: the indentation of what stands there.
  func column(_ offset: Int) -> Int { offset - lineStart(offset) }

  /// The first offset from there on that is no space.
  func skipSpaces(_ offset: Int) -> Int {
    var position = offset
    while position < bytes.count, bytes[position] == Self.space { position += 1 }
    return position
  }

  /// The offset after the last byte before there that is no space.
  func skipSpacesBack(_ offset: Int) -> Int {
    var position = offset
    while position > 0, bytes[position - 1] == Self.space { position -= 1 }
    return position
  }

  /// Whether only spaces stand before the offset on its line.
  func startsLine(_ offset: Int) -> Bool {
    let position = skipSpacesBack(offset)
    return position == 0 || bytes[position - 1] == Self.lineFeed
  }

  /// Whether nothing or only spaces stand from the offset to the end of its line.
  func endsLine(_ offset: Int) -> Bool { skipSpaces(offset) >= lineEnd(offset) }

  /// Whether nothing, spaces or a comment stand from the offset to the end of its line.
  func isFollowedByNothing(_ offset: Int) -> Bool {
    endsLine(offset) || isComment(skipSpaces(offset))
  }

  /// Whether a comment starts at the offset, given that no scalar surrounds it.
  func isComment(_ offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] == UInt8(ascii: "#")
  }

  /// Calls `body` with what lies between two scalars.
  func gap<R>(_ start: Int, _ end: Int, _ body: (Gap) -> R) -> R {
    bytes.withUnsafeBufferPointer { body(Gap($0, start..<max(start, min(end, bytes.count)))) }
  }
}
