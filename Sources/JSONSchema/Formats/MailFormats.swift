/// Mail addresses (RFC 5321, section 4.1.2; RFC 6531 for international ones).
enum MailFormats {
  static func isAddress(_ text: UnsafeBufferPointer<UInt8>, isInternational: Bool) -> Bool {
    guard let at = text.lastIndex(of: UInt8(ascii: "@")) else { return false }
    let local = text.part(0..<at)
    let domain = text.part(at + 1..<text.count)
    guard isLocalPart(local, isInternational) else { return false }
    if domain.count > 2, domain[0] == UInt8(ascii: "["),
      domain[domain.count - 1] == UInt8(ascii: "]")
    {
      let literal = domain.part(1..<domain.count - 1)
      if literal.starts(with: "IPv6:") {
        return AddressFormats.isIPv6(literal.part(5..<literal.count))
      }
      return AddressFormats.isIPv4(literal)
    }
    return isInternational
      ? HostFormats.isInternationalHostname(domain) : HostFormats.isHostname(domain)
  }

  private static func isLocalPart(_ text: UnsafeBufferPointer<UInt8>, _ isInternational: Bool)
    -> Bool
  {
    guard !text.isEmpty, text.count <= 64 else { return false }
    if text[0] == UInt8(ascii: "\"") { return isQuoted(text, isInternational) }
    var isAfterDot = true
    for byte in text {
      if byte == UInt8(ascii: ".") {
        if isAfterDot { return false }
        isAfterDot = true
        continue
      }
      guard isAtomText(byte) || (isInternational && byte >= 0x80) else { return false }
      isAfterDot = false
    }
    return !isAfterDot
  }

  private static func isQuoted(_ text: UnsafeBufferPointer<UInt8>, _ isInternational: Bool) -> Bool
  {
    guard text.count >= 2, text[text.count - 1] == UInt8(ascii: "\"") else { return false }
    var place = 1
    let end = text.count - 1
    while place < end {
      var byte = text[place]
      if byte == UInt8(ascii: "\\") {
        place += 1
        guard place < end else { return false }
        byte = text[place]
      } else if byte == UInt8(ascii: "\"") {
        return false
      }
      guard (0x20...0x7E).contains(byte) || (isInternational && byte >= 0x80) else { return false }
      place += 1
    }
    return true
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    if ByteClass.isAlphanumeric(byte) { return true }
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "="),
      UInt8(ascii: "?"), UInt8(ascii: "^")...UInt8(ascii: "`"),
      UInt8(ascii: "{")...UInt8(ascii: "~"):
      return true
    default: return false
    }
  }
}
