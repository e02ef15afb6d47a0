/// Turns libyaml's marks, which count characters, into offsets of bytes.
///
/// Marks come in rising order but for a few, so the table is a place that moves along.
struct MarkTable {
  private let source: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private var character = 0
  private var offset = 0

  init(source: UnsafeBufferPointer<UInt8>, isASCII: Bool) {
    self.source = source
    self.isASCII = isASCII
  }

  /// Returns the offset of a character.
  mutating func offset(of wanted: Int) -> Int {
    if isASCII { return min(wanted, source.count) }
    while character < wanted, offset < source.count {
      offset += 1
      while offset < source.count, source[offset] & 0xC0 == 0x80 { offset += 1 }
      character += 1
    }
    while character > wanted {
      offset -= 1
      while source[offset] & 0xC0 == 0x80 { offset -= 1 }
      character -= 1
    }
    return offset
  }
}
