import Documents
import Records

/// Reads the kinds for which their file says everything: JSON or XML with things at one place.
enum StructuredReader {
  /// Reads one JSON text. `shape` brings what stands at a thing's place into the shape that the
  /// mapping speaks of: one thing, several or none.
  static func json(
    _ bytes: [UInt8],
    rules: ReadingRules,
    shape: (Value) throws(ConnectorError) -> [Value] = { [$0] }
  ) throws(ConnectorError) -> Delivery {
    let document = try JSONReader.document(bytes, limits: rules.limits)
    let outline = document.outline(document.root, depth: 2)
    try rules.checkMessage(outline)
    let nodes = document.things(by: rules)
    let isRecognised = rules.recognises(document)
    let isChecked = !rules.things.isEmpty || rules.wrap != nil
    guard isChecked ? isRecognised : !nodes.isEmpty || rules.isWhole else {
      throw notThisKind(rules, line: 1)
    }
    var taken = ThingTaker(rules)
    var lines = LineCounter(document)
    for node in nodes {
      let line = lines.line(of: node, in: document)
      var written = document.value(node)
      if let wrap = rules.wrap, case .list = written { written = .map([wrap: written]) }
      guard case .map = written else { throw notThisKind(rules, line: line) }
      if !isChecked, let recognised = rules.recognised, !recognised.holds(for: written) {
        throw notThisKind(rules, line: line)
      }
      for value in try shape(written) { try taken.add(value, line: line) }
    }
    return taken.delivery()
  }

  /// Reads one XML text. One that was cut off is an error: nothing says what is missing.
  static func xml(
    _ bytes: [UInt8],
    rules: ReadingRules,
    shape: (Value) throws(ConnectorError) -> [Value] = { [$0] }
  ) throws(ConnectorError) -> Delivery {
    var taken = ThingTaker(rules)
    let prefixes = rules.things
    let outcome = try XMLReader(documentType: rules.documentType, limits: rules.limits).read(
      bytes,
      isRecord: { prefixes.contains($0) }
    ) { (element: XMLElement) throws(ConnectorError) in
      let value = element.value(lists: rules.listNames) ?? .map([:])
      try rules.checkMessage(value)
      for value in try shape(value) { try taken.add(value, line: element.line) }
    }
    if let root = rules.root, outcome.root.name != root {
      throw notThisKind(rules, line: outcome.root.line)
    }
    if let truncation = outcome.truncation { throw truncation }
    return taken.delivery()
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

extension ReadingRules {
  /// Whether a JSON text is of this kind: what tells it holds over the outermost value or, of a list,
  /// over one of its first items.
  func recognises(_ document: Document) -> Bool {
    guard let recognised else { return true }
    var roots = [document.root]
    if document.kind(document.root) == .list { roots = document.items(of: document.root) }
    return roots.prefix(16).contains { recognised.holds(for: document.outline($0, depth: 3)) }
  }
}

extension Document {
  /// The places of the things.
  fileprivate func things(by rules: ReadingRules) -> [NodeIndex] {
    if rules.wrap != nil { return [root] }
    if rules.things.isEmpty { return kind(root) == .list ? items(of: root) : [root] }
    var found: [NodeIndex] = []
    for names in rules.things where !names.isEmpty || found.isEmpty {
      var nodes = [root]
      for name in names { nodes = nodes.flatMap { thing($0, named: name) } }
      found += nodes.flatMap { kind($0) == .list ? items(of: $0) : [$0] }
    }
    return found
  }

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
