internal import Documents

/// A table of comma-separated values (RFC 4180) with a line of headings.
struct CSVTable {
  /// One line of the table.
  struct Row: Equatable {
    /// The line of the file that it begins on, from 1.
    var line: Int
    var cells: [String]
  }

  let file: String
  let headings: [String]
  let rows: [Row]

  /// Reads a table; line ends may be LF or CRLF, and a byte order mark is skipped.
  init(_ bytes: [UInt8], file: String) throws {
    var reader = CSVReader(bytes, file: file)
    var rows = try reader.rows()
    guard !rows.isEmpty else { throw CommandFailure(.usage, "the file is empty", at: file) }
    let first = rows.removeFirst()
    for (column, heading) in first.cells.enumerated() where first.cells[..<column].contains(heading)
    {
      throw CommandFailure(
        .usage,
        "the heading \(heading) stands twice",
        at: "\(file):\(first.line): column \(column + 1)"
      )
    }
    for row in rows where row.cells.count != first.cells.count {
      throw CommandFailure(
        .usage,
        "a row has \(row.cells.count) cells, the header has \(first.cells.count)",
        at: "\(file):\(row.line)"
      )
    }
    self.file = file
    headings = first.cells
    self.rows = rows
  }

  /// Where a cell stands, for people who look for it in a spreadsheet.
  func place(_ row: Row, column: Int) -> String {
    "\(file):\(row.line): column \(column + 1) (\(headings[column]))"
  }
}

/// Reads the rows of a table from its bytes.
private struct CSVReader {
  private let bytes: [UInt8]
  private let file: String
  private var index: Int
  private var line = 1

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func rows() throws -> [CSVTable.Row] {
    var rows: [CSVTable.Row] = []
    while index < bytes.count {
      let start = line
      let cells = try row()
      if cells != [""] { rows.append(CSVTable.Row(line: start, cells: cells)) }
    }
    return rows
  }

  private mutating func row() throws -> [String] {
    var cells: [String] = []
    while true {
      cells.append(try cell())
      guard index < bytes.count else { return cells }
      let separator = bytes[index]
      index += 1
      if separator == UInt8(ascii: "\n") {
        line += 1
        return cells
      }
    }
  }

  /// Reads a cell up to the comma or line end after it.
  private mutating func cell() throws -> String {
    var text: [UInt8] = []
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { text = try quoted() }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") { break }
      let endsLine =
        byte == UInt8(ascii: "\r")
        && (index + 1 == bytes.count || bytes[index + 1] == UInt8(ascii: "\n"))
      if !endsLine { text.append(byte) }
      index += 1
    }
    guard let cell = String(validating: text, as: UTF8.self) else {
      throw CommandFailure(.usage, "a cell is no UTF-8", at: "\(file):\(line)")
    }
    return cell
  }

  private mutating func quoted() throws -> [UInt8] {
    let start = line
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard index < bytes.count, bytes[index] == byte else { return text }
        index += 1
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      text.append(byte)
    }
    throw CommandFailure(.usage, "a quotation mark is not closed", at: "\(file):\(start)")
  }
}
