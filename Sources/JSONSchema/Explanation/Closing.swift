internal import Diagnostics
internal import Documents

/// Finds names that no schema describes: the closing mode, as a walk over the schemas themselves.
struct Closing {
  /// A schema that holds for a value, and where those that hold because of it end.
  private struct Active {
    var schema: Int32
    var end: Int
  }

  private var explanation: Explanation
  /// Whether the value has other errors: names that a failed branch describes are then no objection.
  private let isLenient: Bool
  private(set) var errors: [SchemaError] = []

  private var graph: SchemaGraph { explanation.graph }
  private var document: Document { explanation.document }

  init(explanation: Explanation, isLenient: Bool) {
    self.explanation = explanation
    self.isLenient = isLenient
  }

  /// Finds the undescribed names in a value, and below it, for which some schemas hold.
  mutating func close(_ schemas: [Int32], _ node: NodeIndex) {
    let kind = document.kind(node)
    guard kind == .map || kind == .list, !schemas.isEmpty else { return }
    var active: [Active] = []
    for schema in schemas { activate(schema, node, &active) }
    if active.contains(where: { graph.nodes[Int($0.schema)].isOpen }) { return }
    if kind == .map {
      closeMap(schemas, active, node)
    } else {
      closeList(active, node)
    }
  }

  private mutating func activate(_ schema: Int32, _ node: NodeIndex, _ active: inout [Active]) {
    let own = active.count
    active.append(Active(schema: schema, end: 0))
    for entry in graph.entries(of: schema) {
      switch entry.keyword {
      case .reference, .dynamicReference, .recursiveReference, .allOf:
        for target in graph.schemasInPlace(of: entry) { activate(target, node, &active) }
      case .anyOf, .oneOf:
        for target in alternatives(entry, node) { activate(target, node, &active) }
      case .if:
        if explanation.isMet(entry.first, node) {
          activate(entry.first, node, &active)
          if entry.second >= 0 { activate(entry.second, node, &active) }
        } else if entry.third >= 0 {
          activate(entry.third, node, &active)
        }
      case .dependentSchemas:
        for member in graph.members(of: entry)
        where document.child(node, named: graph.names[Int(member.label)]) != nil {
          activate(member.target, node, &active)
        }
      default: break
      }
    }
    active[own].end = active.count
  }

  /// The alternatives that hold for a value. Where it has other errors and none holds, those that are
  /// about such values at all, so that slips within them are told in one go.
  private mutating func alternatives(_ entry: SchemaGraph.Entry, _ node: NodeIndex) -> [Int32] {
    var met: [Int32] = []
    for target in graph.schemasInPlace(of: entry) where explanation.isMet(target, node) {
      met.append(target)
    }
    if !met.isEmpty || !isLenient { return met }
    let kind = document.kind(node)
    return graph.schemasInPlace(of: entry).filter { explanation.accepts($0, kind) }
  }

  private mutating func closeMap(_ schemas: [Int32], _ active: [Active], _ node: NodeIndex) {
    let describes = active.contains { active in
      graph.entries(of: active.schema).contains { entry in
        switch entry.keyword {
        case .properties, .patternProperties: entry.second > 0
        case .additionalProperties, .unevaluatedProperties: true
        default: false
        }
      }
    }
    guard describes else { return }
    for (key, value) in document.entries(of: node) {
      let (isKnown, below) = describe(document.text(key), active)
      if isKnown {
        close(below, value)
      } else {
        object(to: key, schemas, node)
      }
    }
  }

  /// Whether a name is described, and by which schemas its value.
  private func describe(_ name: String, _ active: [Active]) -> (isKnown: Bool, below: [Int32]) {
    var below: [Int32] = []
    var known = active.map { active -> Bool in
      let children = children(of: active.schema, name)
      below += children ?? []
      return children != nil
    }
    for index in active.indices.reversed() {
      guard let entry = graph.entry(.unevaluatedProperties, of: active[index].schema),
        !(index..<active[index].end).contains(where: { known[$0] })
      else { continue }
      known[index] = true
      below.append(entry.first)
    }
    return (known.contains(true), below)
  }

  /// The schemas that one schema by itself has for the value under a name; nil where it does not
  /// describe the name.
  private func children(of schema: Int32, _ name: String) -> [Int32]? {
    var children: [Int32]?
    var free: Int32?
    for entry in graph.entries(of: schema) {
      switch entry.keyword {
      case .properties:
        for member in graph.members(of: entry)
        where graph.names[Int(member.label)].utf8.elementsEqual(name.utf8) {
          children = (children ?? []) + [member.target]
        }
      case .patternProperties:
        for member in graph.members(of: entry)
        where graph.patterns[Int(member.label)].matches(name) {
          children = (children ?? []) + [member.target]
        }
      case .additionalProperties: free = entry.first
      default: break
      }
    }
    return children ?? free.map { [$0] }
  }

  private mutating func closeList(_ active: [Active], _ node: NodeIndex) {
    for (place, item) in document.items(of: node).enumerated() {
      var below: [Int32] = []
      for active in active {
        var prefix = 0
        for entry in graph.entries(of: active.schema) where entry.keyword == .prefixItems {
          let schemas = graph.members(of: entry).map(\.target)
          prefix = schemas.count
          if place < prefix { below.append(schemas[place]) }
        }
        for entry in graph.entries(of: active.schema) {
          switch entry.keyword {
          case .items, .unevaluatedItems: if place >= prefix { below.append(entry.first) }
          case .contains: if explanation.isMet(entry.first, item) { below.append(entry.first) }
          default: break
          }
        }
      }
      close(below, item)
    }
  }

  private mutating func object(to key: NodeIndex, _ schemas: [Int32], _ node: NodeIndex) {
    let name = document.text(key)
    let described = DescribedChildren(schemas, in: graph, allWays: true)
    let names = described.names.keys.map { graph.names[Int($0)] }.sorted()
    let isKnownElsewhere =
      names.contains { $0.utf8.elementsEqual(name.utf8) } || !described.free.isEmpty
      || described.patterns.contains { graph.patterns[Int($0.pattern)].matches(name) }
    if isKnownElsewhere, isLenient { return }
    let present = Set(document.entries(of: node).map { document.text($0.key) })
    let shown = Explanation.shortened(name)
    errors.append(
      SchemaError(
        node: key,
        instanceLocation: explanation.instanceLocation(of: key),
        schemaLocation: graph.location(of: schemas[0]),
        keywordLocation: "",
        keyword: "unevaluatedProperties",
        message: isKnownElsewhere
          ? "the attribute \(shown) may not stand here beside the other values"
          : "there is no attribute \(shown)",
        expected: nil,
        found: name,
        hint: nil,
        suggestion: isKnownElsewhere
          ? nil
          : NearestName.of(name, in: names.filter { !present.contains($0) })
            ?? NearestName.of(name, in: names),
        length: document.lengthOnFirstLine(key),
        nested: []
      )
    )
  }
}
