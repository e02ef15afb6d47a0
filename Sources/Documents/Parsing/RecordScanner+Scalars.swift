extension RecordScanner {
  /// A scalar that was read but not added yet, since it may turn out to be a key.
  struct Scalar {
    var kind: NodeKind
    var style: NodeStyle
    var range: Range<Int>
    var text: Range<Int>
    var isDecoded = false
  }

  @inline(__always)
  mutating func add(_ scalar: Scalar) -> Bool {
    add(
      scalar.kind,
      scalar.style,
      scalar.range,
      text: scalar.text,
      isDecoded: scalar.isDecoded
    )
  }

  /// Reads a scalar on one line and stops behind it; nil where it gives up.
  @inline(__always)
  mutating func scalar(inFlow: Bool) -> Scalar? {
    switch byte(position) {
    case UInt8(ascii: "\""): doubleQuoted()
    case UInt8(ascii: "'"): singleQuoted()
    default: plain(inFlow: inFlow)
    }
  }

  /// What a byte may do in a plain scalar.
  private struct Class: OptionSet {
    let rawValue: UInt8
    /// It cannot start one, or may only in ways left to libyaml.
    static let noStart = Class(rawValue: 1)
    /// Reading must look closer: the line may end, a key or a comment begin.
    static let stop = Class(rawValue: 2)
    /// It ends a plain scalar within brackets.
    static let flowStop = Class(rawValue: 4)
  }

  private static let classes: InlineArray<256, UInt8> = {
    var classes = InlineArray<256, UInt8>(repeating: 0)
    for byte in " \n\r\0,[]{}#&*!|>'\"%@`?:".utf8 {
      classes[Int(byte)] |= Class.noStart.rawValue
    }
    for byte in "\n\r\0:#".utf8 { classes[Int(byte)] |= Class.stop.rawValue }
    for byte in ",[]{}?".utf8 { classes[Int(byte)] |= Class.flowStop.rawValue }
    return classes
  }()

  private mutating func plain(inFlow: Bool) -> Scalar? {
    let start = position
    let first = byte(start)
    if Self.classes[Int(first)] & Class.noStart.rawValue != 0 { return nil }
    if first == UInt8(ascii: "-") {
      let second = byte(start + 1)
      if isBlank(start + 1) { return nil }
      if inFlow, Self.classes[Int(second)] & Class.flowStop.rawValue != 0 { return nil }
    }
    let stops = inFlow ? Class.stop.rawValue | Class.flowStop.rawValue : Class.stop.rawValue
    var offset = start + 1
    scan: while true {
      let byte = byte(offset)
      if Self.classes[Int(byte)] & stops == 0 {
        offset += 1
        continue
      }
      switch byte {
      case UInt8(ascii: ":"):
        if isBlank(offset + 1) { break scan }
        if inFlow, Self.classes[Int(self.byte(offset + 1))] & Class.flowStop.rawValue != 0 {
          return nil
        }
        offset += 1
      case UInt8(ascii: "#"):
        if self.byte(offset - 1) == UInt8(ascii: " ") { break scan }
        offset += 1
      case UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "{"): return nil
      default: break scan
      }
    }
    position = offset
    var end = offset
    while byte(end - 1) == UInt8(ascii: " ") { end -= 1 }
    guard let kind = Self.kind(UnsafeBufferPointer(rebasing: source[start..<end])) else {
      return nil
    }
    return Scalar(kind: kind, style: .plain, range: start..<end, text: start..<end)
  }

  @inline(__always)
  private static func kind(_ text: UnsafeBufferPointer<UInt8>) -> NodeKind? {
    switch CoreScalar.kind(of: text) {
    case .string: .string
    case .integer: .integer
    case .decimal: .decimal
    case .null: .null
    case .true: .true
    case .false: .false
    case .notJSON, .beyondMeasure: nil
    }
  }

  private mutating func singleQuoted() -> Scalar? {
    let start = position
    var offset = start + 1
    var isDecoded = false
    let decodedStart = builder.decoded.count
    var copied = offset
    while true {
      if isLineEnd(offset) { return nil }
      guard byte(offset) == UInt8(ascii: "'") else {
        offset += 1
        continue
      }
      guard byte(offset + 1) == UInt8(ascii: "'") else { break }
      builder.decoded.append(contentsOf: source[copied...offset])
      isDecoded = true
      offset += 2
      copied = offset
    }
    return quoted(.singleQuoted, start, copied..<offset, decodedStart, isDecoded)
  }

  private mutating func doubleQuoted() -> Scalar? {
    let start = position
    var offset = start + 1
    var isDecoded = false
    let decodedStart = builder.decoded.count
    var copied = offset
    while true {
      let byte = byte(offset)
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        builder.decoded.append(contentsOf: source[copied..<offset])
        isDecoded = true
        guard let end = escape(offset) else { return nil }
        offset = end
        copied = end
      } else if isLineEnd(offset) {
        return nil
      } else {
        offset += 1
      }
    }
    return quoted(.doubleQuoted, start, copied..<offset, decodedStart, isDecoded)
  }

  /// Ends a quoted scalar, of which `rest` is not decoded yet.
  private mutating func quoted(
    _ style: NodeStyle,
    _ start: Int,
    _ rest: Range<Int>,
    _ decodedStart: Int,
    _ isDecoded: Bool
  ) -> Scalar {
    position = rest.upperBound + 1
    guard isDecoded else {
      return Scalar(kind: .string, style: style, range: start..<position, text: rest)
    }
    builder.decoded.append(contentsOf: source[rest])
    return Scalar(
      kind: .string,
      style: style,
      range: start..<position,
      text: decodedStart..<builder.decoded.count,
      isDecoded: true
    )
  }

  /// Decodes the escape at an offset and returns the offset behind it.
  private mutating func escape(_ offset: Int) -> Int? {
    switch byte(offset + 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      builder.decoded.append(byte(offset + 1))
    case UInt8(ascii: "n"): builder.decoded.append(0x0A)
    case UInt8(ascii: "t"): builder.decoded.append(0x09)
    case UInt8(ascii: "r"): builder.decoded.append(0x0D)
    case UInt8(ascii: "u"):
      var value: UInt32 = 0
      for digit in offset + 2..<offset + 6 {
        let byte = byte(digit)
        let letter = byte | 0x20
        if CoreScalar.isDigit(byte) {
          value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
        } else if letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "f") {
          value = value << 4 | UInt32(letter - UInt8(ascii: "a") + 10)
        } else {
          return nil
        }
      }
      guard !(0xD800...0xDFFF).contains(value) else { return nil }
      UnicodeScan.append(value, to: &builder.decoded)
      return offset + 6
    default: return nil
    }
    return offset + 2
  }
}
