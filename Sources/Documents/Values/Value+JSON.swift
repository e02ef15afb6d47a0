internal import Diagnostics

extension Value {
  /// Returns the canonical JSON text (RFC 8785): names sorted by UTF-16 code units, no white space,
  /// numbers as ECMAScript writes them.
  ///
  /// A number with more digits than a double can carry keeps them all, so that different values
  /// never have the same text.
  public func canonicalJSON() -> String {
    var writer = JSONWriter(isCanonical: true, isPretty: false)
    writer.write(self, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Returns the JSON text with names in the order of the map and the digits of numbers as they were
  /// written; `pretty` sets two spaces of indentation and a line an entry. Controls that a terminal
  /// would act on are escaped.
  public func json(pretty: Bool = false) -> String {
    String(decoding: jsonBytes(pretty: pretty), as: UTF8.self)
  }

  /// The same as UTF-8.
  public func jsonBytes(pretty: Bool = false) -> [UInt8] {
    var writer = JSONWriter(isCanonical: false, isPretty: pretty)
    writer.write(self, depth: 0)
    return writer.bytes
  }
}

/// Writes JSON into a buffer of bytes.
private struct JSONWriter {
  let isCanonical: Bool
  let isPretty: Bool
  var bytes: [UInt8] = []

  mutating func write(_ value: Value, depth: Int) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let truth): bytes += truth ? "true".utf8 : "false".utf8
    case .number(let number):
      bytes += (isCanonical ? CanonicalNumber.text(of: number.exact) : number.jsonText).utf8
    case .string(let text): write(text)
    case .list(let items):
      write(items, between: "[", and: "]", depth: depth) { writer, item in
        writer.write(item, depth: depth + 1)
      }
    case .map(let map):
      let entries =
        isCanonical
        ? map.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) } : Array(map)
      write(entries, between: "{", and: "}", depth: depth) { writer, entry in
        writer.write(entry.key)
        writer.bytes += writer.isPretty ? ": ".utf8 : ":".utf8
        writer.write(entry.value, depth: depth + 1)
      }
    }
  }

  private mutating func write<Element>(
    _ elements: [Element],
    between open: StaticString,
    and close: StaticString,
    depth: Int,
    _ body: (inout JSONWriter, Element) -> Void
  ) {
    append(open)
    for (place, element) in elements.enumerated() {
      if place > 0 { append(",") }
      breakLine(depth: depth + 1)
      body(&self, element)
    }
    if !elements.isEmpty { breakLine(depth: depth) }
    append(close)
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func breakLine(depth: Int) {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth * 2 { bytes.append(UInt8(ascii: " ")) }
  }

  /// Whether a terminal would act on the letter, or it would reorder what people see: such are
  /// escaped where the text is for people too, and read back as the same.
  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
      || SafeText.isBidirectionalControl(scalar)
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if !isCanonical, text.unicodeScalars.contains(where: Self.isEscaped) {
      for scalar in text.unicodeScalars {
        guard Self.isEscaped(scalar) else {
          writeLetters(String(scalar))
          continue
        }
        let digits = String(scalar.value, radix: 16)
        bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      }
    } else {
      writeLetters(text)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeLetters(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0x08: bytes += "\\b".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0C: bytes += "\\f".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0..<0x20: bytes += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: bytes.append(byte)
      }
    }
  }
}
