import Documents
import Records

/// Reads a GLPI agent's inventory in both its forms: JSON, and the XML that it writes where a server
/// does not answer in JSON (glpi-agent, Protocol/Message.pm).
///
/// The names of the JSON are those of the XML in small letters, but for a few, and its numbers are
/// texts in the XML; so the XML is brought into the form of the JSON, and one mapping serves both.
enum GLPIReader {
  private static let renamed = ["macaddr": "mac", "serialnumber": "serial"]
  private static let lists: Set = ["cpus", "memories", "networks", "softwares", "storages"]
  private static let numbers: Set = ["capacity", "core", "disksize", "memory"]

  /// Reads one inventory.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    guard Recognition.firstCharacter(of: bytes) == UInt8(ascii: "<") else {
      return try StructuredReader.json(bytes, rules: rules)
    }
    var rules = rules
    rules.things = [["REQUEST"]]
    rules.root = "REQUEST"
    return try StructuredReader.xml(bytes, rules: rules) { (request: Value) in
      guard case .map(var fields) = small(request) else { return [] }
      fields["itemtype"] = fields["itemtype"] ?? "Computer"
      return [.map(fields)]
    }
  }

  private static func small(_ value: Value, in name: String = "") -> Value {
    switch value {
    case .map(let fields):
      var small = ValueMap()
      for (name, value) in fields {
        let lower = name.lowercased()
        let below = self.small(value, in: lower)
        let isAlone = lists.contains(lower) && below.listValue == nil
        small[renamed[lower] ?? lower] = isAlone ? .list([below]) : below
      }
      return .map(small)
    case .list(let items): return .list(items.map { small($0, in: name) })
    case .string(let text) where numbers.contains(name):
      return Number(text).map { .number($0) } ?? value
    default: return value
    }
  }
}
