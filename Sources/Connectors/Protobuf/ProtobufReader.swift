/// Reads the fields of one Protocol Buffers message, one after another, without knowing its type
/// (protobuf.dev, "Encoding").
///
/// Lengths are held against what is there before anything is taken, so that a message that lies
/// about them costs nothing. Groups, which no protocol of today has, are an error.
struct ProtobufReader {
  /// The value of a field as it is on the wire.
  enum Wire {
    /// An integer, a truth or the number of a word.
    case varint(UInt64)
    /// Eight bytes: a double or a fixed integer.
    case fixed64(UInt64)
    /// Four bytes.
    case fixed32(UInt32)
    /// A text, bytes, a message or packed numbers.
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  init(_ message: ArraySlice<UInt8>) { rest = message }

  /// The next field with its number, or nil at the end.
  mutating func next() throws(ConnectorError) -> (number: Int, wire: Wire)? {
    guard !rest.isEmpty else { return nil }
    let tag = try varint()
    let number = tag >> 3
    guard (1...536_870_911).contains(number) else { throw malformed("a field has no number") }
    switch tag & 7 {
    case 0: return (Int(number), .varint(try varint()))
    case 1: return (Int(number), .fixed64(try fixed(8)))
    case 2:
      let length = try varint()
      guard length <= UInt64(rest.count) else { throw truncated }
      return (Int(number), .bytes(taken(Int(length))))
    case 5: return (Int(number), .fixed32(UInt32(try fixed(4))))
    default: throw malformed("a field is of a form that is not known")
    }
  }

  private mutating func varint() throws(ConnectorError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard let byte = rest.popFirst() else { throw truncated }
      // The tenth byte has room for one bit only.
      if shift == 63, byte > 1 { throw malformed("a number has more than 64 bits") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw malformed("a number has more than 64 bits")
  }

  private mutating func fixed(_ count: Int) throws(ConnectorError) -> UInt64 {
    guard rest.count >= count else { throw truncated }
    return taken(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func taken(_ count: Int) -> ArraySlice<UInt8> {
    let part = rest.prefix(count)
    rest = rest.dropFirst(count)
    return part
  }

  private var truncated: ConnectorError {
    ConnectorError(
      .truncated,
      "the message ends inside a field: it was cut off, or is no Protocol Buffers message",
      help: "deliver the whole message, as the exporter sent it"
    )
  }

  private func malformed(_ message: String) -> ConnectorError {
    ConnectorError(
      .syntax,
      "this is no Protocol Buffers message: \(message)",
      help: "deliver the message as the exporter sent it"
    )
  }
}
