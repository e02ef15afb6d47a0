import Documents
import Records

/// Reads facts that Ansible gathered, in any of the three forms in which it writes them: wrapped in
/// `ansible_facts` (`setup --tree`), bare (the jsonfile cache), or as a text inside `__payload__`
/// (the same cache from 2.19 on).
///
/// A mapping cannot say that a value is itself a JSON text, nor which of the facts are interfaces:
/// they stand among the others, each under `ansible_` and its name. Here they become a map
/// `interfaces`.
enum AnsibleReader {
  /// Reads the facts of one host.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    if isConsoleOutput(bytes) { throw consoleOutput }
    return try StructuredReader.json(bytes, rules: rules) { (value: Value) throws(ConnectorError) in
      [withExtent(withInterfaces(try facts(in: value, limits: rules.limits)))]
    }
  }

  /// What `ansible -m setup` prints: `host | SUCCESS => {`.
  static func isConsoleOutput(_ bytes: [UInt8]) -> Bool {
    guard let end = bytes.prefix(4096).firstIndex(of: UInt8(ascii: "\n")) else { return false }
    let line = String(decoding: bytes[..<end], as: UTF8.self)
    return line.contains(" | ") && line.contains(" => ")
  }

  /// The error for what `ansible -m setup` prints.
  static let consoleOutput = ConnectorError(
    .otherMessage,
    "this is what ansible prints on a terminal, which is no JSON",
    line: 1,
    help: "let it write files: ansible HOSTS -m setup --tree DIRECTORY"
  )

  private static func withInterfaces(_ facts: Value) -> Value {
    guard case .map(var fields) = facts, let names = fields["ansible_interfaces"]?.texts else {
      return facts
    }
    var interfaces = ValueMap()
    // Ansible lists them in no order of its own.
    for name in names.sorted() {
      let fact = "ansible_" + String(name.map { "-:.".contains($0) ? "_" : $0 })
      if let interface = fields[fact] { interfaces[name] = interface }
    }
    fields["interfaces"] = .map(interfaces)
    return .map(fields)
  }

  /// Marks facts as `partial` where Ansible was asked for some of them only.
  private static func withExtent(_ facts: Value) -> Value {
    guard case .map(var fields) = facts, let subset = fields["gather_subset"]?.texts,
      !subset.contains("all")
    else { return facts }
    fields["partial"] = true
    return .map(fields)
  }

  private static func facts(in value: Value, limits: ConnectorLimits) throws(ConnectorError)
    -> Value
  {
    if value["failed"] == true || value["unreachable"] == true {
      throw ConnectorError(
        .otherMessage,
        "ansible could not gather facts: \(value["msg"]?.stringValue ?? "it failed")",
        help: "gather them again once the host answers"
      )
    }
    if let facts = value["ansible_facts"], facts.mapValue != nil { return facts }
    guard let payload = value["__payload__"]?.stringValue else { return value }
    do throws(ConnectorError) {
      let document = try JSONReader.document(Array(payload.utf8), limits: limits)
      return document.value(document.root)
    } catch {
      var error = error
      error.message = "the text in __payload__ cannot be read: \(error.message)"
      throw error
    }
  }
}
