/// A place in UTF-8 text that moves along while a form is read.
struct TextCursor {
  private let text: UnsafeBufferPointer<UInt8>
  private(set) var place = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { place == text.count }
  var current: UInt8? { place < text.count ? text[place] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    place += 1
    return true
  }

  /// Takes one byte where it meets a condition.
  mutating func take(where condition: (UInt8) -> Bool) -> UInt8? {
    guard let byte = current, condition(byte) else { return nil }
    place += 1
    return byte
  }

  /// Takes bytes as long as they meet a condition; returns how many.
  @discardableResult
  mutating func skip(while condition: (UInt8) -> Bool) -> Int {
    let start = place
    while let byte = current, condition(byte) { place += 1 }
    return place - start
  }

  /// Takes a number of exactly so many digits.
  mutating func number(digits: Int) -> Int? {
    guard text.count - place >= digits else { return nil }
    var value = 0
    for _ in 0..<digits {
      let digit = text[place] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
      place += 1
    }
    return value
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// A part of the text, which must lie within it.
  func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[range])
  }

  func place(of byte: UInt8, from start: Int = 0) -> Int? {
    var place = start
    while place < count {
      if self[place] == byte { return place }
      place += 1
    }
    return nil
  }

  func starts(with prefix: StaticString) -> Bool {
    guard count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { prefix in
      (0..<prefix.count).allSatisfy { self[$0] == prefix[$0] }
    }
  }
}

/// Classes of bytes that several forms share.
enum ByteClass {
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
  static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 6
  }
}
