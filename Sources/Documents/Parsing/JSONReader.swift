/// Reads JSON, strictly as RFC 8259 has it.
///
/// Containers are kept on the builder's stack, so depth costs no recursion.
struct JSONReader: ~Copyable {
  var builder: TreeBuilder
  private let source: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(source: UnsafeBufferPointer<UInt8>, isASCII: Bool, limits: Document.Limits) {
    self.source = source
    builder = TreeBuilder(source: source, isASCII: isASCII, limits: limits)
  }

  private var current: UInt8? { position < source.count ? source[position] : nil }

  private func failure(_ message: String, at offset: Int? = nil) -> DocumentError {
    builder.failure(.syntax, message, at: offset ?? position)
  }

  /// Reads the whole text into the builder.
  mutating func read() throws(DocumentError) {
    try value()
    while builder.top >= 0 {
      let node = builder[builder.top]
      if node.kind == .list {
        try continueList(isEmpty: node.length == 0)
      } else {
        try continueMap(isEmpty: node.length == 0)
      }
    }
    skipSpace()
    if current != nil { throw failure("the text goes on after its end") }
  }

  private mutating func continueList(isEmpty: Bool) throws(DocumentError) {
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      try builder.close(at: position)
      return
    }
    if !isEmpty { try comma(orClosing: "]") }
    try value()
  }

  private mutating func continueMap(isEmpty: Bool) throws(DocumentError) {
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      try builder.close(at: position)
      return
    }
    if !isEmpty { try comma(orClosing: "}") }
    skipSpace()
    guard current == UInt8(ascii: "\"") else { throw failure("a key in double quotes is expected") }
    try string()
    skipSpace()
    guard current == UInt8(ascii: ":") else { throw failure("a colon is missing after the key") }
    position += 1
    try value()
  }

  private mutating func comma(orClosing bracket: String) throws(DocumentError) {
    guard current == UInt8(ascii: ",") else {
      throw failure("a comma or a closing \(bracket) is expected here")
    }
    position += 1
  }

  private mutating func skipSpace() {
    while position < source.count {
      switch source[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// Reads a scalar, or the opening bracket of a container.
  private mutating func value() throws(DocumentError) {
    skipSpace()
    guard let byte = current else { throw failure("the text ends too early") }
    switch byte {
    case UInt8(ascii: "{"):
      try builder.open(.map, style: .flow, at: position)
      position += 1
    case UInt8(ascii: "["):
      try builder.open(.list, style: .flow, at: position)
      position += 1
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "t"): try word("true", .true)
    case UInt8(ascii: "f"): try word("false", .false)
    case UInt8(ascii: "n"): try word("null", .null)
    default: throw failure("a value is expected here")
    }
  }

  private mutating func word(_ word: StaticString, _ kind: NodeKind) throws(DocumentError) {
    let end = position + word.utf8CodeUnitCount
    guard end <= source.count, word.withUTF8Buffer({ $0.elementsEqual(source[position..<end]) })
    else { throw failure("a value is expected here") }
    try builder.scalar(kind, style: .plain, range: position..<end, text: position..<end)
    position = end
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while position < source.count, CoreScalar.isDigit(source[position]) { position += 1 }
    return position - start
  }

  private mutating func number() throws(DocumentError) {
    let start = position
    var kind = NodeKind.integer
    if current == UInt8(ascii: "-") { position += 1 }
    let isZero = current == UInt8(ascii: "0")
    let whole = skipDigits()
    if whole == 0 { throw failure("a digit is expected here") }
    if isZero && whole > 1 { throw failure("a number must not start with a zero", at: start) }
    if current == UInt8(ascii: ".") {
      position += 1
      kind = .decimal
      if skipDigits() == 0 { throw failure("a digit is expected here") }
    }
    if let byte = current, byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      kind = .decimal
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      if skipDigits() == 0 { throw failure("a digit is expected here") }
    }
    let range = start..<position
    if range.count > 17, ExactDecimal(UnsafeBufferPointer(rebasing: source[range])) == nil {
      throw builder.failure(
        .notJSON,
        "the number is too large to be written out or compared",
        at: start
      )
    }
    try builder.scalar(kind, style: .plain, range: range, text: range)
  }

  private mutating func string() throws(DocumentError) {
    let start = position
    position += 1
    while let byte = current, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      position += 1
    }
    if current == UInt8(ascii: "\"") {
      position += 1
      try builder.scalar(
        .string,
        style: .doubleQuoted,
        range: start..<position,
        text: start + 1..<position - 1
      )
      return
    }
    let offset = builder.decoded.count
    builder.decoded.append(contentsOf: source[start + 1..<position])
    while true {
      guard let byte = current else { throw failure("a quote is not closed", at: start) }
      guard byte >= 0x20 else {
        throw failure("a control character must be escaped in a string")
      }
      position += 1
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        try escape()
      } else {
        builder.decoded.append(byte)
      }
    }
    try builder.scalar(
      .string,
      style: .doubleQuoted,
      range: start..<position,
      text: offset..<builder.decoded.count,
      isDecoded: true
    )
  }

  private mutating func escape() throws(DocumentError) {
    let start = position - 1
    guard let byte = current else { throw failure("a quote is not closed", at: start) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): builder.decoded.append(byte)
    case UInt8(ascii: "b"): builder.decoded.append(0x08)
    case UInt8(ascii: "f"): builder.decoded.append(0x0C)
    case UInt8(ascii: "n"): builder.decoded.append(0x0A)
    case UInt8(ascii: "r"): builder.decoded.append(0x0D)
    case UInt8(ascii: "t"): builder.decoded.append(0x09)
    case UInt8(ascii: "u"):
      var unit = try codeUnit(start)
      if (0xD800...0xDBFF).contains(unit), position + 1 < source.count,
        source[position] == UInt8(ascii: "\\"), source[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        let low = try codeUnit(position - 2)
        guard (0xDC00...0xDFFF).contains(low) else {
          throw failure("half of a surrogate pair stands alone", at: start)
        }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard !(0xD800...0xDFFF).contains(unit) else {
        throw failure("half of a surrogate pair stands alone", at: start)
      }
      UnicodeScan.append(unit, to: &builder.decoded)
    default: throw failure("unknown escape in a string", at: start)
    }
  }

  private mutating func codeUnit(_ start: Int) throws(DocumentError) -> UInt32 {
    guard position + 4 <= source.count else {
      throw failure("four hexadecimal digits are expected", at: start)
    }
    var unit: UInt32 = 0
    for byte in source[position..<position + 4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - 0x37)
      default: throw failure("four hexadecimal digits are expected", at: start)
      }
    }
    position += 4
    return unit
  }
}
