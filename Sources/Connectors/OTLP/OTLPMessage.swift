import Documents

/// A request of the OpenTelemetry protocol in Protocol Buffers, as the value that its JSON form would
/// be (opentelemetry-proto, docs/specification.md), down to what is state: resources, and of metrics
/// the newest number of each.
struct OTLPMessage {
  private let limits: ConnectorLimits
  private var nodes = 0

  init(limits: ConnectorLimits) { self.limits = limits }

  /// Decodes an export request of metrics, logs or traces, whose outermost shape is the same.
  mutating func decode(_ bytes: [UInt8]) throws(ConnectorError) -> Value {
    var metrics: [Value] = []
    var others: [Value] = []
    var reader = ProtobufReader(bytes[...])
    while let (number, wire) = try reader.next() {
      // Field 1: the list of resources with what belongs to them.
      guard number == 1, case .bytes(let part) = wire else { throw notThisMessage }
      let (value, isMetrics) = try resource(part)
      if isMetrics { metrics.append(value) } else { others.append(value) }
    }
    var fields = ValueMap()
    if !metrics.isEmpty { fields["resourceMetrics"] = .list(metrics) }
    if !others.isEmpty { fields["resourceLogs"] = .list(others) }
    return .map(fields)
  }

  private mutating func resource(_ bytes: ArraySlice<UInt8>) throws(ConnectorError)
    -> (value: Value, isMetrics: Bool)
  {
    var fields = ValueMap()
    var scopes: [Value] = []
    var reader = ProtobufReader(bytes)
    while let (number, wire) = try reader.next() {
      guard case .bytes(let part) = wire else { throw notThisMessage }
      switch number {
      case 1:
        fields["resource"] = ["attributes": .list(try attributes(of: part, field: 1, depth: 0))]
      case 2:
        // Spans and log records have numbers of fixed length among their fields, metrics have none.
        if let metrics = try scope(part) { scopes.append(["metrics": .list(metrics)]) }
      default: break
      }
    }
    if !scopes.isEmpty { fields["scopeMetrics"] = .list(scopes) }
    return (.map(fields), !scopes.isEmpty)
  }

  /// The metrics of a scope; nil where it holds something else.
  private mutating func scope(_ bytes: ArraySlice<UInt8>) throws(ConnectorError) -> [Value]? {
    var metrics: [Value] = []
    var reader = ProtobufReader(bytes)
    while let (number, wire) = try reader.next() {
      guard number == 2, case .bytes(let part) = wire else { continue }
      guard let metric = try metric(part) else { return nil }
      metrics.append(metric)
    }
    return metrics
  }

  private mutating func metric(_ bytes: ArraySlice<UInt8>) throws(ConnectorError) -> Value? {
    try count()
    var fields = ValueMap()
    var reader = ProtobufReader(bytes)
    while let (number, wire) = try reader.next() {
      guard case .bytes(let part) = wire else { return nil }
      switch number {
      case 1: fields["name"] = .string(try text(part))
      case 5: fields["gauge"] = ["dataPoints": .list(try points(part))]
      case 7: fields["sum"] = ["dataPoints": .list(try points(part))]
      default: break
      }
    }
    return .map(fields)
  }

  private mutating func points(_ bytes: ArraySlice<UInt8>) throws(ConnectorError) -> [Value] {
    var points: [Value] = []
    var reader = ProtobufReader(bytes)
    while let (number, wire) = try reader.next() {
      guard number == 1, case .bytes(let part) = wire else { continue }
      points.append(try point(part))
    }
    return points
  }

  private mutating func point(_ bytes: ArraySlice<UInt8>) throws(ConnectorError) -> Value {
    try count()
    var fields = ValueMap()
    var reader = ProtobufReader(bytes)
    while let (number, wire) = try reader.next() {
      switch (number, wire) {
      case (3, .fixed64(let time)):
        fields["timeUnixNano"] = Number(String(time)).map { .number($0) }
      case (4, .fixed64(let bits)):
        fields["asDouble"] = Number(Double(bitPattern: bits)).map { .number($0) }
      case (6, .fixed64(let bits)): fields["asInt"] = .number(Number(Int(Int64(bitPattern: bits))))
      case (7, .bytes): fields["attributes"] = .list([.map([:])])
      default: break
      }
    }
    return .map(fields)
  }

  private mutating func attributes(of bytes: ArraySlice<UInt8>, field: Int, depth: Int)
    throws(ConnectorError) -> [Value]
  {
    var list: [Value] = []
    var reader = ProtobufReader(bytes)
    while let (number, wire) = try reader.next() {
      guard number == field, case .bytes(let part) = wire else { continue }
      try count()
      var fields = ValueMap()
      var pair = ProtobufReader(part)
      while let (number, wire) = try pair.next() {
        guard case .bytes(let part) = wire else { continue }
        if number == 1 { fields["key"] = .string(try text(part)) }
        if number == 2 { fields["value"] = try anyValue(part, depth: depth + 1) }
      }
      list.append(.map(fields))
    }
    return list
  }

  private mutating func anyValue(_ bytes: ArraySlice<UInt8>, depth: Int) throws(ConnectorError)
    -> Value
  {
    guard depth < limits.depth else {
      throw ConnectorError(
        .tooLarge,
        "values are more than \(limits.depth) deep inside one another",
        help: "look at what wrote the message"
      )
    }
    var value: Value = .map([:])
    var reader = ProtobufReader(bytes)
    while let (number, wire) = try reader.next() {
      switch (number, wire) {
      case (1, .bytes(let part)): value = ["stringValue": .string(try text(part))]
      case (2, .varint(let truth)): value = ["boolValue": .bool(truth != 0)]
      case (3, .varint(let bits)):
        value = ["intValue": .number(Number(Int(Int64(bitPattern: bits))))]
      case (4, .fixed64(let bits)):
        value = ["doubleValue": Number(Double(bitPattern: bits)).map { .number($0) } ?? .null]
      case (5, .bytes(let part)):
        value = ["arrayValue": ["values": .list(try values(part, depth: depth + 1))]]
      case (6, .bytes(let part)):
        let pairs = try attributes(of: part, field: 1, depth: depth + 1)
        value = ["kvlistValue": ["values": .list(pairs)]]
      default: break
      }
    }
    return value
  }

  private mutating func values(_ bytes: ArraySlice<UInt8>, depth: Int) throws(ConnectorError)
    -> [Value]
  {
    var list: [Value] = []
    var reader = ProtobufReader(bytes)
    while let (number, wire) = try reader.next() {
      guard number == 1, case .bytes(let part) = wire else { continue }
      try count()
      list.append(try anyValue(part, depth: depth))
    }
    return list
  }

  private mutating func count() throws(ConnectorError) {
    nodes += 1
    guard nodes <= limits.nodes else {
      throw ConnectorError(
        .tooLarge,
        "there are more than \(limits.nodes) values in one message",
        help: "let the exporter send smaller batches"
      )
    }
  }

  private func text(_ bytes: ArraySlice<UInt8>) throws(ConnectorError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConnectorError(
        .encoding,
        "a text of the message is not UTF-8",
        help: "deliver the message as the exporter sent it"
      )
    }
    return text
  }

  private var notThisMessage: ConnectorError {
    ConnectorError(
      .otherMessage,
      "this is no export request of the OpenTelemetry protocol",
      help: "deliver what was posted to /v1/metrics or /v1/logs, and not the answer"
    )
  }
}
