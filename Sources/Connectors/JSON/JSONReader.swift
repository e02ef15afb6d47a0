import Documents

/// Reads one JSON text (RFC 8259): duplicate names are errors, numbers keep their text.
enum JSONReader {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Parses the text. A byte order mark at its start is read over: Windows programs write one.
  static func document(_ bytes: [UInt8], limits: ConnectorLimits) throws(ConnectorError)
    -> Document
  {
    let text = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    guard text.contains(where: { !isSpace($0) }) else {
      throw ConnectorError(
        .empty,
        "the text is empty",
        line: 1,
        help: "deliver what the program wrote"
      )
    }
    let own = Document.Limits(depth: limits.depth, bytes: limits.bytes)
    do throws(DocumentError) {
      return try Document.parse(text, as: .json, limits: own)
    } catch {
      throw ConnectorError(error, isTruncation: JSONEnd(of: text).explains(error))
    }
  }

  /// Whether the byte is white space in JSON.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

/// Where a JSON text that cannot be parsed was cut off, if it was.
struct JSONEnd {
  private var isOpen: Bool
  private var line: Int
  private var column: Int

  /// Looks whether the text ends inside a string, list or map, and where its last word begins.
  init(of text: [UInt8]) {
    var depth = 0
    var isInString = false
    var isEscaped = false
    var wordStart = 0
    var isInWord = false
    for (place, byte) in text.enumerated() {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        isInString = true
        isInWord = false
        wordStart = place
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        isInWord = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        isInWord = false
      case UInt8(ascii: ","), UInt8(ascii: ":"): isInWord = false
      case _ where JSONReader.isSpace(byte): isInWord = false
      default:
        if !isInWord { wordStart = place }
        isInWord = true
      }
    }
    isOpen = depth > 0 || isInString
    if !isInString, !isInWord { wordStart = text.count }
    let before = text[..<wordStart]
    line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    column = text[lineStart..<wordStart].count { $0 & 0xC0 != 0x80 } + 1
  }

  /// Whether the objection is to the end of a text that was cut off, and to nothing before.
  func explains(_ error: DocumentError) -> Bool {
    guard isOpen else { return false }
    switch error.kind {
    case .syntax, .invalidUTF8: return (error.line, error.column) >= (line, column)
    default: return false
    }
  }
}

extension ConnectorError {
  /// Creates the error for a text that is no JSON.
  init(_ error: DocumentError, isTruncation: Bool) {
    if isTruncation {
      self.init(
        .truncated,
        "the JSON was cut off: \(error.message)",
        line: error.line,
        column: error.column,
        help: "let the program finish, and deliver the whole file"
      )
      return
    }
    let kind: Kind =
      switch error.kind {
      case .tooDeep, .tooLarge: .tooLarge
      case .invalidUTF8, .forbiddenCharacter, .byteOrderMark: .encoding
      default: .syntax
      }
    self.init(
      kind,
      error.message,
      line: error.line,
      column: error.column,
      help: error.help ?? "deliver what the program itself wrote, unchanged"
    )
  }
}
