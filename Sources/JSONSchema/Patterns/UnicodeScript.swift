/// A script of Unicode, such as Latin or Han (Unicode Standard Annex 24).
struct UnicodeScript: Sendable, Hashable {
  /// The code of four letters (ISO 15924).
  let code: String

  /// The script of a name, long or short.
  init?(name: String) {
    guard let code = Self.codes[name] else { return nil }
    self.code = code
  }

  func holds(for scalar: UInt32, withExtensions: Bool) -> Bool {
    if withExtensions, let others = Self.extended(scalar) { return others.contains(code) }
    var low = 0
    var high = Self.runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Self.runs[middle].start <= scalar { low = middle } else { high = middle }
    }
    return Self.runs[low].code == code
  }

  private static func extended(_ scalar: UInt32) -> [String]? {
    var low = 0
    var high = extensions.count
    while low < high {
      let middle = (low + high) / 2
      if extensions[middle].range.upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    guard low < extensions.count, extensions[low].range.contains(scalar) else { return nil }
    return extensions[low].codes
  }

  // MARK: Tables, read when they are first needed

  private static let codes: [String: String] = {
    var codes: [String: String] = [:]
    for entry in entries(of: UnicodeScriptTable.names) {
      codes[entry.left] = entry.left
      for name in entry.right.split(separator: ",") { codes[String(name)] = entry.left }
    }
    return codes
  }()

  private static let runs: [(start: UInt32, code: String)] = entries(of: UnicodeScriptTable.starts)
    .compactMap { entry in UInt32(entry.left, radix: 16).map { ($0, entry.right) } }

  private static let extensions: [(range: ClosedRange<UInt32>, codes: [String])] =
    entries(of: UnicodeScriptTable.extensions).compactMap { entry in
      let bounds = entry.left.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      guard bounds.count == 2 else { return nil }
      return (bounds[0]...bounds[1], entry.right.split(separator: "+").map(String.init))
    }

  private static func entries(of table: StaticString) -> [(left: String, right: String)] {
    table.description.split(separator: " ").compactMap { entry in
      let parts = entry.split(separator: ":", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }
}
