import Documents
import Records

/// Reads the kinds for which their file says everything: JSON or XML with things at one place.
enum StructuredReader {
  /// Reads one JSON text. `shape` brings a thing into the shape that the mapping speaks of.
  static func json(
    _ bytes: [UInt8],
    rules: ReadingRules,
    shape: (Value) throws(ConnectorError) -> Value = { $0 }
  ) throws(ConnectorError) -> Delivery {
    let document = try JSONReader.document(bytes, limits: rules.limits)
    try rules.checkMessage(document.outline(document.root, depth: 2))
    var nodes = [document.root]
    for name in rules.things {
      nodes = nodes.flatMap { document.thing($0, named: name) }
    }
    nodes = nodes.flatMap { document.kind($0) == .list ? document.items(of: $0) : [$0] }
    guard !nodes.isEmpty || rules.isWhole else { throw notThisKind(rules, line: 1) }
    var builder = DeliveryBuilder(rules)
    var sections: [String]?
    var lines = LineCounter(document)
    for node in nodes {
      let line = lines.line(of: node, in: document)
      guard document.kind(node) == .map else {
        throw notThisKind(rules, line: line)
      }
      let written = document.value(node)
      if let recognised = rules.recognised, rules.things.isEmpty, !recognised.holds(for: written) {
        throw notThisKind(rules, line: line)
      }
      let value = try shape(written)
      let thing = rules.thing(from: value, line: line)
      if nodes.count == 1 {
        sections = rules.carriedSections(of: value, attributes: thing.attributes)
      }
      try builder.add(thing)
    }
    return builder.delivery(
      sweep: rules.isWhole ? .whole(finished: true) : .single,
      sections: sections
    )
  }

  /// Reads one XML text. One that was cut off is an error: nothing says what is missing.
  static func xml(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    var builder = DeliveryBuilder(rules)
    var sections: [String]?
    let prefix = rules.things
    let outcome = try XMLReader(documentType: rules.documentType, limits: rules.limits).read(
      bytes,
      isRecord: { $0 == prefix }
    ) { (element: XMLElement) throws(ConnectorError) in
      let value = element.value(lists: rules.listNames) ?? .map([:])
      try rules.checkMessage(value)
      let thing = rules.thing(from: value, line: element.line)
      sections = rules.carriedSections(of: value, attributes: thing.attributes)
      try builder.add(thing)
    }
    if let root = rules.root, outcome.root.name != root {
      throw notThisKind(rules, line: outcome.root.line)
    }
    if let truncation = outcome.truncation { throw truncation }
    return builder.delivery(
      sweep: rules.isWhole ? .whole(finished: true) : .single,
      sections: sections
    )
  }

  /// The error for a text of the right syntax that some other program wrote.
  static func notThisKind(_ rules: ReadingRules, line: Int?) -> ConnectorError {
    ConnectorError(
      .otherMessage,
      "this is not what kind \(rules.kind) reads",
      line: line,
      help: "name the kind of the program that wrote it, or `auto` to have it recognised"
    )
  }
}

extension Document {
  fileprivate func thing(_ node: NodeIndex, named name: String) -> [NodeIndex] {
    let maps = kind(node) == .list ? items(of: node) : [node]
    return maps.compactMap { child($0, named: name) }
  }

  /// The value down to a depth, for queries that tell kinds apart: a list or map that is empty or
  /// lies deeper is `true`, since it is there.
  func outline(_ node: NodeIndex, depth: Int) -> Value {
    switch kind(node) {
    case .list:
      guard depth > 0, count(node) > 0 else { return true }
      return .list(items(of: node).prefix(16).map { outline($0, depth: depth - 1) })
    case .map:
      guard depth > 0, count(node) > 0 else { return true }
      return .map(
        ValueMap(entries(of: node).map { (text($0.key), outline($0.value, depth: depth - 1)) })
      )
    default: return value(node)
    }
  }
}
