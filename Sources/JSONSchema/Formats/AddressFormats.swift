/// Addresses of networks: RFC 2673 (IPv4 in text), RFC 4291 (IPv6), RFC 4632 (ranges), IEEE 802.
enum AddressFormats {
  static func isIPv4(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = TextCursor(text)
    return takeIPv4(&cursor) && cursor.isAtEnd
  }

  private static func takeIPv4(_ cursor: inout TextCursor) -> Bool {
    for part in 0..<4 {
      if part > 0, !cursor.take(UInt8(ascii: ".")) { return false }
      guard let first = cursor.take(where: ByteClass.isDigit) else { return false }
      var value = Int(first - 0x30)
      while let digit = cursor.take(where: ByteClass.isDigit) {
        // A leading zero would be read as octal elsewhere.
        if value == 0 { return false }
        value = value * 10 + Int(digit - 0x30)
        if value > 255 { return false }
      }
    }
    return true
  }

  static func isIPv6(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var groups = 0
    var hasGap = false
    var place = 0
    if text.starts(with: "::") {
      hasGap = true
      place = 2
    }
    while place < text.count {
      let end = text.place(of: UInt8(ascii: ":"), from: place) ?? text.count
      let part = text.part(place..<end)
      if end == text.count, part.place(of: UInt8(ascii: ".")) != nil {
        guard isIPv4(part) else { return false }
        groups += 2
        break
      }
      guard (1...4).contains(part.count), part.allSatisfy(ByteClass.isHexadecimal) else {
        return false
      }
      groups += 1
      place = end
      if place == text.count { break }
      place += 1
      // A colon must be followed by a group or by the gap's second colon.
      if place == text.count { return false }
      if text[place] == UInt8(ascii: ":") {
        if hasGap { return false }
        hasGap = true
        place += 1
      }
    }
    return hasGap ? groups <= 7 : groups == 8
  }

  static func isRange(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let slash = text.place(of: UInt8(ascii: "/")) else { return false }
    let address = text.part(0..<slash)
    let digits = text.part(slash + 1..<text.count)
    guard (1...3).contains(digits.count), digits.allSatisfy(ByteClass.isDigit),
      digits.count == 1 || digits[0] != UInt8(ascii: "0")
    else { return false }
    let length = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return (length <= 32 && isIPv4(address)) || (length <= 128 && isIPv6(address))
  }

  /// Six pairs of hexadecimal digits with colons or hyphens between.
  static func isMAC(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 17, text[2] == UInt8(ascii: ":") || text[2] == UInt8(ascii: "-") else {
      return false
    }
    for place in 0..<17 {
      let isRight = place % 3 == 2 ? text[place] == text[2] : ByteClass.isHexadecimal(text[place])
      if !isRight { return false }
    }
    return true
  }
}
