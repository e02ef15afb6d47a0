import Documents
import Records

/// Reads what `ansible-inventory --list` writes: groups that name hosts and other groups, and the
/// hosts' variables apart. Here every host becomes one thing with its `groups` and `vars`.
enum AnsibleInventoryReader {
  /// Reads one inventory.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    try StructuredReader.json(bytes, rules: rules) { (value: Value) in hosts(of: value) }
  }

  private static func hosts(of inventory: Value) -> [Value] {
    let groups = (inventory.mapValue ?? [:]).filter { $0.key != "_meta" }
    var names: [String] = (inventory["_meta"]?["hostvars"]?.mapValue ?? [:]).map(\.key)
    var parents: [String: [String]] = [:]
    var members: [String: [String]] = [:]
    for (name, group) in groups {
      for host in group["hosts"]?.texts ?? [] {
        names.append(host)
        members[host, default: []].append(name)
      }
      for child in group["children"]?.texts ?? [] { parents[child, default: []].append(name) }
    }
    return Set(names).sorted().map { host in
      var all: Set<String> = []
      var open = members[host] ?? []
      while let group = open.popLast() {
        if all.insert(group).inserted { open += parents[group] ?? [] }
      }
      let groups = all.subtracting(["all", "ungrouped"]).sorted().map { Value.string($0) }
      var fields: ValueMap = ["host": .string(host), "groups": .list(groups)]
      fields["vars"] = inventory["_meta"]?["hostvars"]?[host]
      return .map(fields)
    }
  }
}
