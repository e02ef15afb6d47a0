/// Finds places in a text where one of a few short texts may begin, at the cost of one look at every
/// second byte.
///
/// A text of three bytes or more covers a pair that begins at an even offset, whichever offset it
/// begins at itself. So a table of the first two pairs of each text answers with one bit.
struct ByteTriggers: Sendable {
  private var pairs = [UInt64](repeating: 0, count: 1024)

  /// Creates the table of texts of at least three bytes each, and of one byte wherever it stands.
  init(_ texts: [[UInt8]], wherever byte: UInt8) {
    for other in UInt8.min...UInt8.max {
      insert(byte, other)
      insert(other, byte)
    }
    for text in texts {
      insert(text[0], text[1])
      insert(text[1], text[2])
    }
  }

  private mutating func insert(_ first: UInt8, _ second: UInt8) {
    let pair = Int(first) << 8 | Int(second)
    pairs[pair >> 6] |= 1 << UInt64(pair & 63)
  }

  /// Calls `body` with each offset at or one before which a text may begin, or at or right after which
  /// the byte stands, until it answers true; returns whether it did.
  func contains(in bytes: [UInt8], where body: (Int) -> Bool) -> Bool {
    pairs.withUnsafeBufferPointer { pairs in
      bytes.withUnsafeBufferPointer { bytes in
        var offset = 0
        while offset + 1 < bytes.count {
          let pair = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
          if pairs[pair >> 6] & (1 << UInt64(pair & 63)) != 0, body(offset) { return true }
          offset += 2
        }
        return false
      }
    }
  }
}
