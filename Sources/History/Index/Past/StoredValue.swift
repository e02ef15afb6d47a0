internal import Documents

/// Values as the index keeps them: JSON with the digits of numbers as they were written.
enum StoredValue {
  /// Returns the value of a text.
  static func value(_ text: some Sequence<UInt8>) throws(IndexFailure) -> Value {
    let bytes = Array(text)
    // Most values are plain texts.
    if bytes.count >= 2, bytes[0] == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\""),
      !bytes.contains(UInt8(ascii: "\\"))
    {
      return .string(String(decoding: bytes[1..<bytes.count - 1], as: UTF8.self))
    }
    guard let document = try? Document.parse(bytes, as: .json) else {
      throw IndexFailure(.damaged, at: "index.sqlite", "a value is no JSON")
    }
    return document.value(document.root)
  }

  /// Whether two texts are equal as JSON values: `41.5` and `41.50` are.
  static func areEqual(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    if left == right { return true }
    // Texts of strings, truth values and null are unique; only numbers and what may hold them, and
    // maps, have several.
    guard canVary(left), canVary(right), let one = try? value(left), let two = try? value(right)
    else { return false }
    return one == two
  }

  private static func canVary(_ text: ArraySlice<UInt8>) -> Bool {
    switch text.first {
    case UInt8(ascii: "\""), UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): false
    default: true
    }
  }
}
