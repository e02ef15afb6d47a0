internal import Documents

extension Explanation {
  mutating func judgeList(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    let count = document.count(node)
    switch entry.keyword {
    case .minItems, .maxItems:
      judgeCount(entry, step, node, count, isLeast: entry.keyword == .minItems, &outcome)
    case .uniqueItems:
      guard let (_, second) = Uniqueness.repeated(in: node, document) else { return }
      let text = found(second)
      outcome.errors.append(
        error(entry, step, second, "\(text) stands twice in the list", found: text)
      )
    case .items:
      let items = document.items(of: node).dropFirst(Int(entry.second))
      for item in items {
        merge(judge(step.below(entry.first, name(of: entry, step)), item), of: item, &outcome)
      }
      if !items.isEmpty { annotate(entry, step, node, .bool(true), &outcome) }
    case .prefixItems:
      let schemas = graph.members(of: entry).map(\.target)
      let keyword = name(of: entry, step)
      let pairs = zip(schemas, document.items(of: node)).enumerated()
      for (place, (schema, item)) in pairs {
        merge(judge(step.below(schema, keyword, String(place)), item), of: item, &outcome)
      }
      let last = min(schemas.count, count) - 1
      if last >= 0 {
        annotate(entry, step, node, last == count - 1 ? .bool(true) : Self.index(last), &outcome)
      }
    case .contains: judgeContains(entry, step, node, &outcome)
    default: break
    }
  }

  /// Adds what is said about a child, which is evaluated by that.
  func merge(_ child: Outcome, of node: NodeIndex, _ outcome: inout Outcome) {
    outcome.errors += child.errors
    outcome.annotations += child.annotations
    outcome.evaluate(node)
  }

  private mutating func judgeContains(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    let evaluates = graph.nodes[Int(step.schema)].draft == .draft2020
    var matching: Int32 = 0
    var places: [Value] = []
    for (place, item) in document.items(of: node).enumerated() {
      let child = judge(step.below(entry.first, "contains"), item)
      guard child.isValid else { continue }
      matching += 1
      places.append(Self.index(place))
      outcome.annotations += child.annotations
      if evaluates { outcome.evaluate(item) }
    }
    if matching < entry.second {
      let least = Self.counted(entry.second, "item", "items")
      outcome.errors.append(
        mismatch(
          entry,
          step,
          node,
          expected: "at least \(least) of the kind that must be there",
          found: matching == 0 ? "none" : "\(matching)"
        )
      )
    }
    if entry.third >= 0, matching > entry.third {
      let most = Self.counted(entry.third, "item", "items")
      outcome.errors.append(
        mismatch(
          entry,
          step,
          node,
          expected: "at most \(most) of that kind",
          found: "\(matching)"
        )
      )
    }
    if !places.isEmpty { annotate(entry, step, node, .list(places), &outcome) }
  }

  private static func index(_ place: Int) -> Value {
    Number(String(place)).map { .number($0) } ?? .null
  }

  mutating func judgeUnevaluated(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    // Where something has failed already, what it would have evaluated is no objection of its own.
    let done = outcome.isValid ? outcome.evaluated : outcome.possible
    let isMap = document.kind(node) == .map
    guard entry.keyword == .unevaluatedProperties ? isMap : document.kind(node) == .list else {
      return
    }
    let below = step.below(entry.first, name(of: entry, step))
    if isMap {
      let refuses = graph.nodes[Int(entry.first)].verdict == false
      let names = refuses ? describedNames(step.schema) : []
      var evaluated: [Value] = []
      for (key, value) in document.entries(of: node) where !done.contains(value.rawValue) {
        judgeName(entry, below, step, key, value, names: names, &outcome)
        evaluated.append(.string(document.text(key)))
      }
      annotate(entry, step, node, .list(evaluated), &outcome)
    } else {
      let items = document.items(of: node).filter { !done.contains($0.rawValue) }
      for item in items { merge(judge(below, item), of: item, &outcome) }
      if !items.isEmpty { annotate(entry, step, node, .bool(true), &outcome) }
    }
  }

  /// All names that a schema, or one in place below it, describes in some way.
  func describedNames(_ schema: Int32) -> [String] {
    DescribedChildren([schema], in: graph, allWays: true).names.keys
      .map { graph.names[Int($0)] }.sorted()
  }
}
