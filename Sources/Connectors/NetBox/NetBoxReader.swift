import Documents
import Records

/// Reads what NetBox exports: lists of its REST API, and tables.
///
/// Numbers tell objects of one kind apart only, so that every thing gets the kind as `object`: by the
/// address that the API gives it (`/api/dcim/devices/12/`), in a table by its columns.
enum NetBoxReader {
  private static let tables: [(object: String, columns: [String])] = [
    ("dcim/devices", ["role", "type"]), ("dcim/devices", ["device_role"]),
    ("virtualization/virtual-machines", ["vcpus"]),
    ("virtualization/virtual-machines", ["cluster"]),
    ("dcim/racks", ["height"]), ("dcim/sites", ["facility"]), ("dcim/sites", ["region"]),
  ]

  /// Reads one export.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    guard "{[".utf8.contains(Recognition.firstCharacter(of: bytes) ?? 0) else {
      return try TableReader.read(bytes, rules: rules, shape: row)
    }
    return try StructuredReader.json(bytes, rules: rules) { (value: Value) in
      let parts = (value["url"]?.stringValue ?? "").split(separator: "/")
      guard let api = parts.firstIndex(of: "api"), parts.count > api + 2 else { return [value] }
      return [value.with("object", "\(parts[api + 1])/\(parts[api + 2])")]
    }
  }

  private static func row(_ value: Value, below header: Set<String>) -> Value {
    let table = tables.first { header.isSuperset(of: $0.columns) }
    return table.map { value.with("object", $0.object) } ?? value
  }
}

extension Value {
  fileprivate func with(_ name: String, _ text: String) -> Value {
    guard case .map(var fields) = self else { return self }
    fields[name] = .string(text)
    return .map(fields)
  }
}
