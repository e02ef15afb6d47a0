import Documents
import Records

/// Reads what ohai writes.
///
/// Ohai names the entries of `addresses` after the addresses themselves, so that a mapping has no
/// path to them: here they become a list, each with its own name as `address`.
enum OhaiReader {
  /// Reads one machine.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    try StructuredReader.json(bytes, rules: rules) { (value: Value) in [shaped(value)] }
  }

  private static func shaped(_ value: Value) -> Value {
    guard case .map(var root) = value, case .map(var network)? = root["network"],
      case .map(var interfaces)? = network["interfaces"]
    else { return value }
    for (name, interface) in interfaces {
      guard case .map(var fields) = interface, let addresses = fields["addresses"]?.mapValue
      else { continue }
      fields["addresses"] = .list(
        addresses.map { address, description in
          var entry = description.mapValue ?? [:]
          entry["address"] = .string(address)
          return .map(entry)
        }
      )
      interfaces[name] = .map(fields)
    }
    network["interfaces"] = .map(interfaces)
    root["network"] = .map(network)
    return .map(root)
  }
}
