import Documents
import Records

/// Reads lists of installed packages: `dpkg-query -W`, `dpkg -l`, dpkg's status file, and `rpm -qa`,
/// each also with the columns of a format of one's own.
///
/// The list is one thing, the machine, with `packages` of `name`, `version` and `architecture`.
enum PackageListReader {
  /// Reads what dpkg writes.
  static func readDpkg(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    try read(bytes, rules: rules) { lines in
      guard let first = lines.first else { return [] }
      if isStatusField(first.text) { return DpkgStatus.packages(in: lines) }
      if first.text.hasPrefix("Desired=") { return lines.compactMap(DpkgColumns.listed) }
      return lines.map { DpkgColumns.queried($0) }
    }
  }

  /// Reads what rpm writes.
  static func readRPM(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    try read(bytes, rules: rules) { $0.map { RPMName.package($0) } }
  }

  /// Whether dpkg wrote the text.
  static func isDpkg(_ bytes: [UInt8]) -> Bool {
    guard let first = lines(bytes, limit: 1).first?.text else { return false }
    if isStatusField(first) || first.hasPrefix("Desired=") { return true }
    let columns = first.split(separator: "\t", omittingEmptySubsequences: false)
    return columns.count > 1 && DpkgColumns.isName(columns[0]) && DpkgColumns.isVersion(columns[1])
      && !isRPM(bytes)
  }

  /// Whether rpm wrote the text.
  static func isRPM(_ bytes: [UInt8]) -> Bool {
    lines(bytes, limit: 1).first.map { RPMName.isPackage($0.text) } ?? false
  }

  private static func isStatusField(_ text: String) -> Bool { text.hasPrefix("Package: ") }

  /// What a line says of a package, or why it says nothing of one.
  enum Answer {
    case package(name: String, version: String, architecture: String?)
    case nothing
    case objection(line: Int, String)
  }

  private static func read(
    _ bytes: [UInt8],
    rules: ReadingRules,
    packages: ([PackageLine]) -> [Answer]
  ) throws(ConnectorError) -> Delivery {
    guard bytes.count <= rules.limits.bytes else {
      throw ConnectorError(.tooLarge, "the list is too long", help: "deliver it in parts")
    }
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw ConnectorError(.encoding, "the list is not UTF-8 text", help: "save it as UTF-8")
    }
    var taken = ThingTaker(rules)
    var list: [Value] = []
    for answer in packages(lines(bytes, limit: .max)) {
      switch answer {
      case .package(let name, let version, let architecture):
        var fields: ValueMap = ["name": .string(name), "version": .string(version)]
        fields["architecture"] = architecture.map { .string($0) }
        list.append(.map(fields))
      case .nothing: continue
      case .objection(let line, let message): taken.reject(line: line, message)
      }
    }
    guard !list.isEmpty else { throw StructuredReader.notThisKind(rules, line: 1) }
    if let truncation = LineReader.truncation(of: bytes) { throw truncation }
    try taken.add(["packages": .list(list)], line: 1)
    return taken.delivery()
  }

  private static func lines(_ bytes: [UInt8], limit: Int) -> [PackageLine] {
    var lines: [PackageLine] = []
    for (number, line) in LineReader(bytes) where line.contains(where: { !JSONReader.isSpace($0) })
    {
      lines.append(PackageLine(number: number, text: String(decoding: line, as: UTF8.self)))
      if lines.count == limit { break }
    }
    return lines
  }
}

/// One line of a list of packages.
struct PackageLine {
  /// Its number, counted from 1.
  var number: Int
  /// What it says.
  var text: String
}
