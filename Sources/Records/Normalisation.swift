/// How a value is compared: the steps of `x-normalise`.
public enum Normalisation: String, Sendable, CaseIterable {
  /// White space at both ends goes.
  case trim
  /// Letters become capital.
  case upper
  /// Letters become small.
  case lower
  /// A MAC address becomes twelve small hexadecimal digits in pairs with colons.
  case mac
  /// A UUID becomes small letters with hyphens in the form 8-4-4-4-12.
  case uuid
  /// A domain name becomes small letters without the last dot.
  case fqdn
  /// A value that firmware writes where nothing is known counts as absent.
  case junk

  /// Returns the value as it is compared, or nil where it says nothing.
  ///
  /// `junk` leaves the text as it is: what is junk is data, which `IdentifierRules` holds.
  public func applied(to text: String) -> String? {
    switch self {
    case .trim: Self.trimmed(text)
    case .upper: text.uppercased()
    case .lower: text.lowercased()
    case .mac: Self.mac(text)
    case .uuid: Self.uuid(text)
    case .fqdn: Self.domainName(text)
    case .junk: text
    }
  }

  /// Returns the text after all steps, or nil where a step leaves nothing.
  public static func apply(_ steps: [Normalisation], to text: String) -> String? {
    var current: String? = text
    for step in steps {
      guard let value = current else { return nil }
      current = step.applied(to: value)
    }
    guard let value = current, !value.isEmpty else { return nil }
    return value
  }

  /// Whether the text is surely what the step makes of it; a "no" says nothing. Many texts are asked
  /// about, so this goes by bytes.
  func leaves(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last, text.allSatisfy({ $0 < 0x80 }) else {
      return false
    }
    switch self {
    case .trim: return first > 0x20 && last > 0x20
    case .upper: return !text.contains { (0x61...0x7A).contains($0) }
    case .lower: return !text.contains { (0x41...0x5A).contains($0) }
    case .mac: return Self.isGrouped(text, Self.macGroups, UInt8(ascii: ":"))
    case .uuid: return Self.isGrouped(text, Self.uuidGroups, UInt8(ascii: "-"))
    case .fqdn:
      return first > 0x20 && last > 0x20 && last != UInt8(ascii: ".")
        && Self.lower.leaves(text)
    case .junk: return true
    }
  }

  private static let macGroups = [2, 2, 2, 2, 2, 2]
  private static let uuidGroups = [8, 4, 4, 4, 12]

  /// Whether the text is groups of so many small hexadecimal digits with a separator between them.
  private static func isGrouped(
    _ text: UnsafeBufferPointer<UInt8>,
    _ lengths: [Int],
    _ separator: UInt8
  ) -> Bool {
    guard text.count == lengths.reduce(lengths.count - 1, +) else { return false }
    var offset = 0
    for length in lengths {
      for byte in text[offset..<offset + length] {
        guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) else { return false }
      }
      offset += length
      guard offset == text.count || text[offset] == separator else { return false }
      offset += 1
    }
    return true
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "\0" }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  private static func hexadecimalDigits(_ text: String, without separators: String) -> [UInt8]? {
    var digits: [UInt8] = []
    for byte in text.lowercased().utf8 {
      if separators.utf8.contains(byte) { continue }
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      guard isDigit || isLetter else { return nil }
      digits.append(byte)
    }
    return digits
  }

  private static func mac(_ text: String) -> String? {
    guard let digits = hexadecimalDigits(trimmed(text), without: ":-."), digits.count == 12 else {
      return nil
    }
    var pairs: [String] = []
    for start in stride(from: 0, to: 12, by: 2) {
      pairs.append(String(decoding: digits[start..<start + 2], as: UTF8.self))
    }
    return pairs.joined(separator: ":")
  }

  private static func uuid(_ text: String) -> String? {
    guard let digits = hexadecimalDigits(trimmed(text), without: "-{}"), digits.count == 32 else {
      return nil
    }
    var parts: [String] = []
    var start = 0
    for length in uuidGroups {
      parts.append(String(decoding: digits[start..<start + length], as: UTF8.self))
      start += length
    }
    return parts.joined(separator: "-")
  }

  private static func domainName(_ text: String) -> String? {
    var name = trimmed(text).lowercased()
    while name.hasSuffix(".") { name.removeLast() }
    return name.isEmpty ? nil : name
  }
}
