/// Replacements of ranges of a text, made all at once.
struct Splices {
  private var splices: [(range: Range<Int>, bytes: [UInt8])] = []

  /// Replaces a range, which must not overlap another; at one offset, what was asked for first
  /// comes first.
  mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) { splices.append((range, bytes)) }

  /// Adds bytes at an offset.
  mutating func insert(_ bytes: [UInt8], at offset: Int) { replace(offset..<offset, with: bytes) }

  /// Removes a range.
  mutating func remove(_ range: Range<Int>) { replace(range, with: []) }

  /// Returns the text with all replacements, and where the byte at `mark` has moved to: after what
  /// is inserted at that offset.
  func applied(to text: [UInt8], mark: Int) -> (text: [UInt8], mark: Int) {
    let ordered = splices.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + splices.reduce(0) { $0 + $1.bytes.count })
    var position = 0
    var moved = mark
    for (_, splice) in ordered {
      result += text[position..<splice.range.lowerBound]
      result += splice.bytes
      position = splice.range.upperBound
      if splice.range.lowerBound <= mark {
        moved += splice.bytes.count - (min(splice.range.upperBound, mark) - splice.range.lowerBound)
      }
    }
    result += text[position...]
    return (result, moved)
  }
}
