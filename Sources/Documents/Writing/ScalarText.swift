/// Scalars as text that reads back as the same value.
enum ScalarText {
  /// Keys of more bytes than this are written after `?`: libyaml looks for the colon of a plain key
  /// within 1,024 characters.
  static let longestPlainKey = 1000

  /// Returns a scalar on one line: without quotes where it reads back as the same, else in double
  /// quotes. `style` asks for the quotes that stood there before.
  static func inline(_ value: Value, inFlow: Bool, like style: NodeStyle? = nil) -> [UInt8] {
    switch value {
    case .null: Array("null".utf8)
    case .bool(let truth): Array((truth ? "true" : "false").utf8)
    case .number(let number): Array(number.text.utf8)
    case .string(let text): string(text, inFlow: inFlow, like: style)
    case .list, .map: []
    }
  }

  /// Returns a text as a scalar on one line.
  static func string(_ text: String, inFlow: Bool, like style: NodeStyle? = nil) -> [UInt8] {
    let bytes = Array(text.utf8)
    switch style {
    case .doubleQuoted: return doubleQuoted(bytes)
    case .singleQuoted where isPrintable(bytes): return singleQuoted(bytes)
    default: return isPlain(bytes, inFlow: inFlow) ? bytes : doubleQuoted(bytes)
    }
  }

  /// Whether the bytes may stand without quotes: they read back as the same text, here and in
  /// programs that follow YAML 1.1, where `no` is a truth value and `012` and `10:20` are numbers.
  static func isPlain(_ bytes: [UInt8], inFlow: Bool) -> Bool {
    guard let first = bytes.first, let last = bytes.last, isPrintable(bytes) else { return false }
    guard bytes.withUnsafeBufferPointer({ CoreScalar.kind(of: $0) }).isString else { return false }
    switch first {
    case UInt8(ascii: "-"):
      guard bytes.count > 1, bytes[1] != UInt8(ascii: " "), bytes[1] != UInt8(ascii: "-") else {
        return false
      }
    default: if ",[]{}#&*!|>'\"%@`?: ".utf8.contains(first) { return false }
    }
    if last == UInt8(ascii: " ") || last == UInt8(ascii: ":") { return false }
    if bytes.starts(with: "...".utf8) || OtherReaders.readOtherwise(bytes) { return false }
    for (place, byte) in bytes.enumerated() {
      let following = place + 1 < bytes.count ? bytes[place + 1] : 0
      switch byte {
      case UInt8(ascii: ":") where following == UInt8(ascii: " "): return false
      case UInt8(ascii: " ") where following == UInt8(ascii: "#"): return false
      case _ where inFlow && ",[]{}?".utf8.contains(byte): return false
      default: break
      }
    }
    return true
  }

  /// Whether quotes around the bytes say nothing: they may stand without, and have no character but
  /// letters, digits, spaces and `_.-/+`, so that nobody has to think about it.
  static func needsNoQuotes(_ bytes: [UInt8]) -> Bool {
    let isWord = bytes.allSatisfy { byte in
      let letter = byte | 0x20
      let isLetter = letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
      return isLetter || CoreScalar.isDigit(byte) || byte >= 0x80 || " _.-/+".utf8.contains(byte)
    }
    return isWord && isPlain(bytes, inFlow: true)
  }

  /// Whether every character may stand in a line of YAML, and none reorders the text around it.
  static func isPrintable(_ bytes: [UInt8]) -> Bool {
    var isPrintable = true
    forEachScalar(bytes) { scalar, _ in if isEscaped(scalar) { isPrintable = false } }
    return isPrintable
  }

  private static func isEscaped(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF,
      0xFFF9...0xFFFB, 0xFFFE, 0xFFFF:
      true
    default: false
    }
  }

  private static func forEachScalar(
    _ bytes: [UInt8],
    _ body: (UInt32, Range<Int>) -> Void
  ) {
    bytes.withUnsafeBufferPointer { buffer in
      var position = 0
      while position < buffer.count {
        // A `String`'s bytes are always well-formed.
        let decoded = UnicodeScan.scalar(buffer, at: position) ?? (0xFFFD, 1)
        body(decoded.value, position..<position + decoded.length)
        position += decoded.length
      }
    }
  }

  /// Returns the text in single quotes; every character must be printable.
  static func singleQuoted(_ bytes: [UInt8]) -> [UInt8] {
    var quoted: [UInt8] = [UInt8(ascii: "'")]
    for byte in bytes {
      quoted.append(byte)
      if byte == UInt8(ascii: "'") { quoted.append(byte) }
    }
    return quoted + [UInt8(ascii: "'")]
  }

  /// Returns the text in double quotes, on one line.
  static func doubleQuoted(_ bytes: [UInt8]) -> [UInt8] {
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    forEachScalar(bytes) { scalar, range in
      switch scalar {
      case 0x22: quoted += "\\\"".utf8
      case 0x5C: quoted += "\\\\".utf8
      case 0x0A: quoted += "\\n".utf8
      case 0x09: quoted += "\\t".utf8
      case 0x0D: quoted += "\\r".utf8
      case _ where isEscaped(scalar):
        let digits = String(scalar, radix: 16, uppercase: true)
        quoted += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: quoted += bytes[range]
      }
    }
    return quoted + [UInt8(ascii: "\"")]
  }
}
