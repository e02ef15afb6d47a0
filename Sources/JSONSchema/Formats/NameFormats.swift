/// Names: hosts (RFC 1123, section 2.1), mail (RFC 5321, section 4.1.2), URI (RFC 3986), UUID (RFC
/// 4122, section 3), JSON pointer (RFC 6901).
enum NameFormats {
  static func isHostname(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 253 else { return false }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy(isHostLetter)
    }
  }

  private static func isHostLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
    default: false
    }
  }

  static func isEmail(_ text: String) -> Bool {
    guard let at = text.lastIndex(of: "@") else { return false }
    let local = text[..<at]
    let domain = String(text[text.index(after: at)...])
    guard isLocalPart(local) else { return false }
    if domain.hasPrefix("["), domain.hasSuffix("]") {
      let literal = String(domain.dropFirst().dropLast())
      if literal.hasPrefix("IPv6:") { return AddressFormats.isIPv6(String(literal.dropFirst(5))) }
      return AddressFormats.isIPv4(literal)
    }
    return isHostname(domain)
  }

  private static func isLocalPart(_ text: Substring) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 64 else { return false }
    if text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count > 1 {
      return !text.dropFirst().dropLast().contains("\"")
    }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty
        && atom.utf8.allSatisfy { byte in
          isHostLetter(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
        }
    }
  }

  static func isUUID(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 36 else { return false }
    return bytes.enumerated().allSatisfy { index, byte in
      if [8, 13, 18, 23].contains(index) { return byte == UInt8(ascii: "-") }
      return Unicode.Scalar(byte).properties.isASCIIHexDigit
    }
  }

  static func isURI(_ text: String, isRelative: Bool) -> Bool {
    guard text.utf8.allSatisfy(isURILetter), hasRightEscapes(text) else { return false }
    if let colon = text.firstIndex(of: ":"), isScheme(text[..<colon]) {
      return hasRightAuthority(text[text.index(after: colon)...])
    }
    return isRelative && hasRightAuthority(text[...])
  }

  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, Unicode.Scalar(first).properties.isAlphabetic else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      (isHostLetter(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "."))
    }
  }

  private static func isURILetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
    }
  }

  private static func hasRightEscapes(_ text: String) -> Bool {
    var rest = text.utf8[...]
    while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
      let digits = rest[rest.index(after: percent)...].prefix(2)
      guard digits.count == 2,
        digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit })
      else { return false }
      rest = rest[rest.index(after: percent)...]
    }
    return true
  }

  /// What follows `//` names a host and perhaps a port; brackets stand around an IPv6 address only.
  private static func hasRightAuthority(_ text: Substring) -> Bool {
    guard text.hasPrefix("//") else { return !text.contains("[") && !text.contains("]") }
    let authority = text.dropFirst(2).prefix { !"/?#".contains($0) }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return false }
      return AddressFormats.isIPv6(String(host[host.index(after: host.startIndex)..<end]))
    }
    if host.contains("[") || host.contains("]") { return false }
    let parts = host.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count < 2
      || (parts.count == 2 && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) })
  }

  static func isJSONPointer(_ text: String) -> Bool {
    guard text.isEmpty || text.hasPrefix("/") else { return false }
    var rest = text.utf8[...]
    while let tilde = rest.firstIndex(of: UInt8(ascii: "~")) {
      let next = rest[rest.index(after: tilde)...]
      guard next.first == UInt8(ascii: "0") || next.first == UInt8(ascii: "1") else { return false }
      rest = next
    }
    return true
  }
}
