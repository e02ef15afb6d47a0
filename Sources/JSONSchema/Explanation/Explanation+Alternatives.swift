internal import Documents

extension Explanation {
  mutating func judgeAlternatives(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    let keyword = name(of: entry, step)
    let branches = graph.schemasInPlace(of: entry)
    let outcomes = branches.enumerated().map { place, branch in
      judge(step.below(branch, keyword, String(place)), node)
    }
    for branch in outcomes { outcome.possible.formUnion(branch.possible) }
    let matching = outcomes.indices.filter { outcomes[$0].isValid }
    if matching.isEmpty {
      outcome.errors += objections(entry, step, node, branches, outcomes)
    } else if entry.keyword == .oneOf, matching.count > 1 {
      let text = found(node)
      let places = matching.map { String($0 + 1) }.joined(separator: " and ")
      outcome.errors.append(
        error(
          entry,
          step,
          node,
          "\(text) fits alternatives \(places) at once, but must fit exactly one",
          expected: "exactly one of \(branches.count) alternatives",
          found: text
        )
      )
    } else {
      for place in matching { outcome.add(outcomes[place]) }
    }
  }

  /// The objections where no alternative fits.
  private func objections(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ branches: [Int32],
    _ outcomes: [Outcome]
  ) -> [SchemaError] {
    let kind = document.kind(node)
    let possible = branches.indices.filter { accepts(branches[$0], kind) }
    if possible.isEmpty {
      let types = branches.reduce(into: TypeSet()) { $0.formUnion(accepted($1)) }
      return [mismatch(entry, step, node, expected: types.phrase)]
    }
    // Where only one alternative is about such values at all, its objections stand for themselves.
    if possible.count == 1, !isComplete { return outcomes[possible[0]].errors }
    guard
      let closest = possible.min(by: {
        distance(outcomes[$0], node) < distance(outcomes[$1], node)
      })
    else { return [] }
    let nested = outcomes[closest].errors
    let reason = nested.first.map { ": \($0.message)" } ?? ""
    let text = found(node)
    let label = annotation("title", of: branches[closest]).map { " (\($0))" } ?? ""
    return [
      error(
        entry,
        step,
        node,
        "\(text) fits none of \(branches.count) alternatives; the closest is alternative \(closest + 1)\(label)\(reason)",
        expected: "one of \(branches.count) alternatives",
        found: text,
        suggestion: nested.count == 1 ? nested[0].suggestion : nil,
        nested: isComplete ? outcomes.flatMap(\.errors) : nested
      )
    ]
  }

  /// How far a value is from an alternative: fewer objections are closer, but an objection to the word
  /// that tells alternatives apart weighs more.
  private func distance(_ outcome: Outcome, _ node: NodeIndex) -> Int {
    outcome.errors.reduce(0) { sum, error in
      let isOfOtherKind = error.keyword == "type" && error.node == node
      let tellsApart = error.keyword == "const" || error.keyword == "enum"
      return sum + (isOfOtherKind ? 1_000 : tellsApart ? 10 : 1)
    }
  }
}
