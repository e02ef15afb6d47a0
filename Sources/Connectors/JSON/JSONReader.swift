import Documents

/// Reads one JSON text (RFC 8259): duplicate names are errors, numbers keep their text.
enum JSONReader {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Parses the text. A byte order mark at its start is read over, since Windows programs write one.
  static func document(_ bytes: [UInt8], limits: ConnectorLimits) throws(ConnectorError)
    -> Document
  {
    let text = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    guard text.contains(where: { !isSpace($0) }) else {
      throw ConnectorError(
        .empty, "the text is empty", line: 1, help: "deliver what the program wrote")
    }
    let own = Limits(depth: limits.depth, bytes: limits.bytes)
    do throws(DocumentError) {
      return try Document.parse(text, as: .json, limits: own)
    } catch {
      throw ConnectorError(error, endOfText: end(of: text))
    }
  }

  /// Whether the byte is white space in JSON.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The place after the last character that is no white space.
  private static func end(of text: [UInt8]) -> (line: Int, column: Int) {
    let last = text.lastIndex { !isSpace($0) } ?? 0
    let before = text[...last]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (
      before.count { $0 == 0x0A } + 1, text[lineStart...last].count { $0 & 0xC0 != 0x80 } + 1
    )
  }
}

extension ConnectorError {
  /// Creates the error for a text that is no JSON; an objection to its very end means that it was
  /// cut off.
  init(_ error: DocumentError, endOfText end: (line: Int, column: Int)) {
    let isAtEnd = (error.line, error.column) >= end
    let kind: Kind =
      switch error.kind {
      case .tooDeep, .tooLarge: .tooLarge
      case .invalidUTF8, .forbiddenCharacter, .byteOrderMark: .encoding
      case .syntax where isAtEnd: .truncated
      default: .syntax
      }
    self.init(
      kind, kind == .truncated ? "the JSON ends too early: \(error.message)" : error.message,
      line: error.line, column: error.column,
      help: kind == .truncated
        ? "let the program finish, and deliver the whole file"
        : error.help ?? "deliver what the program itself wrote, unchanged")
  }
}
