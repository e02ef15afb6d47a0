internal import Documents

extension ProgramBuilder {
  /// Appends what holds for lists.
  mutating func appendList(
    _ key: StateKey,
    _ expansion: Expansion,
    to block: inout [Instruction]
  ) {
    let (minimum, maximum) = bounds(.minItems, .maxItems, in: expansion)
    if minimum > 0 || maximum < .max { block.append(Instruction(.count, minimum, maximum)) }
    let closing = closingOfChildren(key, expansion, .list)
    appendItems(key, expansion, closing.mode, to: &block)
    for node in expansion.joined {
      guard let entry = graph.entry(.contains, of: node) else { continue }
      let evaluates = key.mode.marks && traits.containsEvaluates(node)
      if entry.second == 0, entry.third < 0, !evaluates { continue }
      let state = state(of: [entry.first], .plain)
      block.append(
        Instruction(.contains, state, entry.second, entry.third, evaluates: evaluates)
      )
    }
    if !entries(.uniqueItems, in: expansion).isEmpty { block.append(Instruction(.uniqueItems)) }
    if let run = closing.run { block.append(Instruction(.close, run)) }
  }

  private mutating func appendItems(
    _ key: StateKey,
    _ expansion: Expansion,
    _ childMode: Mode,
    to block: inout [Instruction]
  ) {
    var prefixes: [[Int32]] = []
    var rests: [(node: Int32, from: Int)] = entries(.items, in: expansion)
      .map { ($0.first, Int($0.second)) }
    for entry in entries(.prefixItems, in: expansion) {
      prefixes.append(graph.members(of: entry).map(\.target))
    }
    for node in expansion.joined {
      if let rest = unevaluatedItems(of: node, key) { rests.append(rest) }
    }
    let evaluatesAll = key.mode.marks && !rests.isEmpty
    let prefixCount = prefixes.map(\.count).max() ?? 0
    let length = max(prefixCount, rests.map(\.from).max() ?? 0)
    if length > 0 {
      var states: [Int32] = []
      for place in 0..<length {
        let own = prefixes.filter { place < $0.count }.map { $0[place] }
        let shared = rests.filter { $0.from <= place }.map(\.node)
        states.append(state(of: own + shared, childMode))
      }
      let list = list(states)
      block.append(
        Instruction(
          .prefixItems,
          list.start,
          list.count,
          key.mode.marks ? Int32(prefixCount) : 0,
          evaluates: key.mode.marks
        )
      )
    }
    let rest = state(of: rests.map(\.node), childMode)
    if rest != Self.anything || evaluatesAll {
      block.append(Instruction(.items, rest, Int32(length), evaluates: evaluatesAll))
    }
  }

  /// What `unevaluatedItems` of a schema is about, where that does not depend on the value.
  private func unevaluatedItems(of node: Int32, _ key: StateKey) -> (node: Int32, from: Int)? {
    guard let entry = graph.entry(.unevaluatedItems, of: node),
      !(key.mode == .tracked && node == key.nodes[0])
    else { return nil }
    let all = alwaysWith(node)
    for other in all {
      if graph.entry(.items, of: other) != nil { return nil }
      if other != node, graph.entry(.unevaluatedItems, of: other) != nil { return nil }
    }
    let prefix = all.compactMap { graph.entry(.prefixItems, of: $0)?.second }.max() ?? 0
    return (entry.first, Int(prefix))
  }

  /// A schema and those that always hold with it, whatever the value.
  func alwaysWith(_ node: Int32) -> [Int32] {
    var all: [Int32] = []
    var pending = [node]
    while let next = pending.popLast() {
      guard !all.contains(next) else { continue }
      all.append(next)
      for entry in graph.entries(of: next) {
        switch entry.keyword {
        case .reference, .dynamicReference, .recursiveReference, .allOf:
          pending += graph.schemasInPlace(of: entry)
        default: break
        }
      }
    }
    return all
  }
}
