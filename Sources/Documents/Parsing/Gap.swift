/// The text between two scalars: white space, comments, and the marks that build lists and maps.
struct Gap {
  /// One comment, from `#` to before the line break.
  typealias Comment = Range<Int>

  let source: UnsafeBufferPointer<UInt8>
  let range: Range<Int>

  init(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.source = source
    self.range = range
  }

  /// Calls `body` with every byte outside comments, until it returns false.
  func scan(_ body: (_ offset: Int, _ byte: UInt8) -> Bool) {
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = source[position]
      if byte == UInt8(ascii: "#") {
        while position < range.upperBound, source[position] != UInt8(ascii: "\n") { position += 1 }
        continue
      }
      guard body(position, byte) else { return }
      position += 1
    }
  }

  /// Returns the offset of the first such byte outside comments.
  func first(_ wanted: UInt8) -> Int? {
    var found: Int?
    scan { offset, byte in
      if byte == wanted { found = offset }
      return found == nil
    }
    return found
  }

  /// Returns the offset of the last such byte outside comments.
  func last(_ wanted: UInt8) -> Int? {
    var found: Int?
    scan { offset, byte in
      if byte == wanted { found = offset }
      return true
    }
    return found
  }

  /// The comments in order.
  var comments: [Comment] {
    var comments: [Comment] = []
    var position = range.lowerBound
    while position < range.upperBound {
      guard source[position] == UInt8(ascii: "#") else {
        position += 1
        continue
      }
      let start = position
      while position < range.upperBound, source[position] != UInt8(ascii: "\n") { position += 1 }
      var end = position
      if end > start, source[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      comments.append(start..<end)
    }
    return comments
  }
}
