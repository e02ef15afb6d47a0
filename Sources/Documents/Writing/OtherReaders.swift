/// What programs that read YAML 1.1 take for something other than text.
enum OtherReaders {
  private static let words: Set<String> = [
    "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off",
    "OFF", "=", "<<",
  ]

  /// Whether such a program may read the text, without quotes, as a truth value or a number: also
  /// with underscores, with a leading zero, in binary, or in parts between colons. What is made of
  /// hexadecimal digits and colons, like a MAC or IPv6 address, counts as well, so that all of a kind
  /// are written alike. Dates do not: they are written without quotes.
  static func readOtherwise(_ bytes: [UInt8]) -> Bool {
    if bytes.count <= 3, words.contains(String(decoding: bytes, as: UTF8.self)) { return true }
    if bytes.contains(UInt8(ascii: ":")) { return bytes.allSatisfy(isAddressByte) }
    var digits = bytes[...]
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      digits = digits.dropFirst()
    }
    guard let first = digits.first, CoreScalar.isDigit(first) || first == UInt8(ascii: ".") else {
      return false
    }
    if digits.starts(with: "0x".utf8) || digits.starts(with: "0b".utf8) {
      return digits.dropFirst(2).allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: "_") }
    }
    return digits.allSatisfy { CoreScalar.isDigit($0) || "_.eE+-".utf8.contains($0) }
      && digits.count { $0 == UInt8(ascii: ".") } <= 1
      && digits.count { $0 == UInt8(ascii: "-") } == 0
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return CoreScalar.isDigit(byte) || (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f"))
  }

  private static func isAddressByte(_ byte: UInt8) -> Bool {
    isHexadecimal(byte) || ":./%_+-".utf8.contains(byte)
  }
}
