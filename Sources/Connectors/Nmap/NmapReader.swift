import Documents
import Records

/// Reads what `nmap -oX` writes.
///
/// A mapping cannot say when a sweep is whole: only `runstats/finished` with exit="success" does. A
/// scan that was stopped gives the hosts that were complete, as a sweep that is not finished, so
/// that nobody concludes anything from what it does not name. `hosthint` is no host, since nmap
/// writes it before it has looked.
enum NmapReader {
  private static let host = ["nmaprun", "host"]
  private static let statistics = ["nmaprun", "runstats"]

  /// Reads one scan. A scan of one address is no sweep, whatever the source's file says.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    var builder = DeliveryBuilder(rules)
    var finished: XMLElement?
    var isSingle = false
    let outcome = try XMLReader(documentType: rules.documentType, limits: rules.limits).read(
      bytes,
      isRecord: { $0 == host || $0 == statistics }
    ) { (element: XMLElement) throws(ConnectorError) in
      if element.name == "host" {
        try add(element, rules: rules, to: &builder)
      } else {
        finished = element.child("finished")
        isSingle = element.child("hosts")?[attribute: "total"] == "1"
      }
    }
    guard outcome.root.name == "nmaprun" else {
      throw StructuredReader.notThisKind(rules, line: outcome.root.line)
    }
    // Both: a file that was cut off behind the statistics holds everything that counts, but nothing
    // else would tell it from one that was tampered with.
    let isFinished = outcome.truncation == nil && finished?[attribute: "exit"] == "success"
    if !isFinished, builder.isEmpty { throw unfinished(outcome, finished) }
    return builder.delivery(
      sweep: rules.isWhole && !isSingle ? .whole(finished: isFinished) : .single,
      observedAt: time(finished?[attribute: "time"])
    )
  }

  private static func unfinished(_ outcome: XMLReader.Outcome, _ finished: XMLElement?)
    -> ConnectorError
  {
    if var error = outcome.truncation {
      error.message = "the scan was stopped before any host was complete"
      error.help = "let nmap finish, and deliver the whole file"
      return error
    }
    let reason = finished?[attribute: "errormsg"] ?? "it does not say that it finished"
    return ConnectorError(
      .truncated,
      "the scan has no host and did not succeed: \(reason)",
      line: finished?.line,
      help: "scan again, and deliver the whole file"
    )
  }

  private static func add(
    _ element: XMLElement,
    rules: ReadingRules,
    to builder: inout DeliveryBuilder
  ) throws(ConnectorError) {
    guard element.child("status")?[attribute: "state"] == "up" else { return }
    var host = element
    let addresses = host.children.filter { $0.name == "address" }.compactMap {
      $0[attribute: "addr"]
    }
    if addresses.allSatisfy(isLoopback) {
      return builder.reject(
        line: element.line,
        key: addresses.first,
        "a loopback address says nothing about which machine it is: scan its own address"
      )
    }
    keepOpenPorts(of: &host)
    let value = withInterface(host.value(lists: rules.listNames) ?? .map([:]))
    var thing = rules.thing(from: value, line: element.line)
    thing.observedAt = time(element[attribute: "endtime"])
    // Looked at, and nothing open: that is no longer true of any port which was.
    if let ports = host.child("ports"), ports.children.isEmpty {
      thing.withdrawn = [AttributePath([.name("ports")])]
    }
    if let key = thing.key, let first = builder.line(ofKey: key) {
      return builder.reject(
        line: element.line,
        key: key,
        "\(addresses.first ?? key) answers with the MAC of the host in line \(first): a second "
          + "address of it, or a device that answers for others"
      )
    }
    try builder.add(thing)
  }

  /// A closed port is no endpoint, and which ones are listed hangs on how many there are.
  private static func keepOpenPorts(of host: inout XMLElement) {
    for index in host.children.indices where host.children[index].name == "ports" {
      host.children[index].children.removeAll { port in
        port.name != "port" || port.child("state")?[attribute: "state"] != "open"
      }
    }
  }

  /// Adds the interface that answered as a list `interfaces`: nmap lists MAC and addresses apart,
  /// and a mapping cannot make one item of two. Without a MAC nothing tells interfaces apart.
  private static func withInterface(_ host: Value) -> Value {
    guard case .map(var fields) = host else { return host }
    var interface = ValueMap()
    for address in fields["address"]?.listValue ?? [] {
      guard let type = address["addrtype"]?.stringValue, interface[type] == nil else { continue }
      interface[type] = address["addr"]
    }
    guard interface["mac"] != nil else { return host }
    fields["interfaces"] = .list([.map(interface)])
    return .map(fields)
  }

  private static func isLoopback(_ address: String) -> Bool {
    address.hasPrefix("127.") || address == "::1"
  }

  private static func time(_ text: String?) -> String? {
    text.flatMap { Int64($0) }.flatMap { seconds in
      (0...253_402_300_799).contains(seconds) ? Timestamp(seconds: seconds).description : nil
    }
  }
}
