/// Finds places in a text where one of a few short texts may begin, at the cost of one look at every
/// second byte.
///
/// A text of three bytes or more covers a pair that begins at an even offset, whichever offset it
/// begins at itself. So a table of the first two pairs of each text answers with one bit; where it says
/// yes, a table of the first three bytes is asked for either offset.
struct ByteTriggers: Sendable {
  private var pairs = [UInt64](repeating: 0, count: 1 << 10)
  private var triples = [UInt64](repeating: 0, count: 1 << 8)

  /// Creates the table of texts of at least three bytes each.
  init(_ texts: [[UInt8]]) {
    for text in texts {
      for pair in [Self.pair(text[0], text[1]), Self.pair(text[1], text[2])] {
        pairs[pair >> 6] |= 1 << UInt64(pair & 63)
      }
      let triple = Self.triple(text[0], text[1], text[2])
      triples[triple >> 6] |= 1 << UInt64(triple & 63)
    }
  }

  @inline(__always)
  private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first) << 8 | Int(second) }

  /// A number of fourteen bits; different bytes may have the same.
  @inline(__always)
  private static func triple(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    let bytes = UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
    return Int((bytes &* 0x9E37_79B1) >> 18)
  }

  /// Calls `body` with each offset at which a text may begin, in order, until it answers true; returns
  /// whether it did.
  func contains(in bytes: [UInt8], where body: (Int) -> Bool) -> Bool {
    pairs.withUnsafeBufferPointer { pairs in
      triples.withUnsafeBufferPointer { triples in
        bytes.withUnsafeBufferPointer { bytes in
          func begins(_ start: Int) -> Bool {
            guard start >= 0, start + 2 < bytes.count else { return false }
            let triple = Self.triple(bytes[start], bytes[start + 1], bytes[start + 2])
            return triples[triple >> 6] & (1 << UInt64(triple & 63)) != 0
          }
          var offset = 0
          while offset + 1 < bytes.count {
            let pair = Self.pair(bytes[offset], bytes[offset + 1])
            if pairs[pair >> 6] & (1 << UInt64(pair & 63)) != 0 {
              if begins(offset - 1), body(offset - 1) { return true }
              if begins(offset), body(offset) { return true }
            }
            offset += 2
          }
          return false
        }
      }
    }
  }
}
