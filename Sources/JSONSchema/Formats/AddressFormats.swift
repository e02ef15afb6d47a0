/// Addresses of networks: RFC 2673 (IPv4 in text), RFC 4291 (IPv6), RFC 4632 (ranges), IEEE 802.
enum AddressFormats {
  static func isIPv4(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { octet($0) != nil }
  }

  private static func octet(_ text: Substring) -> Int? {
    guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text.utf8.count == 1 || text.first != "0", let value = Int(text), value < 256
    else { return nil }
    return value
  }

  static func isIPv6(_ text: String) -> Bool {
    guard let gap = text.firstRange(of: "::") else { return groups(text[...]) == 8 }
    let rest = text[gap.upperBound...]
    if rest.firstRange(of: "::") != nil || rest.hasPrefix(":") { return false }
    guard let left = groups(text[..<gap.lowerBound], endsInIPv4: false), let right = groups(rest)
    else { return false }
    return left + right <= 7
  }

  /// How many groups of sixteen bits the text has; nil where it is malformed.
  private static func groups(_ text: Substring, endsInIPv4: Bool = true) -> Int? {
    if text.isEmpty { return 0 }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var count = 0
    for (index, part) in parts.enumerated() {
      if endsInIPv4, index == parts.count - 1, part.contains(".") {
        guard isIPv4(String(part)) else { return nil }
        count += 2
        continue
      }
      guard (1...4).contains(part.utf8.count), part.allSatisfy({ $0.isASCII && $0.isHexDigit })
      else { return nil }
      count += 1
    }
    return count
  }

  static func isRange(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, parts[1].utf8.count <= 3,
      parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1])
    else { return false }
    let address = String(parts[0])
    return (isIPv4(address) && length <= 32) || (isIPv6(address) && length <= 128)
  }

  static func isMAC(_ text: String) -> Bool {
    let separator: Character = text.contains("-") ? "-" : ":"
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    return parts.count == 6
      && parts.allSatisfy { $0.utf8.count == 2 && $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
  }
}
