/// Finds the line and column of an offset.
///
/// Small texts are counted through when somebody asks; large ones keep the offset of every line, so
/// that many questions stay cheap.
struct LineTable: Sendable {
  /// Texts below this many bytes keep no table.
  private static let smallText = 1 << 16
  private let starts: [UInt32]

  init(_ source: UnsafeBufferPointer<UInt8>) {
    guard source.count >= Self.smallText else {
      starts = []
      return
    }
    var starts: [UInt32] = [0]
    for (offset, byte) in source.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(UInt32(offset + 1))
    }
    self.starts = starts
  }

  /// Returns the line that the offset is on, counted from 1, and where that line starts.
  func line(of offset: Int, in source: UnsafeBufferPointer<UInt8>) -> (number: Int, start: Int) {
    guard !starts.isEmpty else { return Self.countedLine(of: offset, in: source) }
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return (low + 1, Int(starts[low]))
  }

  /// The same by counting through the text.
  static func countedLine(
    of offset: Int,
    in source: UnsafeBufferPointer<UInt8>
  ) -> (number: Int, start: Int) {
    var number = 1
    var start = 0
    for position in 0..<min(offset, source.count) where source[position] == UInt8(ascii: "\n") {
      number += 1
      start = position + 1
    }
    return (number, start)
  }

  /// Returns the number of Unicode scalars that start in the range.
  static func scalars(in range: Range<Int>, of source: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for position in range where source[position] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
