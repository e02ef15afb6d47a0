internal import Documents

/// Reads comma-separated values (RFC 4180).
enum CSVTable {
  /// Returns the rows with their cells; line ends may be LF or CRLF.
  static func rows(_ bytes: [UInt8], file: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var hasContent = false
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func finishCell() {
      row.append(String(decoding: cell, as: UTF8.self))
      cell = []
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          cell.append(byte)
        } else if index < bytes.count, bytes[index] == byte {
          cell.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
        continue
      }
      hasContent = true
      switch byte {
      case UInt8(ascii: "\"") where cell.isEmpty: isQuoted = true
      case UInt8(ascii: ","): finishCell()
      case UInt8(ascii: "\r") where index < bytes.count && bytes[index] == UInt8(ascii: "\n"): break
      case UInt8(ascii: "\n"):
        finishCell()
        if row != [""] { rows.append(row) }
        row = []
        hasContent = false
      default: cell.append(byte)
      }
    }
    if isQuoted {
      throw CommandFailure(.usage, "a quotation mark is not closed", at: file)
    }
    if hasContent {
      finishCell()
      rows.append(row)
    }
    return rows
  }

  /// Takes off the apostrophe that `CSV` puts before what a spreadsheet would take for a formula.
  static func withoutGuard(_ cell: String) -> String {
    guard cell.hasPrefix("'"), let second = cell.dropFirst().unicodeScalars.first,
      "=+-@\t\r".unicodeScalars.contains(second)
    else { return cell }
    return String(cell.dropFirst())
  }
}
