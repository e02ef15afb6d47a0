internal import Diagnostics
internal import Documents

extension Explanation {
  mutating func judgeMap(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    var evaluated: [Value] = []
    switch entry.keyword {
    case .minProperties, .maxProperties:
      let isLeast = entry.keyword == .minProperties
      judgeCount(entry, step, node, document.count(node), isLeast: isLeast, &outcome)
    case .required:
      for name in graph.nameLists[entry.range] {
        let text = graph.names[Int(name)]
        guard document.child(node, named: text) == nil else { continue }
        outcome.errors.append(
          error(entry, step, node, "\(text) is missing", expected: text, found: "nothing")
        )
      }
    case .properties:
      for member in graph.members(of: entry) {
        let name = graph.names[Int(member.label)]
        guard let value = document.child(node, named: name) else { continue }
        merge(judge(step.below(member.target, "properties", name), value), of: value, &outcome)
        evaluated.append(.string(name))
      }
      annotate(entry, step, node, .list(evaluated), &outcome)
    case .patternProperties:
      for member in graph.members(of: entry) {
        let pattern = graph.patterns[Int(member.label)]
        for (key, value) in document.entries(of: node)
        where document.withText(key, { pattern.matches($0) }) {
          let below = step.below(member.target, "patternProperties", pattern.source)
          merge(judge(below, value), of: value, &outcome)
          evaluated.append(.string(document.text(key)))
        }
      }
      annotate(entry, step, node, .list(evaluated), &outcome)
    case .additionalProperties: judgeAdditional(entry, step, node, &outcome)
    case .propertyNames: judgeNames(entry, step, node, &outcome)
    case .dependentRequired: judgeDependencies(entry, step, node, &outcome)
    case .dependentSchemas:
      for member in graph.members(of: entry) {
        let name = graph.names[Int(member.label)]
        let below = step.below(member.target, self.name(of: entry, step), name)
        if document.child(node, named: name) != nil { outcome.add(judge(below, node)) }
      }
    default: break
    }
  }

  private mutating func judgeAdditional(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    let properties = graph.entry(.properties, of: step.schema).map { graph.members(of: $0) }
    let names = (properties ?? []).map { graph.names[Int($0.label)] }
    let known = Set(names.map(ExactName.init))
    let patterns = graph.entry(.patternProperties, of: step.schema)
      .map { graph.members(of: $0).map { graph.patterns[Int($0.label)] } }
    var evaluated: [Value] = []
    for (key, value) in document.entries(of: node) {
      let name = document.text(key)
      if known.contains(ExactName(text: name)) { continue }
      if let patterns, patterns.contains(where: { $0.matches(name) }) { continue }
      let below = step.below(entry.first, "additionalProperties")
      judgeName(entry, below, step, key, value, names: names, &outcome)
      evaluated.append(.string(name))
    }
    annotate(entry, step, node, .list(evaluated), &outcome)
  }

  /// Judges the value under a name that `properties` does not know; where none may stand there, the
  /// objection is to the name.
  mutating func judgeName(
    _ entry: SchemaGraph.Entry,
    _ below: Step,
    _ step: Step,
    _ key: NodeIndex,
    _ value: NodeIndex,
    names: [String],
    _ outcome: inout Outcome
  ) {
    guard graph.nodes[Int(below.schema)].verdict == false else {
      return merge(judge(below, value), of: value, &outcome)
    }
    let name = document.text(key)
    let present = Set(document.entries(of: parent(of: key)).map { document.text($0.key) })
    let candidates = names.filter { !present.contains($0) }
    outcome.errors.append(
      error(
        entry,
        step,
        key,
        "there is no attribute \(Self.shortened(name))",
        found: name,
        suggestion: NearestName.of(name, in: candidates) ?? NearestName.of(name, in: names)
      )
    )
    outcome.evaluate(value)
  }

  /// The map that a key stands in.
  func parent(of key: NodeIndex) -> NodeIndex {
    var container = document.root
    descent: while true {
      var child = document.firstChild(container)
      let end = document.next(container)
      while child < end {
        if child == key { return container }
        let after = document.next(child)
        if key < after {
          container = child
          continue descent
        }
        child = after
      }
      return container
    }
  }

  private mutating func judgeNames(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    for (key, _) in document.entries(of: node) {
      let own = judge(step.below(entry.first, "propertyNames"), key)
      guard let first = own.errors.first else { continue }
      let text = found(key)
      outcome.errors.append(
        error(
          entry,
          step,
          key,
          "\(text) may be no name here: \(first.message)",
          expected: first.expected,
          found: text,
          suggestion: first.suggestion
        )
      )
    }
  }

  private func judgeDependencies(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    for member in graph.members(of: entry) {
      let name = graph.names[Int(member.label)]
      guard document.child(node, named: name) != nil else { continue }
      for needed in graph.nameLists[graph.nameRanges[Int(member.target)]] {
        let text = graph.names[Int(needed)]
        guard document.child(node, named: text) == nil else { continue }
        outcome.errors.append(
          error(
            entry,
            step,
            node,
            "\(name) needs \(text), which is missing",
            expected: text,
            found: "nothing"
          )
        )
      }
    }
  }
}
