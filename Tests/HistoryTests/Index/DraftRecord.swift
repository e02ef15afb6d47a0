import TestSupport

/// A record that a test makes up and changes at random, with the text that it is written as.
struct DraftRecord: Hashable {
  var className: String
  var id: String
  var name: String?
  var owner: String?
  var serial: String?
  var uuid: String?
  var size: String?
  var tags: [String] = []
  var words: [String] = []
  var interfaces: [String: String] = [:]
  var dependsOn: [String: Int?] = [:]
  /// How it is laid out, which is no change.
  var layout = 0
  /// Whether the text cannot be parsed.
  var isBroken = false

  init(_ className: String, _ id: String) {
    self.className = className
    self.id = id
  }

  /// A record with most attributes.
  static func random(_ className: String, _ id: String, _ random: inout SeededGenerator) -> Self {
    var record = DraftRecord(className, id)
    record.name = "name of \(id)"
    for _ in 0..<6 { record.change(&random) }
    record.isBroken = false
    return record
  }

  /// Changes one attribute.
  mutating func change(_ random: inout SeededGenerator) {
    let number = Int.random(in: 0..<9, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0: name = "n\(number)"
    case 1: owner = number < 3 ? nil : "team/t\(number % 3)"
    case 2: serial = number < 2 ? nil : " s\(number)"
    case 3: uuid = number < 3 ? nil : "U\(number)"
    case 4: size = number < 2 ? nil : ["1.5", "1.50", "2", "3e1", "0x10"][number % 5]
    case 5: tags = ["a", "b", "c", "d"].shuffled(using: &random).dropLast(number % 4) + []
    case 6: words = ["x", "y", "z"].shuffled(using: &random).dropLast(number % 4) + []
    case 7: interfaces["eth\(number % 3)"] = number < 3 ? nil : "00:16:3E:00:00:0\(number % 6)"
    case 8:
      let target =
        "\(["thing", "gadget", "part"][number % 3])/r\(Int.random(in: 0..<6, using: &random))"
      dependsOn[target] = number < 3 ? nil : .some(number < 6 ? nil : number)
    case 9, 10: layout = number
    default: isBroken = number == 0
    }
  }

  /// The record as YAML.
  var text: String {
    if isBroken { return "id: [\(id)\n" }
    let quote = layout % 2 == 0 ? "" : "\""
    var lines = ["id: \(id)", "class: \(className)"]
    if let name { lines.append("name: \(quote)\(name)\(quote)") }
    if let owner { lines.append("owner: \(quote)\(owner)\(quote)") }
    if let serial { lines.append("serial: \"\(serial)\"") }
    if let uuid { lines.append("uuid: \(quote)\(uuid)\(quote)") }
    if let size { lines.append("size: \(size)") }
    if !tags.isEmpty { lines.append("tags: [\(tags.joined(separator: ", "))]") }
    if !words.isEmpty { lines.append("words: [\(words.joined(separator: ", "))]") }
    if !interfaces.isEmpty {
      lines.append("interfaces:")
      let names = layout % 3 == 0 ? interfaces.keys.sorted() : interfaces.keys.sorted().reversed()
      lines += names.map { "  - { name: \($0), mac: \"\(interfaces[$0]!)\", speed: 10 }" }
    }
    if !dependsOn.isEmpty {
      lines += ["relations:", "  depends_on:"]
      lines += dependsOn.keys.sorted().map { target in
        dependsOn[target]!.map { "    - { to: \(target), share: 0.\($0) }" } ?? "    - \(target)"
      }
    }
    if layout % 4 == 3 { lines = [lines[0]] + ["# a comment", ""] + lines.dropFirst() }
    return lines.joined(separator: "\n") + "\n"
  }
}
