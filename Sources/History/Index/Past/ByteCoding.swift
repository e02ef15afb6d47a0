/// Writes small numbers and texts one after another, with nothing between.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  /// Appends a number of one to nine bytes, seven bits each, the lowest first.
  mutating func append(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends bytes after their number.
  mutating func append(_ text: some Collection<UInt8>) {
    append(text.count)
    bytes += text
  }

  /// Appends what another one wrote.
  mutating func append(written bytes: ArraySlice<UInt8>) { self.bytes += bytes }

  /// Appends a text as UTF-8 after its length.
  mutating func append(_ text: String) { append(text.utf8) }
}

/// Reads what `ByteWriter` wrote; what ends too early reads as damage.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether everything was read.
  var isAtEnd: Bool { position >= bytes.count }

  /// Reads a number.
  mutating func number() throws(IndexFailure) -> Int {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(Int64(bitPattern: number)) }
      shift += 7
    }
    throw damage
  }

  /// Reads bytes.
  mutating func text() throws(IndexFailure) -> ArraySlice<UInt8> {
    let count = try number()
    guard count >= 0, count <= bytes.count - position else { throw damage }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// Reads a text.
  mutating func string() throws(IndexFailure) -> String {
    String(decoding: try text(), as: UTF8.self)
  }

  private var damage: IndexFailure {
    IndexFailure(.damaged, at: "index.sqlite", "a row ends too early")
  }
}
