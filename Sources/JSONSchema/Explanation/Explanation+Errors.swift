internal import Documents

extension Explanation {
  /// The keyword as it is written.
  func name(of entry: SchemaGraph.Entry, _ step: Step) -> String {
    let place = graph.nodes[Int(step.schema)].place
    return graph.documents[Int(place.document)].text(entry.key)
  }

  func error(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ message: String,
    expected: String? = nil,
    found: String? = nil,
    suggestion: String? = nil,
    nested: [SchemaError] = []
  ) -> SchemaError {
    let keyword = name(of: entry, step)
    let suffix = "/" + JSONPointer.escaped(keyword)
    return SchemaError(
      node: node,
      instanceLocation: instanceLocation(of: node),
      schemaLocation: graph.location(of: step.schema) + JSONPointer.fragment(suffix),
      keywordLocation: step.path + suffix,
      keyword: keyword,
      message: message,
      expected: expected,
      found: found,
      hint: annotation("description", of: step.schema),
      suggestion: suggestion,
      length: length(of: node),
      nested: nested
    )
  }

  /// An error "expected …, found …".
  func mismatch(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    expected: String,
    found: String? = nil
  ) -> SchemaError {
    let found = found ?? self.found(node)
    return error(
      entry,
      step,
      node,
      "expected \(expected), found \(found)",
      expected: expected,
      found: found
    )
  }

  /// The error of a schema that is `false`.
  func refusal(_ step: Step, _ node: NodeIndex) -> SchemaError {
    let text = found(node)
    let location = graph.location(of: step.schema)
    let parts = JSONPointer.parts(of: step.path) ?? []
    let keyword = parts.last { Keyword.named($0) != nil } ?? "false"
    return SchemaError(
      node: node,
      instanceLocation: instanceLocation(of: node),
      schemaLocation: location,
      keywordLocation: step.path,
      keyword: keyword,
      message: "\(text) may not stand here",
      expected: nil,
      found: text,
      hint: nil,
      suggestion: nil,
      length: length(of: node),
      nested: []
    )
  }

  /// A text that a schema has under a name, in one line.
  func annotation(_ name: StaticString, of schema: Int32) -> String? {
    let place = graph.nodes[Int(schema)].place
    let document = graph.documents[Int(place.document)]
    guard let node = document.child(place.node, named: name), document.kind(node) == .string else {
      return nil
    }
    let words = document.text(node).split { $0.isWhitespace }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// The JSON pointer to a node from the value that is judged.
  func instanceLocation(of node: NodeIndex) -> String {
    JSONPointer.pointer(to: node, from: origin, in: document)
  }

  func length(of node: NodeIndex) -> Int? {
    switch document.kind(node) {
    case .map, .list: nil
    default: max(1, document.lengthOnFirstLine(node))
    }
  }

  /// The value in words: a scalar as it stands, anything else by its kind.
  func found(_ node: NodeIndex) -> String {
    switch document.kind(node) {
    case .map: "a map"
    case .list: "a list"
    case .null: "nothing"
    case .string: "\"\(Self.shortened(document.text(node)))\""
    default: Self.shortened(document.text(node))
    }
  }

  static func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 60 ? text : String(text.prefix(57)) + "…"
  }

  static func counted(_ count: Int32, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }
}
