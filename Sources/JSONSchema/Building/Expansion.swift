internal import Documents

/// Schemas that always hold together for values of one kind, with the choices that remain.
struct Expansion {
  /// A choice or condition that depends on the value.
  enum Choice {
    case anyOf([Int32])
    case oneOf([Int32])
    case not(Int32)
    case condition(Int32, then: Int32, otherwise: Int32)
    case dependent(name: Int32, schema: Int32)

    /// The schemas that may say which children are evaluated.
    var branches: [Int32] {
      switch self {
      case .anyOf(let list), .oneOf(let list): list
      case .not: []
      case .condition(let condition, let then, let otherwise):
        [condition, then, otherwise].filter { $0 >= 0 }
      case .dependent(_, let schema): [schema]
      }
    }
  }

  /// The schemas whose keywords are joined.
  var joined: [Int32] = []
  /// The schemas that are judged by themselves, since it depends on the value what they leave
  /// unevaluated.
  var scoped: [Int32] = []
  var choices: [Choice] = []
  var types = TypeSet.all
  var isRejecting = false
  /// Whether the caller's keyword opens what is described.
  var isOpen = false
}

extension ProgramBuilder {
  /// Collects all schemas that hold together with some for values of a kind.
  func expansion(of key: StateKey, _ kind: NodeKind) -> Expansion {
    var expansion = Expansion()
    var pending = Array(key.nodes.reversed())
    var seen: Set<Int32> = []
    while let node = pending.popLast() {
      guard seen.insert(node).inserted else { continue }
      let schema = graph.nodes[Int(node)]
      if schema.verdict == false { expansion.isRejecting = true }
      if schema.verdict != nil { continue }
      if schema.isOpen { expansion.isOpen = true }
      let isTracked = key.mode == .tracked && node == key.nodes[0]
      if !isTracked, traits.isScoped(node, kind) {
        expansion.scoped.append(node)
        continue
      }
      expansion.joined.append(node)
      for entry in graph.entries(of: node) { expand(entry, kind, &expansion, &pending) }
    }
    if !expansion.types.mayAccept(kind) { expansion.isRejecting = true }
    return expansion
  }

  private func expand(
    _ entry: SchemaGraph.Entry,
    _ kind: NodeKind,
    _ expansion: inout Expansion,
    _ pending: inout [Int32]
  ) {
    func may(_ node: Int32) -> Bool { traits.accepts[Int(node)].mayAccept(kind) }
    switch entry.keyword {
    case .type: expansion.types.formIntersection(TypeSet(rawValue: UInt16(entry.first)))
    case .reference, .dynamicReference, .recursiveReference: pending.append(entry.first)
    case .allOf: pending += graph.members(of: entry).reversed().map(\.target)
    case .anyOf, .oneOf:
      let branches = graph.members(of: entry).map(\.target).filter(may)
      if branches.isEmpty { expansion.isRejecting = true }
      if branches.count == 1 {
        pending.append(branches[0])
      } else {
        expansion.choices.append(entry.keyword == .anyOf ? .anyOf(branches) : .oneOf(branches))
      }
    case .not: if may(entry.first) { expansion.choices.append(.not(entry.first)) }
    case .if:
      if may(entry.first) {
        expansion.choices.append(
          .condition(entry.first, then: entry.second, otherwise: entry.third)
        )
      } else if entry.third >= 0 {
        pending.append(entry.third)
      }
    case .dependentSchemas where kind == .map:
      for member in graph.members(of: entry) {
        expansion.choices.append(.dependent(name: member.label, schema: member.target))
      }
    default: break
    }
  }
}
