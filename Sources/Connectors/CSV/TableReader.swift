import Documents
import Records

/// Reads a table with a header line: a row is a thing, a column a value of it.
///
/// A header that is a path of names (`os.version`) leads inwards; any other (`Asset Tag`) is one
/// name as it stands. An empty cell takes back what was said; a column that is not there leaves it.
enum TableReader {
  /// Reads one table. `shape` brings a row, below a header, into the shape that the mapping speaks of.
  static func read(
    _ bytes: [UInt8],
    rules: ReadingRules,
    shape: (_ row: Value, _ header: Set<String>) -> Value = { row, _ in row }
  ) throws(ConnectorError) -> Delivery {
    guard bytes.count <= rules.limits.bytes else {
      throw ConnectorError(
        .tooLarge,
        "the text has more than \(rules.limits.bytes) bytes",
        help: "deliver it in parts"
      )
    }
    var reader = try CSVReader(bytes, limits: rules.limits)
    let names = names(of: reader.header, rules)
    let columns = try columns(of: names)
    let keyColumns = rules.keys.flatMap(\.paths).map(ReadingRules.names)
    guard columns.contains(where: { keyColumns.contains($0) }) else {
      let wanted = keyColumns.map { $0.joined(separator: ".") }
      throw ConnectorError(
        .missing,
        "no column is the key: the columns are \(reader.header.joined(separator: ", "))",
        line: 1,
        help: "name one of them \(wanted.joined(separator: " or "))"
      )
    }
    let header = Set(names)
    var taken = ThingTaker(rules)
    while let row = try reader.nextRow() {
      guard row.fields.count == columns.count else {
        taken.reject(
          line: row.line,
          "the row has \(row.fields.count) fields, the header \(columns.count)"
        )
        continue
      }
      var value = Value.map([:])
      var withdrawn: [AttributePath] = []
      for (column, field) in zip(columns, row.fields) {
        if field.isEmpty {
          withdrawn.append(AttributePath(column.map { .name($0) }))
        } else {
          value = value.setting(.string(field), at: column[...])
        }
      }
      try taken.add(shape(value, header), line: row.line, withdrawn: withdrawn)
    }
    return taken.delivery()
  }

  /// The names of the columns as the kind has them.
  static func names(of header: [String], _ rules: ReadingRules) -> [String] {
    rules.hasPlainColumns ? header.map(plain) : header
  }

  /// `asset_tag` for `Asset Tag`, `operating_system_name` for `Operating System - Name`.
  private static func plain(_ name: String) -> String {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? name : words.joined(separator: "_")
  }

  private static func columns(of header: [String]) throws(ConnectorError) -> [[String]] {
    let columns = header.map(names)
    for (index, column) in columns.enumerated() {
      let outer = columns.indices.first { other in
        other != index && column.count > columns[other].count
          && column.starts(with: columns[other])
      }
      if let outer {
        throw ConnectorError(
          .syntax,
          "column \(header[index]) lies within column \(header[outer])",
          line: 1,
          help: "rename one of them"
        )
      }
    }
    return columns
  }

  private static func names(_ header: String) -> [String] {
    do throws(AttributePathError) {
      let path = try AttributePath(parsing: header)
      let names = ReadingRules.names(of: path)
      return names.count == path.segments.count && !names.isEmpty ? names : [header]
    } catch {
      return [header]
    }
  }
}

extension Value {
  fileprivate func setting(_ value: Value, at names: ArraySlice<String>) -> Value {
    guard let name = names.first else { return value }
    var fields = mapValue ?? [:]
    fields[name] = (fields[name] ?? .map([:])).setting(value, at: names.dropFirst())
    return .map(fields)
  }
}
