/// Splits a text into lines. Lines end in LF or CR LF; a byte order mark at the start is read over.
struct LineReader: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var position: Int
  private var number = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The error for a text whose last line has no end, which every program that lists lines writes; nil
  /// where it has.
  static func truncation(of bytes: [UInt8]) -> ConnectorError? {
    guard let last = bytes.last, last != UInt8(ascii: "\n") else { return nil }
    return ConnectorError(
      .truncated,
      "the text ends inside a line: it was cut off",
      line: bytes.count { $0 == UInt8(ascii: "\n") } + 1,
      help: "let the program finish, and deliver the whole text with its last line end"
    )
  }

  /// The next line with its number, counted from 1, without its end; nil after the last.
  mutating func next() -> (number: Int, bytes: ArraySlice<UInt8>)? {
    guard position < bytes.count else { return nil }
    number += 1
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    var line = bytes[position..<end]
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    position = end + 1
    return (number, line)
  }
}
