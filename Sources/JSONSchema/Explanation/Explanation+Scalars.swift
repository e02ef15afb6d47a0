internal import Diagnostics
internal import Documents

extension Explanation {
  func judgeValue(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    if entry.keyword == .type {
      let types = TypeSet(rawValue: UInt16(entry.first))
      if !isOf(types, node) {
        outcome.errors.append(mismatch(entry, step, node, expected: types.phrase))
      }
      return
    }
    let count = entry.keyword == .const ? 1 : entry.second
    let places = (entry.first..<entry.first + count).map { graph.values[Int($0)] }
    let isAmong = places.contains { place in
      let schema = graph.documents[Int(place.document)]
      return JSONEquality.areEqual(node, document, place.node, schema)
    }
    if isAmong { return }
    let texts = places.map { place -> String in
      let schema = graph.documents[Int(place.document)]
      return schema.kind(place.node) == .string
        ? schema.text(place.node) : schema.value(place.node).json()
    }
    let all = texts.joined(separator: ", ")
    let text = found(node)
    let isNamed = document.kind(node) == .string
    outcome.errors.append(
      error(
        entry,
        step,
        node,
        texts.count == 1 ? "\(text) is not \(all)" : "\(text) is not one of \(all)",
        expected: texts.count == 1 ? all : "one of \(all)",
        found: text,
        suggestion: isNamed ? NearestName.of(document.text(node), in: texts) : nil
      )
    )
  }

  private func isOf(_ types: TypeSet, _ node: NodeIndex) -> Bool {
    let kind = document.kind(node)
    if types.contains(TypeSet(kind)) { return true }
    guard kind == .decimal, types.contains(.wholeDecimal) else { return false }
    return document.withText(node) { ExactDecimal($0)?.isInteger ?? false }
  }

  func judgeText(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    switch entry.keyword {
    case .minLength, .maxLength:
      let count = document.withText(node) { $0.scalarCount() }
      judgeCount(entry, step, node, count, isLeast: entry.keyword == .minLength, &outcome)
    case .pattern:
      let pattern = graph.patterns[Int(entry.first)]
      if document.withText(node, { pattern.matches($0) }) { return }
      let text = found(node)
      outcome.errors.append(
        error(
          entry,
          step,
          node,
          "\(text) does not match \(pattern.source)",
          expected: "text that matches \(pattern.source)",
          found: text
        )
      )
    case .format:
      let format = graph.formats[Int(entry.first)]
      if document.withText(node, { format.accepts($0) }) {
        return annotate(entry, step, node, value(of: entry, step), &outcome)
      }
      outcome.errors.append(mismatch(entry, step, node, expected: format.phrase))
    default: break
    }
  }

  /// Objects where a text, list or map has more or fewer parts than a keyword allows.
  func judgeCount(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ count: Int,
    isLeast: Bool,
    _ outcome: inout Outcome
  ) {
    if isLeast ? count >= Int(entry.first) : count <= Int(entry.first) { return }
    let bound =
      switch document.kind(node) {
      case .list: Self.counted(entry.first, "item", "items")
      case .map: Self.counted(entry.first, "name", "names")
      default: Self.counted(entry.first, "character", "characters")
      }
    outcome.errors.append(
      mismatch(
        entry,
        step,
        node,
        expected: "\(isLeast ? "at least" : "at most") \(bound)",
        found: count == 0 ? "none" : "\(count)"
      )
    )
  }

  /// The value of a keyword.
  func value(of entry: SchemaGraph.Entry, _ step: Step) -> Value {
    let place = graph.nodes[Int(step.schema)].place
    let schema = graph.documents[Int(place.document)]
    return schema.value(schema.next(entry.key))
  }

  func judgeNumber(
    _ entry: SchemaGraph.Entry,
    _ step: Step,
    _ node: NodeIndex,
    _ outcome: inout Outcome
  ) {
    switch entry.keyword {
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf: break
    default: return
    }
    guard let number = document.withText(node, { ExactDecimal($0) }) else { return }
    let bound = graph.numbers[Int(entry.first)]
    let (isMet, words): (Bool, String) =
      switch entry.keyword {
      case .minimum: (number >= bound, "at least")
      case .exclusiveMinimum: (number > bound, "more than")
      case .maximum: (number <= bound, "at most")
      case .exclusiveMaximum: (number < bound, "less than")
      default: (number.isMultiple(of: bound), "a multiple of")
      }
    if !isMet {
      outcome.errors.append(mismatch(entry, step, node, expected: "\(words) \(bound)"))
    }
  }
}
