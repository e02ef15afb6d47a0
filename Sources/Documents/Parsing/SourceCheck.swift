internal import Diagnostics

/// What holds for a whole text before anybody reads it: UTF-8, no forbidden characters, no byte order
/// mark, no excess.
struct SourceCheck {
  /// Whether every byte is ASCII, so that characters and bytes count alike.
  private(set) var isASCII = true
  /// Whether there is a tab anywhere.
  private(set) var hasTab = false

  private let source: UnsafeBufferPointer<UInt8>

  /// Checks a YAML text.
  ///
  /// Forbidden are the C0 and C1 controls but tab and line break, DEL, surrogates, U+FFFE, U+FFFF, a
  /// carriage return without line feed, and U+0085, U+2028 and U+2029, which are line breaks to some
  /// YAML programs and letters to others.
  init(
    yaml source: UnsafeBufferPointer<UInt8>,
    limits: Document.Limits
  ) throws(DocumentError) {
    self.source = source
    try checkStart(limits)
    var position = 0
    while let special = Self.nextSpecial(source, from: position, isJSON: false) {
      position = try step(special)
    }
  }

  /// Checks a JSON text; its grammar forbids what else must not stand there.
  init(
    json source: UnsafeBufferPointer<UInt8>,
    limits: Document.Limits
  ) throws(DocumentError) {
    self.source = source
    try checkStart(limits)
    var position = 0
    while let special = Self.nextSpecial(source, from: position, isJSON: true) {
      isASCII = false
      guard let decoded = UnicodeScan.scalar(source, at: special) else {
        throw failure(.invalidUTF8, "the text is not UTF-8", at: special)
      }
      position = special + decoded.length
    }
  }

  private func checkStart(_ limits: Document.Limits) throws(DocumentError) {
    guard source.count <= limits.bytes else {
      throw DocumentError(
        kind: .tooLarge,
        message: "the text has more than \(limits.bytes) bytes",
        line: 1,
        column: 1
      )
    }
    let isWide =
      source.count >= 2 && (source[0], source[1]) == (0xFE, 0xFF)
      || source.count >= 2 && (source[0], source[1]) == (0xFF, 0xFE)
    if isWide { throw failure(.invalidUTF8, "the text is not UTF-8 but UTF-16", at: 0) }
    if source.count >= 3, source[0] == 0xEF, source[1] == 0xBB, source[2] == 0xBF {
      throw failure(
        .byteOrderMark,
        "the text starts with a byte order mark",
        at: 0,
        help: "save the file as UTF-8 without byte order mark"
      )
    }
  }

  /// Returns the next byte that needs a look: beyond ASCII or, in YAML, a control other than line
  /// feed.
  private static func nextSpecial(
    _ source: UnsafeBufferPointer<UInt8>,
    from start: Int,
    isJSON: Bool
  ) -> Int? {
    guard let address = source.baseAddress else { return nil }
    var position = start
    while position + 8 <= source.count {
      // SAFETY: the eight bytes lie within the buffer, and loading needs no alignment.
      let word = UInt64(
        littleEndian: UnsafeRawPointer(address + position).loadUnaligned(as: UInt64.self)
      )
      let special = word & highBits | (isJSON ? 0 : controls(word))
      if special != 0 { return position + special.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < source.count {
      let byte = source[position]
      let isControl = byte < 0x20 && byte != UInt8(ascii: "\n") || byte == 0x7F
      if byte >= 0x80 || (isControl && !isJSON) { return position }
      position += 1
    }
    return nil
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of every byte that is a control other than line feed; bytes beyond ASCII may be
  /// marked as well.
  @inline(__always)
  private static func controls(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = word & ~highBits
    // No byte borrows from or carries into its neighbour: each has its high bit set, or clear.
    let below = ~((low | highBits) - ones * 0x20) & highBits
    let other = (low ^ (ones * 0x0A)) + ~highBits
    let delete = low + ones
    return (below & other) | (delete & highBits)
  }

  /// Judges the special byte and returns the position after its character.
  private mutating func step(_ position: Int) throws(DocumentError) -> Int {
    let byte = source[position]
    if byte == UInt8(ascii: "\t") {
      hasTab = true
      return position + 1
    }
    if byte == UInt8(ascii: "\r") {
      guard position + 1 < source.count, source[position + 1] == UInt8(ascii: "\n") else {
        throw failure(
          .forbiddenCharacter,
          "a carriage return stands without a line feed",
          at: position
        )
      }
      return position + 2
    }
    guard byte >= 0x80 else { throw forbidden(UInt32(byte), at: position) }
    isASCII = false
    guard let decoded = UnicodeScan.scalar(source, at: position) else {
      throw failure(.invalidUTF8, "the text is not UTF-8", at: position)
    }
    switch decoded.value {
    case 0x80...0x9F, 0x2028, 0x2029, 0xFFFE, 0xFFFF: throw forbidden(decoded.value, at: position)
    case 0xFEFF:
      throw failure(.byteOrderMark, "a byte order mark stands in the text", at: position)
    default: return position + decoded.length
    }
  }

  private func forbidden(_ scalar: UInt32, at position: Int) -> DocumentError {
    let digits = String(scalar, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return failure(
      .forbiddenCharacter,
      "the character U+\(code) must not stand in a text",
      at: position,
      help: scalar == 0 ? nil : "in double quotes it can be written as \\u\(code)"
    )
  }

  private func failure(
    _ kind: DocumentError.Kind,
    _ message: String,
    at offset: Int,
    help: String? = nil
  ) -> DocumentError {
    DocumentError(kind: kind, message: message, at: offset, in: source, help: help)
  }
}

extension DocumentError {
  /// Creates an error at an offset of a text, up to which the text is UTF-8.
  init(
    kind: Kind,
    message: String,
    at offset: Int,
    in source: UnsafeBufferPointer<UInt8>,
    help: String? = nil
  ) {
    let line = LineTable.countedLine(of: offset, in: source)
    let end = min(offset, source.count)
    self.init(
      kind: kind,
      message: message,
      line: line.number,
      column: LineTable.scalars(in: min(line.start, end)..<end, of: source) + 1,
      help: help
    )
  }
}
