internal import Diagnostics

/// Reading and writing UTF-8 by hand, where `String` would be too slow or too lenient.
enum UnicodeScan {
  /// Returns the scalar that starts at a position and its length in bytes; nil where the bytes are
  /// not well-formed (Unicode, table 3-7): overlong, surrogate, beyond U+10FFFF or cut off.
  static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at position: Int
  ) -> (value: UInt32, length: Int)? {
    let first = bytes[position]
    let length: Int
    var value: UInt32
    let least: UInt32
    switch first {
    case 0x00...0x7F: return (UInt32(first), 1)
    case 0xC2...0xDF: (length, value, least) = (2, UInt32(first & 0x1F), 0x80)
    case 0xE0...0xEF: (length, value, least) = (3, UInt32(first & 0x0F), 0x800)
    case 0xF0...0xF4: (length, value, least) = (4, UInt32(first & 0x07), 0x10000)
    default: return nil
    }
    guard position + length <= bytes.count else { return nil }
    for offset in 1..<length {
      let byte = bytes[position + offset]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= least, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return nil }
    return (value, length)
  }

  /// Appends the UTF-8 of a scalar that is no surrogate.
  static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    switch value {
    case 0..<0x80: bytes.append(UInt8(value))
    case 0x80..<0x800:
      bytes.append(UInt8(0xC0 | value >> 6))
      bytes.append(UInt8(0x80 | value & 0x3F))
    case 0x800..<0x10000:
      bytes.append(UInt8(0xE0 | value >> 12))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    default:
      bytes.append(UInt8(0xF0 | value >> 18))
      bytes.append(UInt8(0x80 | value >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    }
  }

  /// Whether well-formed UTF-8 has a character that reorders the text around it.
  static func hasBidirectionalControl(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    while position < bytes.count {
      // All of them start with D8, E2 or, as U+061C, with D8.
      guard bytes[position] == 0xD8 || bytes[position] == 0xE2 else {
        position += 1
        continue
      }
      guard let decoded = scalar(bytes, at: position) else { return false }
      if let scalar = Unicode.Scalar(decoded.value), SafeText.isBidirectionalControl(scalar) {
        return true
      }
      position += decoded.length
    }
    return false
  }
}
