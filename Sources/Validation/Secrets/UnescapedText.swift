internal import Glibc

/// A text with the escapes of double-quoted YAML and of JSON resolved, wherever they stand: what a
/// reader of the values sees, without parsing, since what cannot be parsed is looked at too.
struct UnescapedText {
  /// What every escape begins with.
  static let mark = UInt8(ascii: "\\")

  /// The text.
  let bytes: [UInt8]
  /// Where in the source each byte begins, and where the source ends.
  private let origins: [Int]

  /// Resolves the escapes; nil for a text that has none.
  init?(_ source: [UInt8]) {
    // SAFETY: memchr looks at no more than the buffer's bytes; an empty one is never looked at.
    let hasMark = source.withUnsafeBytes { buffer in
      buffer.baseAddress.map { memchr($0, Int32(Self.mark), buffer.count) != nil } ?? false
    }
    guard hasMark else { return nil }
    var bytes: [UInt8] = []
    var origins: [Int] = []
    bytes.reserveCapacity(source.count)
    origins.reserveCapacity(source.count + 1)
    var offset = 0
    while offset < source.count {
      if source[offset] != Self.mark {
        bytes.append(source[offset])
        origins.append(offset)
        offset += 1
        continue
      }
      let (letters, length) = Self.escape(at: offset, in: source)
      bytes += letters
      origins += letters.map { _ in offset }
      offset += length
    }
    origins.append(source.count)
    self.bytes = bytes
    self.origins = origins
  }

  /// Returns where in the source some bytes of the text stand.
  func source(of range: Range<Int>) -> Range<Int> {
    origins[range.lowerBound]..<origins[range.upperBound]
  }

  /// What an escape stands for, and how long it is.
  private static func escape(at offset: Int, in source: [UInt8]) -> ([UInt8], Int) {
    guard offset + 1 < source.count else { return ([mark], 1) }
    let next = source[offset + 1]
    switch next {
    case UInt8(ascii: "x"): return number(at: offset, digits: 2, in: source)
    case UInt8(ascii: "u"): return number(at: offset, digits: 4, in: source)
    case UInt8(ascii: "U"): return number(at: offset, digits: 8, in: source)
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return ([0x0A], 2)
    case UInt8(ascii: "\n"):
      // The end of the line and the indentation of the next are no part of the value.
      let indentation = source[(offset + 2)...].prefix { $0 == 0x20 || $0 == 0x09 }
      return ([], 2 + indentation.count)
    case UInt8(ascii: "/"), UInt8(ascii: "\""), mark, 0x20: return ([next], 2)
    default: return ([mark], 1)
    }
  }

  private static func number(at offset: Int, digits count: Int, in source: [UInt8]) -> (
    [UInt8], Int
  ) {
    let digits = source[(offset + 2)...].prefix(count)
    guard digits.count == count,
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return ([mark], 1) }
    let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
    return (Array(String(Character(scalar)).utf8), 2 + count)
  }
}
