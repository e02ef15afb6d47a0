import Documents
import Records

/// Reads what `lshw -json` writes: a tree of devices, or a list that holds one.
///
/// Where in the tree a network card hangs is no matter of a mapping, so the tree becomes a list a
/// class of device, in the order of the tree: `network`, `disk`, `memory`, …
enum LshwReader {
  /// Reads one machine.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    try StructuredReader.json(bytes, rules: rules) { (value: Value) in [shaped(value)] }
  }

  private static func shaped(_ value: Value) -> Value {
    guard case .map(var root) = value, let children = root["children"]?.listValue else {
      return value
    }
    root["children"] = nil
    var devices: [String: [Value]] = [:]
    var classes: [String] = []
    collect(children, into: &devices, &classes)
    for name in classes where root[name] == nil { root[name] = .list(devices[name] ?? []) }
    return .map(root)
  }

  private static func collect(
    _ nodes: [Value],
    into devices: inout [String: [Value]],
    _ classes: inout [String]
  ) {
    for node in nodes {
      guard case .map(var fields) = node, let name = fields["class"]?.stringValue else { continue }
      let children = fields["children"]?.listValue ?? []
      fields["children"] = nil
      if devices[name] == nil { classes.append(name) }
      devices[name, default: []].append(.map(fields))
      collect(children, into: &devices, &classes)
    }
  }
}
