import Documents

/// What walks say of one device, row by row.
struct SNMPDevice {
  /// The group `system`, by the name of the object without `sys`.
  var system = ValueMap()
  /// Interfaces by their index.
  var interfaces: [UInt32: ValueMap] = [:]
  /// Physical parts by their index.
  var entities: [UInt32: ValueMap] = [:]
  /// Addresses, each with the index of its interface.
  var addresses: [(address: String, interface: UInt32)] = []

  /// The class of a part that is a whole chassis (IANA-ENTITY-MIB).
  private static let chassis: Value = "3"

  /// The device as one value: `system`, `chassis`, and a list of `interfaces`. It is `partial` where
  /// the walks do not cover the name of the device and its interfaces.
  var value: Value {
    var fields = ValueMap()
    if !system.isEmpty { fields["system"] = .map(system) }
    let chassis = entities.sorted { $0.key < $1.key }.first { $0.value["class"] == Self.chassis }
    if let chassis { fields["chassis"] = .map(chassis.value) }
    let rows = rows
    if !rows.isEmpty { fields["interfaces"] = .list(rows) }
    if system.isEmpty || interfaces.isEmpty { fields["partial"] = true }
    return .map(fields)
  }

  private var rows: [Value] {
    var rows = interfaces
    for (address, index) in addresses {
      let known = rows[index]?["addresses"]?.listValue ?? []
      rows[index, default: [:]]["addresses"] = .list(known + [.string(address)])
    }
    return rows.sorted { $0.key < $1.key }.map { index, row in
      var row = row
      row["index"] = .string(String(index))
      // Without the table of names the description is the name, as it is on most devices.
      row["name"] = row["name"] ?? row["description"]
      return .map(row)
    }
  }
}
