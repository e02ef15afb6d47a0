/// Base64 with the usual alphabet and padding (RFC 4648, section 4).
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )
  private static let values: [UInt8: UInt32] = Dictionary(
    uniqueKeysWithValues: letters.enumerated().map { ($0.element, UInt32($0.offset)) }
  )

  /// Returns the bytes of a text; nil where it is no base64.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let bytes = Array(text.utf8)
    guard bytes.count.isMultiple(of: 4) else { return nil }
    let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return nil }
    var decoded: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes.dropLast(padding) {
      guard let value = values[byte] else { return nil }
      buffer = (buffer << 6 | value) & 0xFF_FFFF
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      decoded.append(UInt8(buffer >> bits & 0xFF))
    }
    // Bits that are left over say nothing, and so are zero.
    return buffer & (1 << bits - 1) == 0 ? decoded : nil
  }

  /// Returns the text of bytes.
  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let number = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let isPadding = place > group.count
        text.append(
          isPadding ? UInt8(ascii: "=") : letters[Int(number >> UInt32(18 - 6 * place) & 63)]
        )
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
