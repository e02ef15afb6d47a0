import Documents
import Records

/// Reads SNMP walks: the groups `system` (RFC 3418), `ifTable` and `ifXTable` (RFC 2863), the tables of
/// addresses (RFC 4293) and the chassis of `entPhysicalTable` (RFC 6933), in one text or several.
///
/// A walk is columns, cell after cell, so a mapping has no path to a row: here the rows of interfaces
/// become items, each with its addresses.
enum SNMPReader {
  private static let system: [UInt32] = [1, 3, 6, 1, 2, 1, 1]
  private static let systemNames: [UInt32: String] = [
    1: "description", 2: "object_id", 4: "contact", 5: "name", 6: "location", 7: "services",
  ]
  private static let interfaces: [UInt32] = [1, 3, 6, 1, 2, 1, 2, 2, 1]
  private static let interfaceNames: [UInt32: String] = [
    2: "description", 3: "type", 4: "mtu", 5: "speed", 6: "mac", 7: "admin", 8: "status",
  ]
  private static let furtherInterfaces: [UInt32] = [1, 3, 6, 1, 2, 1, 31, 1, 1, 1]
  private static let furtherNames: [UInt32: String] = [1: "name", 15: "speed_mbps", 18: "alias"]
  /// ipAdEntIfIndex, and ipAddressIfIndex of IPv4 (type 1, length 4).
  private static let addresses: [[UInt32]] = [
    [1, 3, 6, 1, 2, 1, 4, 20, 1, 2], [1, 3, 6, 1, 2, 1, 4, 34, 1, 3, 1, 4],
  ]
  private static let entities: [UInt32] = [1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1]
  private static let entityNames: [UInt32: String] = [
    2: "description", 5: "class", 9: "firmware", 10: "software", 11: "serial", 12: "manufacturer",
    13: "model",
  ]

  /// Whether the text is a walk: its first line with something on it is a variable.
  static func isWalk(_ bytes: [UInt8]) -> Bool {
    for (_, line) in LineReader(bytes) where line.contains(where: { !JSONReader.isSpace($0) }) {
      var walk = SNMPWalk(Array(line.prefix(4096)))
      return walk.next() != nil || walk.hasWords
    }
    return false
  }

  /// Reads the walks of one device.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    guard bytes.count <= rules.limits.bytes else {
      throw ConnectorError(.tooLarge, "the walk is too long", help: "walk fewer tables")
    }
    var device = SNMPDevice()
    var walk = SNMPWalk(bytes)
    var count = 0
    while let variable = walk.next() {
      count += 1
      guard count <= rules.limits.nodes else {
        throw ConnectorError(
          .tooLarge,
          "the walk has more than \(rules.limits.nodes) variables",
          line: variable.line,
          help: "walk fewer tables"
        )
      }
      take(variable, into: &device)
    }
    guard count > 0 else {
      throw ConnectorError(
        .otherMessage,
        walk.hasWords
          ? "the names of the objects are words, which are not read"
          : "this is no SNMP walk",
        line: walk.strays.first,
        help: "walk with numbers: snmpwalk -On -v2c … 1.3.6.1.2.1.1"
      )
    }
    if let truncation = LineReader.truncation(of: bytes) { throw truncation }
    var taken = ThingTaker(rules)
    for line in walk.strays.prefix(rules.limits.rejections) {
      taken.reject(line: line, "the line is no variable of a walk")
    }
    try taken.add(device.value, line: 1)
    return taken.delivery()
  }

  private static func take(_ variable: SNMPWalk.Variable, into device: inout SNMPDevice) {
    let name = variable.name
    guard !variable.value.isEmpty else { return }
    if let (column, row) = cell(name, below: system), row.elementsEqual([0]),
      let word = systemNames[column]
    {
      let isIdentifier = word == "object_id"
      device.system[word] = .string(isIdentifier ? identifier(variable.value) : variable.value)
    } else if let (column, row) = cell(name, below: interfaces), row.count == 1,
      let word = interfaceNames[column]
    {
      let value = word == "mac" ? hardwareAddress(variable.value) : enumerated(variable.value)
      device.interfaces[row[row.startIndex], default: [:]][word] = value
    } else if let (column, row) = cell(name, below: furtherInterfaces), row.count == 1,
      let word = furtherNames[column]
    {
      device.interfaces[row[row.startIndex], default: [:]][word] = .string(variable.value)
    } else if let (column, row) = cell(name, below: entities), row.count == 1,
      let word = entityNames[column]
    {
      device.entities[row[row.startIndex], default: [:]][word] = enumerated(variable.value)
    } else if let table = addresses.first(where: { name.starts(with: $0) }),
      name.count == table.count + 4, let index = UInt32(variable.value)
    {
      let address = name.suffix(4).map(String.init).joined(separator: ".")
      device.addresses.append((address, index))
    }
  }

  private static func cell(_ name: [UInt32], below table: [UInt32])
    -> (column: UInt32, row: ArraySlice<UInt32>)?
  {
    guard name.count > table.count + 1, name.starts(with: table) else { return nil }
    let rest = name[table.count...]
    return (rest[rest.startIndex], rest.dropFirst())
  }

  /// An object identifier as numbers with dots between them.
  private static func identifier(_ text: String) -> String {
    if text.hasPrefix("iso.") { return "1." + text.dropFirst(4) }
    return text.hasPrefix(".") ? String(text.dropFirst()) : text
  }

  /// `up(1)` is 1, as which other options print it.
  private static func enumerated(_ text: String) -> Value {
    guard text.last == ")", let open = text.lastIndex(of: "("),
      Int(text[text.index(after: open)...].dropLast()) != nil
    else { return .string(text) }
    return .string(String(text[text.index(after: open)...].dropLast()))
  }

  /// An address as its bytes stand in the walk, with spaces or colons, with or without zeros in front.
  private static func hardwareAddress(_ text: String) -> Value? {
    let parts = text.split { " :-".contains($0) }.map { $0.count == 1 ? "0\($0)" : String($0) }
    guard parts.count == 6, parts.allSatisfy({ UInt8($0, radix: 16) != nil }) else { return nil }
    return .string(parts.joined(separator: ":").lowercased())
  }
}
