internal import Documents

/// A number of a document, read no further than a question needs.
struct NumberText {
  private let text: UnsafeBufferPointer<UInt8>
  /// The number, where it is written as a whole one and is small.
  let integer: Int?
  private let isWrittenWhole: Bool

  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>, _ kind: NodeKind) {
    self.text = text
    isWrittenWhole = kind == .integer
    integer = kind == .integer ? Self.smallInteger(text) : nil
  }

  private static func smallInteger(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var place = 0
    var isNegative = false
    if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      place = 1
    }
    guard text.count - place <= 18, place < text.count else { return nil }
    var value = 0
    while place < text.count {
      let digit = text[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
      place += 1
    }
    return isNegative ? -value : value
  }

  var exact: ExactDecimal { ExactDecimal(text) ?? .zero }

  var isWhole: Bool { isWrittenWhole || exact.isInteger }
}
