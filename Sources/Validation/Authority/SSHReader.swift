/// Reads SSH's wire format: numbers and strings with their length before them (RFC 4251, section 5).
struct SSHReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether everything is read.
  var isAtEnd: Bool { position == bytes.count }

  /// Takes that many bytes as they are.
  mutating func take(_ count: Int) -> [UInt8]? {
    guard count >= 0, bytes.count - position >= count else { return nil }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// Takes a number of four bytes.
  mutating func number() -> UInt32? {
    take(4)?.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Takes a string.
  mutating func string() -> [UInt8]? {
    guard let count = number() else { return nil }
    return take(Int(count))
  }

  /// Takes a string that is text.
  mutating func text() -> String? {
    string().flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// Writes a string.
  static func string(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let count = UInt32(bytes.count)
    return [
      UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255),
    ]
      + bytes
  }
}
