internal import Diagnostics
public import Documents

/// An answer that is a list: the same rows as a table, JSON, NDJSON, YAML or CSV.
public struct Rows {
  /// The names of the columns of a table or CSV.
  public var columns: [String]
  /// The cells of each row, as many as there are columns.
  public var cells: [[String]]
  /// The value of each row, in the shape that the interface promises.
  public var values: [Value]

  /// Creates rows.
  public init(columns: [String], cells: [[String]] = [], values: [Value] = []) {
    self.columns = columns
    self.cells = cells
    self.values = values
  }

  /// Adds a row.
  public mutating func append(_ row: [String], _ value: Value) {
    cells.append(row)
    values.append(value)
  }

  /// Prints the rows.
  public func print(as format: OutputFormat, to terminal: Terminal, empty: String? = nil) {
    switch format {
    case .table:
      if cells.isEmpty, let empty { terminal.say(empty) }
      if !cells.isEmpty { printTable(terminal) }
    case .json, .yaml: terminal.print(.list(values), as: format)
    case .ndjson: for value in values { terminal.print(value, as: .ndjson) }
    case .csv: printCSV(terminal)
    }
  }

  private func printTable(_ terminal: Terminal) {
    for (number, line) in tableLines.enumerated() {
      terminal.printRaw((number == 0 ? terminal.bold(line) : line) + "\n")
    }
  }

  /// The lines of the table, safe for a terminal: the names of the columns, then the rows.
  var tableLines: [String] {
    let safe = cells.map { $0.map { SafeText.escape($0) } }
    var widths = columns.map { TextWidth.of($0) }
    for row in safe {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], TextWidth.of(cell))
      }
    }
    return [line(columns.map { $0.uppercased() }, widths)] + safe.map { line($0, widths) }
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in row.enumerated() {
      text += cell
      if index + 1 < row.count {
        text += String(repeating: " ", count: widths[index] - TextWidth.of(cell) + 2)
      }
    }
    return text
  }

  private func printCSV(_ terminal: Terminal) {
    // A program gets the bytes as they are, a terminal what is safe to show.
    let safe = terminal.isInteractive ? cells.map { $0.map { SafeText.escape($0) } } : cells
    terminal.printRaw(CSV.line(columns))
    for row in safe { terminal.printRaw(CSV.line(row)) }
  }
}

/// Comma-separated values by RFC 4180.
enum CSV {
  /// Returns a record with its line end.
  ///
  /// A cell that a spreadsheet would take for a formula gets an apostrophe in front, since records
  /// hold text from outside (CWE-1236).
  static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// Takes off the apostrophe that `line` puts before what a spreadsheet would take for a formula.
  static func withoutGuard(_ cell: String) -> String {
    cell.hasPrefix("'") && looksLikeFormula(cell) ? String(cell.dropFirst()) : cell
  }

  /// Whether the text begins like a formula, or with the apostrophes that guard one.
  private static func looksLikeFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    return "=+-@\t\r".unicodeScalars.contains(first)
  }

  private static func cell(_ text: String) -> String {
    let text = looksLikeFormula(text) && Number(text) == nil ? "'" + text : text
    guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
