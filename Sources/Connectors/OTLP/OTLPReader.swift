import Documents
import Records

/// Reads export requests of the OpenTelemetry protocol, in Protocol Buffers or JSON.
///
/// What is said of a host and of the service that runs on it are two things, so a resource becomes
/// up to two observations: of the host by `host.id` or `host.name`, of the service by its namespace
/// and name. Of metrics only state is kept: the newest number of those that come without attributes.
/// Pods, containers and instances of services become nothing.
enum OTLPReader {
  /// Reads one request.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    let request: Value
    if Recognition.isBinary(bytes) {
      var message = OTLPMessage(limits: rules.limits)
      request = try message.decode(bytes)
    } else {
      let document = try JSONReader.document(bytes, limits: rules.limits)
      request = document.value(document.root)
    }
    let resources = ["resourceMetrics", "resourceLogs", "resourceSpans"]
      .compactMap { request[$0]?.listValue }
    guard !resources.isEmpty else { throw StructuredReader.notThisKind(rules, line: 1) }
    var things: [(name: String, value: Value)] = []
    var places: [String: Int] = [:]
    for resource in resources.joined() {
      for (name, value) in self.things(of: resource) {
        if let place = places[name] {
          things[place].value = merged(things[place].value, value)
        } else {
          places[name] = things.count
          things.append((name, value))
        }
      }
    }
    var taken = ThingTaker(rules)
    for (_, value) in things { try taken.add(value, line: nil) }
    return taken.delivery()
  }

  /// Whether the bytes are a request in Protocol Buffers that speaks of a resource.
  static func isRequest(_ bytes: [UInt8], _ limits: ConnectorLimits) -> Bool {
    var message = OTLPMessage(limits: limits)
    guard let request = try? message.decode(bytes) else { return false }
    return (request.mapValue ?? [:]).contains { $0.value.listValue?.isEmpty == false }
  }

  private static func things(of resource: Value) -> [(name: String, value: Value)] {
    let said = nested(resource["resource"]?["attributes"]?.listValue ?? [])
    var things: [(name: String, value: Value)] = []
    if let host = said["host"], let key = (host["id"] ?? host["name"])?.scalarText,
      !isOfContainer(said)
    {
      var fields: ValueMap = ["key": .string(key), "host": withInterfaces(host)]
      for name in ["os", "cloud"] { fields[name] = said[name] }
      let metrics = state(of: resource)
      if !metrics.isEmpty { fields["metrics"] = .map(metrics) }
      things.append((key, .map(fields)))
    }
    if let service = said["service"], let name = service["name"]?.scalarText {
      let space = service["namespace"]?.scalarText.map { $0 + "/" } ?? ""
      let key = "service/\(space)\(name)"
      var fields: ValueMap = ["key": .string(key), "service": service]
      for name in ["deployment", "k8s"] { fields[name] = said[name] }
      things.append((key, .map(fields)))
    }
    return things
  }

  /// Addresses of interfaces are a list of texts, and a mapping makes items of items only.
  private static func withInterfaces(_ host: Value) -> Value {
    guard case .map(var fields) = host, let addresses = fields["mac"]?.texts else { return host }
    fields["interfaces"] = .list(addresses.map { ["mac": .string($0)] })
    return .map(fields)
  }

  /// Inside a container the host that a program sees is the container itself.
  private static func isOfContainer(_ said: Value) -> Bool {
    let names = [said["host"]?["name"], said["host"]?["id"]].compactMap { $0?.scalarText }
    let container = said["container"]?["id"]?.scalarText
    let pod = said["k8s"]?["pod"]?["name"]?.scalarText
    return names.contains { name in
      name == pod || (name.utf8.count >= 12 && container?.hasPrefix(name) ?? false)
    }
  }

  /// Attributes as a value in which the dots of their names lead inwards.
  private static func nested(_ attributes: [Value]) -> Value {
    var value = Value.map([:])
    for attribute in attributes {
      guard let name = attribute["key"]?.stringValue, let said = attribute["value"] else {
        continue
      }
      let names = name.split(separator: ".", omittingEmptySubsequences: false).prefix(16)
      value = value.placing(scalar(said), at: names[...])
    }
    return value
  }

  private static func scalar(_ any: Value) -> Value {
    guard let (form, value) = any.mapValue?.first.map({ ($0.key, $0.value) }) else { return .null }
    switch form {
    case "intValue": return value.scalarText.flatMap { Number($0) }.map { .number($0) } ?? .null
    case "arrayValue": return .list((value["values"]?.listValue ?? []).map(scalar))
    case "kvlistValue": return nested(value["values"]?.listValue ?? [])
    default: return value
    }
  }

  /// The newest number of every metric that comes without attributes, by its name.
  private static func state(of resource: Value) -> ValueMap {
    var state = ValueMap()
    for scope in resource["scopeMetrics"]?.listValue ?? [] {
      for metric in scope["metrics"]?.listValue ?? [] {
        let points = (metric["gauge"] ?? metric["sum"])?["dataPoints"]?.listValue ?? []
        guard let name = metric["name"]?.stringValue,
          let newest = points.filter({ $0["attributes"]?.listValue?.isEmpty ?? true })
            .max(by: { time(of: $0) < time(of: $1) })
        else { continue }
        let number = (newest["asInt"] ?? newest["asDouble"])?.scalarText
        state[name] = number.flatMap { Number($0) }.map { .number($0) }
      }
    }
    return state
  }

  private static func time(of point: Value) -> UInt64 {
    point["timeUnixNano"]?.scalarText.flatMap { UInt64($0) } ?? 0
  }

  private static func merged(_ first: Value, _ second: Value) -> Value {
    guard case .map(var fields) = first, case .map(let others) = second else { return first }
    for (name, value) in others { fields[name] = fields[name].map { merged($0, value) } ?? value }
    return .map(fields)
  }
}

extension Value {
  fileprivate func placing(_ value: Value, at names: ArraySlice<Substring>) -> Value {
    guard let name = names.first else { return mapValue == nil ? value : self }
    var fields = mapValue ?? [:]
    fields[String(name)] = (fields[String(name)] ?? .null).placing(value, at: names.dropFirst())
    return .map(fields)
  }
}
