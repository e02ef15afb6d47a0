/// Makes failing texts small.
enum Shrinking {
  /// Returns the text with as many lines, and then characters, left out as the failure allows.
  static func shrunk(_ text: [UInt8], while fails: ([UInt8]) -> Bool) -> [UInt8] {
    var pieces = lines(text)
    pieces = reduced(pieces) { fails(Array($0.joined())) }
    var bytes = Array(pieces.joined()).map { [$0] }
    bytes = reduced(bytes) { fails(Array($0.joined())) }
    return Array(bytes.joined())
  }

  private static func lines(_ text: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    for byte in text {
      lines[lines.count - 1].append(byte)
      if byte == UInt8(ascii: "\n") { lines.append([]) }
    }
    return lines
  }

  private static func reduced(_ pieces: [[UInt8]], _ fails: ([[UInt8]]) -> Bool) -> [[UInt8]] {
    var pieces = pieces
    var size = max(1, pieces.count / 2)
    while true {
      var start = 0
      var removedAny = false
      while start < pieces.count {
        var fewer = pieces
        fewer.removeSubrange(start..<min(start + size, pieces.count))
        if fails(fewer) {
          pieces = fewer
          removedAny = true
        } else {
          start += size
        }
      }
      if size == 1 && !removedAny { return pieces }
      size = max(1, size / 2)
    }
  }
}
