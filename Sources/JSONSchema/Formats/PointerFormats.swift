/// JSON pointers (RFC 6901) and relative ones (draft-bhutton-relative-json-pointer).
enum PointerFormats {
  static func isPointer(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.isEmpty { return true }
    guard text[0] == UInt8(ascii: "/") else { return false }
    for place in 0..<text.count where text[place] == UInt8(ascii: "~") {
      guard place + 1 < text.count,
        text[place + 1] == UInt8(ascii: "0") || text[place + 1] == UInt8(ascii: "1")
      else { return false }
    }
    return true
  }

  static func isRelativePointer(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = TextCursor(text)
    guard takeNumber(&cursor, mayBeZero: true) else { return false }
    if cursor.take(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) != nil,
      !takeNumber(&cursor, mayBeZero: false)
    {
      return false
    }
    if cursor.isAtEnd { return true }
    if cursor.take(UInt8(ascii: "#")) { return cursor.isAtEnd }
    return isPointer(text.part(cursor.place..<text.count))
  }

  /// Takes a number without leading zeros.
  private static func takeNumber(_ cursor: inout TextCursor, mayBeZero: Bool) -> Bool {
    if cursor.take(UInt8(ascii: "0")) { return mayBeZero }
    return cursor.skip(while: ByteClass.isDigit) > 0
  }
}
