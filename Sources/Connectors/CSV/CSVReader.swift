/// Reads CSV (RFC 4180) row by row.
///
/// The first row names the columns. Lines end in CR LF or LF; a byte order mark at the start is
/// read over, since spreadsheets write one. The separator is the comma, or, where the header has
/// none, the semicolon or the tab. A quote inside a field that does not begin with one is an error,
/// as is text after a closing quote.
struct CSVReader {
  /// One row below the header.
  struct Row: Sendable, Hashable {
    /// The line that it begins on, counted from 1.
    var line: Int
    /// The fields in order.
    var fields: [String]
  }

  private let bytes: [UInt8]
  private let limits: ConnectorLimits
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var separator = UInt8(ascii: ",")
  /// The names of the columns, in order.
  private(set) var header: [String] = []

  /// Reads the header.
  init(_ bytes: [UInt8], limits: ConnectorLimits) throws(ConnectorError) {
    self.bytes = bytes
    self.limits = limits
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
    separator = Self.separator(of: bytes[position...])
    while let row = try nextRow() {
      header = row.fields.map(Self.trimmed)
      try checkHeader(line: row.line)
      return
    }
    throw ConnectorError(
      .empty,
      "the CSV has no header line",
      line: 1,
      help: "the first line must name the columns, one of them the key"
    )
  }

  /// The next row that is not blank, or nil at the end.
  mutating func nextRow() throws(ConnectorError) -> Row? {
    while position < bytes.count {
      let start = line
      var fields: [String] = []
      var isLast = false
      while !isLast {
        guard fields.count < limits.nodes else {
          throw error(
            .tooLarge,
            "the row has too many columns",
            help: "look at what wrote the file"
          )
        }
        let field = try nextField()
        fields.append(field.text)
        isLast = field.isLast
      }
      if fields != [""] { return Row(line: start, fields: fields) }
    }
    return nil
  }

  private mutating func nextField() throws(ConnectorError) -> (text: String, isLast: Bool) {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
      return try quotedField()
    }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      if byte == UInt8(ascii: "\"") {
        throw error(
          .syntax,
          "a quote stands inside a field that does not begin with one",
          help: "put the whole field in quotes and double the quotes inside it"
        )
      }
      if byte == 0 { throw nulError() }
      position += 1
    }
    let text = try decoded(bytes[start..<position])
    return (text, try endField())
  }

  private mutating func quotedField() throws(ConnectorError) -> (text: String, isLast: Bool) {
    let opening = error(
      .truncated,
      "the CSV ends inside the quoted field that begins here",
      help: "let the program finish, and deliver the whole file; or close the quote"
    )
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        guard position < bytes.count, bytes[position] == byte else {
          return (try decoded(content[...]), try endField())
        }
      } else if byte == 0 {
        throw nulError()
      }
      content.append(byte)
      position += 1
      if byte == UInt8(ascii: "\n") { beginLine() }
    }
    throw opening
  }

  /// Reads over the separator or the end of the line; says whether the row ends.
  private mutating func endField() throws(ConnectorError) -> Bool {
    guard position < bytes.count else { return true }
    switch bytes[position] {
    case separator:
      position += 1
      return false
    case UInt8(ascii: "\n"):
      position += 1
    case UInt8(ascii: "\r"):
      guard position + 1 == bytes.count || bytes[position + 1] == UInt8(ascii: "\n") else {
        throw error(
          .syntax,
          "a carriage return stands alone",
          help: "end lines in LF or in CR LF"
        )
      }
      position = min(position + 2, bytes.count)
    default:
      throw error(
        .syntax,
        "text stands after the closing quote of a field",
        help: "double the quotes that belong to the field"
      )
    }
    beginLine()
    return true
  }

  private mutating func beginLine() {
    line += 1
    lineStart = position
  }

  private func decoded(_ field: ArraySlice<UInt8>) throws(ConnectorError) -> String {
    guard field.count <= limits.valueBytes else {
      throw error(
        .tooLarge,
        "a field is longer than \(limits.valueBytes) bytes",
        help: "look for a quote that is not closed"
      )
    }
    guard let text = String(validating: field, as: UTF8.self) else {
      throw error(.encoding, "a field is not UTF-8 text", help: "save the file as UTF-8")
    }
    return text
  }

  private func checkHeader(line: Int) throws(ConnectorError) {
    var seen: Set<String> = []
    for (index, name) in header.enumerated() {
      if name.isEmpty {
        throw ConnectorError(
          .syntax,
          "column \(index + 1) has no name",
          line: line,
          help: "name every column in the header line"
        )
      }
      if !seen.insert(name).inserted {
        throw ConnectorError(
          .syntax,
          "two columns are named \(name)",
          line: line,
          help: "rename one of them"
        )
      }
    }
  }

  private func nulError() -> ConnectorError {
    error(.encoding, "the text holds a NUL byte", help: "save the file as UTF-8 text")
  }

  private func error(_ kind: ConnectorError.Kind, _ message: String, help: String)
    -> ConnectorError
  {
    let before = bytes[min(lineStart, position)..<min(position, bytes.count)]
    let column = before.count { $0 & 0xC0 != 0x80 } + 1
    return ConnectorError(kind, message, line: line, column: column, help: help)
  }

  private static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
    var isQuoted = false
    var found: Set<UInt8> = []
    for byte in text.prefix(1 << 16) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") { break }
      if byte == UInt8(ascii: ",") { return byte }
      if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t") { found.insert(byte) }
    }
    if found.contains(UInt8(ascii: ";")) { return UInt8(ascii: ";") }
    return found.first ?? UInt8(ascii: ",")
  }

  private static func trimmed(_ name: String) -> String {
    var scalars = Substring(name).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
