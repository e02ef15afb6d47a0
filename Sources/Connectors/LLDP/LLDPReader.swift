import Documents
import Records

/// Reads what `lldpcli -f json` and `-f json0` print of neighbours and of the machine itself.
///
/// The first form names a chassis and an interface by the name of their entry and makes one thing of
/// a list of one, the second makes lists of everything: neither has a path. Here both become one
/// shape: `name`, `id`, `description`, `addresses`, `capabilities`, and the `port` at which the
/// machine sees it.
enum LLDPReader {
  /// Reads one answer; none but the machine's own chassis where it has no neighbour.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    try StructuredReader.json(bytes, rules: rules) { (value: Value) in
      var seen: Set<String> = []
      // A neighbour at several ports is one thing.
      return things(in: value).filter { thing in
        let name = (thing["id"]?["value"] ?? thing["name"])?.scalarText
        return name.map { seen.insert($0).inserted } ?? true
      }
    }
  }

  private static func things(in answer: Value) -> [Value] {
    let own = list(answer["local-chassis"]).flatMap { chassis(in: $0["chassis"], isOwn: true) }
    return own
      + list(answer["lldp"]).flatMap { entries($0["interface"]) }.flatMap { _, interface in
        let port = list(interface["port"]).first
        return chassis(in: interface["chassis"], isOwn: false).map { thing in
          guard case .map(var fields) = thing else { return thing }
          fields["seen_at"] = port?["id"].map { plain($0) }
          return .map(fields)
        }
      }
  }

  private static func chassis(in value: Value?, isOwn: Bool) -> [Value] {
    entries(value).map { name, chassis in
      var fields = ValueMap()
      fields["own"] = .bool(isOwn)
      fields["name"] = chassis["name"].map { plain($0) } ?? name.map { .string($0) }
      if let id = list(chassis["id"]).first {
        fields["id"] = .map(["type": id["type"] ?? .null, "value": id["value"] ?? .null])
      }
      fields["description"] = chassis["descr"].map { plain($0) }
      let addresses = list(chassis["mgmt-ip"]).map { plain($0) }
      if !addresses.isEmpty { fields["addresses"] = .list(addresses) }
      let capabilities = list(chassis["capability"]).filter { $0["enabled"] == true }
        .compactMap { $0["type"] }
      if !capabilities.isEmpty { fields["capabilities"] = .list(capabilities) }
      return .map(fields)
    }
  }

  /// The things at a place: a list of them, or a map whose entries are named after them, or one.
  private static func entries(_ value: Value?) -> [(name: String?, value: Value)] {
    list(value).flatMap { item -> [(name: String?, value: Value)] in
      let fields = item.mapValue ?? [:]
      let isItself = fields["id"] != nil || fields["chassis"] != nil || fields["port"] != nil
      if isItself { return [(item["name"]?.stringValue, item)] }
      return fields.filter { $0.value.mapValue != nil }.map { ($0.key, $0.value) }
    }
  }

  private static func list(_ value: Value?) -> [Value] {
    value?.listValue ?? value.map { [$0] } ?? []
  }

  /// A text that may stand in a list of one, under `value`.
  private static func plain(_ value: Value) -> Value {
    let first = list(value).first ?? .null
    return first["value"] ?? first
  }
}
