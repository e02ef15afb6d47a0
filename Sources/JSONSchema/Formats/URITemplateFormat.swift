/// URI templates (RFC 6570).
enum URITemplateFormat {
  static func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < text.count {
      let byte = text[place]
      switch byte {
      case UInt8(ascii: "{"):
        guard let end = text.place(of: UInt8(ascii: "}"), from: place),
          isExpression(text.part(place + 1..<end))
        else { return false }
        place = end + 1
      case UInt8(ascii: "%"):
        guard isEscape(text, at: place) else { return false }
        place += 3
      case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"),
        UInt8(ascii: "}"):
        return false
      default: place += 1
      }
    }
    return true
  }

  private static func isEscape(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    place + 2 < text.count && ByteClass.isHexadecimal(text[place + 1])
      && ByteClass.isHexadecimal(text[place + 2])
  }

  private static func isExpression(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    if let first = text.first, "+#./;?&=,!@|".utf8.contains(first) { start = 1 }
    while true {
      let end = text.place(of: UInt8(ascii: ","), from: start) ?? text.count
      guard isVariable(text.part(start..<end)) else { return false }
      if end == text.count { return true }
      start = end + 1
    }
  }

  private static func isVariable(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    var isAfterDot = true
    name: while place < text.count {
      switch text[place] {
      case UInt8(ascii: "%"):
        guard isEscape(text, at: place) else { return false }
        place += 3
        isAfterDot = false
      case UInt8(ascii: "."):
        if isAfterDot { return false }
        place += 1
        isAfterDot = true
      case let byte where ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "_"):
        place += 1
        isAfterDot = false
      default: break name
      }
    }
    if isAfterDot { return false }
    if place == text.count { return true }
    let modifier = text.part(place..<text.count)
    if modifier[0] == UInt8(ascii: "*") { return modifier.count == 1 }
    return modifier[0] == UInt8(ascii: ":") && (2...5).contains(modifier.count)
      && modifier[1] != UInt8(ascii: "0") && modifier.dropFirst().allSatisfy(ByteClass.isDigit)
  }
}
