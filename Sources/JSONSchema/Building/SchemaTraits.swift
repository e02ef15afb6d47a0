internal import Documents

/// What is known of each schema before a value is seen.
struct SchemaTraits: Sendable {
  /// The kinds of values that a schema may accept.
  private(set) var accepts: [TypeSet]
  /// Whether a schema, or one in place below it, says which properties are evaluated.
  private(set) var evaluatesProperties: [Bool]
  private(set) var evaluatesItems: [Bool]
  /// Whether it depends on the value which properties are evaluated.
  private(set) var hasConditionalProperties: [Bool]
  private(set) var hasConditionalItems: [Bool]
  /// All schemas, each after those that it applies in place.
  let order: [Int32]
  private let graph: SchemaGraph

  /// Finds out about all schemas of a graph; a schema that applies itself to the same value again and
  /// again is an error.
  init(_ graph: SchemaGraph) throws(SchemaCompilationError) {
    self.graph = graph
    let count = graph.nodes.count
    accepts = [TypeSet](repeating: .all, count: count)
    evaluatesProperties = [Bool](repeating: false, count: count)
    evaluatesItems = evaluatesProperties
    hasConditionalProperties = evaluatesProperties
    hasConditionalItems = evaluatesProperties
    order = try Self.order(graph)
    for node in order { learn(node) }
  }

  /// All schemas, each after those that it applies in place.
  private static func order(_ graph: SchemaGraph) throws(SchemaCompilationError) -> [Int32] {
    enum Mark { case new, open, done }
    var marks = [Mark](repeating: .new, count: graph.nodes.count)
    var order: [Int32] = []
    for root in graph.nodes.indices where marks[root] == .new {
      var stack: [(node: Int32, below: [Int32])] = []
      func open(_ node: Int32) {
        marks[Int(node)] = .open
        stack.append((node, graph.entries(of: node).flatMap { graph.schemasInPlace(of: $0) }))
      }
      open(Int32(root))
      while var top = stack.popLast() {
        guard let next = top.below.popLast() else {
          marks[Int(top.node)] = .done
          order.append(top.node)
          continue
        }
        stack.append(top)
        switch marks[Int(next)] {
        case .new: open(next)
        case .done: break
        case .open:
          throw SchemaCompilationError(
            location: graph.location(of: next),
            message: "the schema applies itself to the same value without end"
          )
        }
      }
    }
    return order
  }

  private mutating func learn(_ node: Int32) {
    let index = Int(node)
    if let verdict = graph.nodes[index].verdict {
      accepts[index] = verdict ? .all : []
      return
    }
    for entry in graph.entries(of: node) {
      let below = graph.schemasInPlace(of: entry)
      switch entry.keyword {
      case .type: accepts[index].formIntersection(TypeSet(rawValue: UInt16(entry.first)))
      case .const: accepts[index].formIntersection(kinds(of: [entry.first]))
      case .enum:
        accepts[index].formIntersection(kinds(of: entry.first..<entry.first + entry.second))
      case .reference, .dynamicReference, .recursiveReference, .allOf:
        for target in below {
          accepts[index].formIntersection(accepts[Int(target)])
          takeOver(target, into: index, isConditional: false)
        }
      case .anyOf, .oneOf:
        let together = below.reduce(into: TypeSet()) { $0.formUnion(accepts[Int($1)]) }
        accepts[index].formIntersection(together)
        for target in below { takeOver(target, into: index, isConditional: true) }
      case .if, .dependentSchemas:
        for target in below { takeOver(target, into: index, isConditional: true) }
      case .properties, .patternProperties, .additionalProperties, .unevaluatedProperties:
        evaluatesProperties[index] = true
      case .prefixItems, .items, .unevaluatedItems: evaluatesItems[index] = true
      case .contains where containsEvaluates(node):
        evaluatesItems[index] = true
        hasConditionalItems[index] = true
      default: break
      }
    }
  }

  private mutating func takeOver(_ target: Int32, into index: Int, isConditional: Bool) {
    let target = Int(target)
    if evaluatesProperties[target] {
      evaluatesProperties[index] = true
      if isConditional { hasConditionalProperties[index] = true }
    }
    if evaluatesItems[target] {
      evaluatesItems[index] = true
      if isConditional { hasConditionalItems[index] = true }
    }
    if hasConditionalProperties[target] { hasConditionalProperties[index] = true }
    if hasConditionalItems[target] { hasConditionalItems[index] = true }
  }

  /// Whether `contains` says which items are evaluated: since 2020-12 it does.
  func containsEvaluates(_ node: Int32) -> Bool { graph.nodes[Int(node)].draft == .draft2020 }

  private func kinds(of values: some Sequence<Int32>) -> TypeSet {
    values.reduce(into: TypeSet()) { kinds, value in
      let place = graph.values[Int(value)]
      let kind = graph.documents[Int(place.document)].kind(place.node)
      switch kind {
      case .integer, .decimal: kinds.formUnion([.plainInteger, .decimal, .wholeDecimal])
      default: kinds.formUnion(TypeSet(kind))
      }
    }
  }

  /// Whether it depends on the value what the `unevaluated…` keyword of a schema is about.
  func isScoped(_ node: Int32, _ kind: NodeKind) -> Bool {
    switch kind {
    case .map:
      hasConditionalProperties[Int(node)] && graph.entry(.unevaluatedProperties, of: node) != nil
    case .list: hasConditionalItems[Int(node)] && graph.entry(.unevaluatedItems, of: node) != nil
    default: false
    }
  }

  /// Whether a schema says which children of a value of that kind are evaluated.
  func evaluates(_ node: Int32, _ kind: NodeKind) -> Bool {
    kind == .map ? evaluatesProperties[Int(node)] : evaluatesItems[Int(node)]
  }

  func hasConditions(_ node: Int32, _ kind: NodeKind) -> Bool {
    kind == .map ? hasConditionalProperties[Int(node)] : hasConditionalItems[Int(node)]
  }
}
