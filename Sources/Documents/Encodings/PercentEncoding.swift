/// Text in which bytes are written `%XX` (RFC 3986, section 2.1).
public enum PercentEncoding {
  /// Returns the text with every byte that is not plain written `%XX`, in capital letters.
  public static func encoded(_ text: String, isPlain: (UInt8) -> Bool) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var encoded = ""
    for byte in text.utf8 {
      if isPlain(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += "%" + Hexadecimal.text(of: CollectionOfOne(byte)).uppercased()
      }
    }
    return encoded
  }

  /// Returns a path as it stands in a URI: unreserved letters and the slash are plain.
  public static func path(_ path: String) -> String {
    encoded(path) { isLetterOrDigit($0) || "-._~/".utf8.contains($0) }
  }

  /// Returns what an encoded text says; nil where an escape is malformed, or what it says is no
  /// UTF-8.
  public static func decoded(_ text: some StringProtocol) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(Hexadecimal.value),
        let low = rest.popFirst().flatMap(Hexadecimal.value)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Whether a byte is a letter or a digit of ASCII, which are plain everywhere.
  public static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
