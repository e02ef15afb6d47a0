internal import Documents

/// The children that some schemas describe, over all ways that a value may go or over those alone
/// that it always goes.
struct DescribedChildren {
  var names: [Int32: [Int32]] = [:]
  var patterns: [(pattern: Int32, node: Int32)] = []
  /// Schemas of values under any other names.
  var free: [Int32] = []
  var items: [Int32] = []
  var hasPrefix = false
  var isOpen = false

  var describesNames: Bool { !names.isEmpty || !patterns.isEmpty || !free.isEmpty }
  var describesNothing: Bool { !describesNames && items.isEmpty && !isOpen }

  init(_ nodes: [Int32], in graph: SchemaGraph, allWays: Bool) {
    var pending = nodes
    var seen: Set<Int32> = []
    while let node = pending.popLast() {
      guard seen.insert(node).inserted else { continue }
      if graph.nodes[Int(node)].isOpen { isOpen = true }
      for entry in graph.entries(of: node) {
        take(entry, graph, allWays: allWays)
        switch entry.keyword {
        case .reference, .dynamicReference, .recursiveReference, .allOf:
          pending += graph.schemasInPlace(of: entry)
        case .anyOf, .oneOf, .if, .dependentSchemas:
          if allWays { pending += graph.schemasInPlace(of: entry) }
        default: break
        }
      }
    }
  }

  private mutating func take(
    _ entry: SchemaGraph.Entry,
    _ graph: SchemaGraph,
    allWays: Bool
  ) {
    switch entry.keyword {
    case .properties:
      for member in graph.members(of: entry) {
        names[member.label, default: []].append(member.target)
      }
    case .patternProperties:
      for member in graph.members(of: entry) { patterns.append((member.label, member.target)) }
    case .additionalProperties, .unevaluatedProperties: free.append(entry.first)
    case .prefixItems:
      hasPrefix = true
      items += graph.members(of: entry).map(\.target)
    case .items, .unevaluatedItems: items.append(entry.first)
    // Which items it is about depends on them.
    case .contains: if allWays { items.append(entry.first) }
    default: break
    }
  }
}

/// Whether some schemas describe all that another describes.
struct CoverageQuestion: Hashable {
  var schemas: [Int32]
  var others: [Int32]
}

extension ProgramBuilder {
  /// How the children of a value are closed.
  struct ChildClosing {
    /// The mode of the children's states.
    var mode = Mode.plain
    /// Whether names that no schema describes are refused right where names are looked up.
    var refusesOthers = false
    /// A run of parts, where it depends on the value which names are described.
    var run: Int32?
  }

  /// Decides how the children of a state's values are closed.
  mutating func closingOfChildren(
    _ key: StateKey,
    _ expansion: Expansion,
    _ kind: NodeKind
  ) -> ChildClosing {
    guard key.mode == .closing, !expansion.isOpen else { return ChildClosing() }
    let always = DescribedChildren(expansion.joined, in: graph, allWays: false)
    var others = expansion.choices.flatMap(\.branches) + expansion.scoped
    if kind == .list { others = others.filter { !describesNoItems($0) } }
    let contained =
      kind == .list ? entries(.contains, in: expansion).map(\.first) : []
    // Under a name that only patterns know, several schemas may meet that are not joined.
    let patterns = Set(always.patterns.map(\.pattern)).count
    let meet = kind == .map && patterns > 0 && patterns + (always.free.isEmpty ? 0 : 1) > 1
    let isStatic =
      !meet
      && others.allSatisfy { isCovered([$0], by: expansion.joined) }
      && contained.allSatisfy { isCovered([$0], by: always.hasPrefix ? [] : always.items) }
    guard isStatic else {
      program.closing.runs.append(run(key.nodes))
      return ChildClosing(run: Int32(program.closing.runs.count - 1))
    }
    return ChildClosing(
      mode: .closing,
      refusesOthers: kind == .map && always.describesNames && always.free.isEmpty
    )
  }

  private func describesNoItems(_ node: Int32) -> Bool {
    let described = DescribedChildren([node], in: graph, allWays: true)
    return described.items.isEmpty && !described.isOpen
  }

  /// Whether all that some schemas may describe, at every depth, is described by others anyway.
  private mutating func isCovered(_ others: [Int32], by schemas: [Int32]) -> Bool {
    let question = CoverageQuestion(schemas: schemas, others: others)
    if let answer = coverage[question] { return answer }
    // Of schemas that come back to themselves, what else they say decides.
    coverage[question] = true
    let assumed = coveredQuestions.count
    coveredQuestions.append(question)
    if judgeCoverage(question) { return true }
    // What was answered meanwhile may rest on the assumption.
    for other in coveredQuestions[assumed...] { coverage[other] = nil }
    coveredQuestions.removeSubrange(assumed...)
    coverage[question] = false
    return false
  }

  private mutating func judgeCoverage(_ question: CoverageQuestion) -> Bool {
    let other = DescribedChildren(question.others, in: graph, allWays: true)
    if other.describesNothing { return true }
    let own = DescribedChildren(question.schemas, in: graph, allWays: false)
    if own.isOpen { return true }
    if other.isOpen { return false }
    if other.describesNames {
      guard own.describesNames, other.patterns.isEmpty, other.free.isEmpty else { return false }
      for (name, nodes) in other.names {
        let text = graph.names[Int(name)]
        let matching = own.patterns.filter { graph.patterns[Int($0.pattern)].matches(text) }
        let known = (own.names[name] ?? []) + matching.map(\.node)
        let isKnown = own.names[name] != nil || !matching.isEmpty
        guard isKnown || !own.free.isEmpty else { return false }
        guard isCovered(nodes, by: isKnown ? known : own.free) else { return false }
      }
    }
    if other.items.isEmpty { return true }
    let comparable = !own.hasPrefix && !other.hasPrefix
    return isCovered(other.items, by: comparable ? own.items : [])
  }
}
