internal import Documents

extension ProgramBuilder {
  /// The instructions of a state for values of a kind: nil where none is valid, none where all are.
  mutating func block(_ key: StateKey, _ kind: NodeKind) -> [Instruction]? {
    let expansion = expansion(of: key, kind)
    if expansion.isRejecting { return nil }
    // A schema that stands alone and depends on the value is judged while its children are tracked.
    if expansion.scoped == key.nodes {
      var block = unevaluated(key.nodes[0], key.mode, kind)
      if let run = closingOfChildren(key, expansion, kind).run {
        block.append(Instruction(.close, run))
      }
      return block
    }
    var block: [Instruction] = []
    if kind == .decimal, !expansion.types.contains(.decimal) { block.append(Instruction(.whole)) }
    guard appendEnumerations(expansion, kind, to: &block) else { return nil }
    switch kind {
    case .string: appendText(expansion, to: &block)
    case .integer, .decimal: appendNumbers(expansion, to: &block)
    case .list: appendList(key, expansion, to: &block)
    case .map: appendMap(key, expansion, to: &block)
    case .null, .true, .false: break
    }
    for node in expansion.scoped {
      let mode: Mode = key.mode.marks ? .marking : .plain
      block.append(Instruction(.call, state(of: [node], mode), evaluates: key.mode.marks))
    }
    for choice in expansion.choices { append(choice, key.mode, kind, to: &block) }
    return block
  }

  private mutating func unevaluated(_ node: Int32, _ mode: Mode, _ kind: NodeKind) -> [Instruction]
  {
    let keyword: Keyword = kind == .map ? .unevaluatedProperties : .unevaluatedItems
    let inner = state(of: [node], .tracked)
    let child = graph.entry(keyword, of: node).map { state(of: [$0.first], .plain) }
    return [Instruction(.unevaluated, inner, child ?? Self.anything, evaluates: mode.marks)]
  }

  private mutating func append(
    _ choice: Expansion.Choice,
    _ mode: Mode,
    _ kind: NodeKind,
    to block: inout [Instruction]
  ) {
    let evaluates = mode.marks && choice.branches.contains { traits.evaluates($0, kind) }
    switch choice {
    case .anyOf(let branches), .oneOf(let branches):
      let states = branches.map { branch($0, mode, kind) }
      let list = list(states)
      var isAny = false
      if case .anyOf = choice { isAny = true }
      block.append(
        Instruction(isAny ? .anyOf : .oneOf, list.start, list.count, evaluates: evaluates)
      )
    case .not(let node): block.append(Instruction(.not, state(of: [node], .plain)))
    case .condition(let condition, let then, let otherwise):
      let states = [condition, then, otherwise].map { $0 < 0 ? -1 : branch($0, mode, kind) }
      // Without then and else a condition only says what is evaluated.
      if states[1] < 0, states[2] < 0, !evaluates { return }
      block.append(
        Instruction(.condition, states[0], states[1], states[2], evaluates: evaluates)
      )
    case .dependent(let name, let schema):
      block.append(
        Instruction(
          .dependentSchema,
          sought(name),
          branch(schema, mode, kind),
          evaluates: evaluates
        )
      )
    }
  }

  // MARK: Values of their own

  /// Appends `const` and `enum`; false where no value of the kind is among theirs.
  private mutating func appendEnumerations(
    _ expansion: Expansion,
    _ kind: NodeKind,
    to block: inout [Instruction]
  ) -> Bool {
    for entry in entries(.const, .enum, in: expansion) {
      let count = entry.keyword == .const ? 1 : entry.second
      let places = (entry.first..<entry.first + count).map { graph.values[Int($0)] }
        .filter { isAlike(graph.documents[Int($0.document)].kind($0.node), kind) }
      if places.isEmpty { return false }
      switch kind {
      case .null, .true, .false: break
      case .string: block.append(Instruction(.word, words(places)))
      default:
        let start = Int32(program.values.count)
        for place in places {
          program.values.append(
            SchemaProgram.ValuePlace(document: place.document, node: place.node)
          )
        }
        block.append(Instruction(.equalsAny, start, Int32(places.count)))
      }
    }
    return true
  }

  private func isAlike(_ left: NodeKind, _ right: NodeKind) -> Bool {
    func number(_ kind: NodeKind) -> Bool { kind == .integer || kind == .decimal }
    return left == right || (number(left) && number(right))
  }

  /// The table of some texts.
  private mutating func words(_ places: [SchemaLibrary.Place]) -> Int32 {
    var texts: [String] = []
    for place in places {
      let text = graph.documents[Int(place.document)].text(place.node)
      if !texts.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { texts.append(text) }
    }
    let extent = program.names.add(texts.map { NameTable.Name(text: $0, target: 0) })
    program.words.append(extent)
    return Int32(program.words.count - 1)
  }

  /// The entries of some keywords in all schemas that hold together.
  func entries(_ keywords: Keyword..., in expansion: Expansion) -> [SchemaGraph.Entry] {
    expansion.joined.flatMap { node in
      graph.entries(of: node).filter { $0.keyword.map(keywords.contains) ?? false }
    }
  }

  /// The narrowest of all bounds of two keywords.
  func bounds(_ least: Keyword, _ most: Keyword, in expansion: Expansion) -> (Int32, Int32) {
    let minimum = entries(least, in: expansion).map(\.first).max() ?? 0
    let maximum = entries(most, in: expansion).map(\.first).min() ?? .max
    return (minimum, maximum)
  }

  private func appendText(_ expansion: Expansion, to block: inout [Instruction]) {
    let (minimum, maximum) = bounds(.minLength, .maxLength, in: expansion)
    if minimum > 0 || maximum < .max { block.append(Instruction(.length, minimum, maximum)) }
    for entry in entries(.format, in: expansion) {
      append(Instruction(.format, entry.first), to: &block)
    }
    for entry in entries(.pattern, in: expansion) {
      append(Instruction(.pattern, entry.first), to: &block)
    }
  }

  private func appendNumbers(_ expansion: Expansion, to block: inout [Instruction]) {
    let keywords: [(Keyword, Instruction.Operation)] = [
      (.minimum, .minimum), (.exclusiveMinimum, .exclusiveMinimum), (.maximum, .maximum),
      (.exclusiveMaximum, .exclusiveMaximum), (.multipleOf, .multipleOf),
    ]
    for (keyword, operation) in keywords {
      for entry in entries(keyword, in: expansion) {
        append(Instruction(operation, entry.first), to: &block)
      }
    }
  }

  /// Appends an instruction that is not there yet.
  private func append(_ instruction: Instruction, to block: inout [Instruction]) {
    if !block.contains(instruction) { block.append(instruction) }
  }
}
