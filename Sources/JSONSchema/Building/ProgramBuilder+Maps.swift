internal import Documents

extension ProgramBuilder {
  /// Schemas for the values under all names but some.
  private struct Rest {
    var names: Set<Int32>
    var patterns: Set<Int32>
    /// The schema; nil refuses the names.
    var node: Int32?
  }

  /// What several schemas say about the entries of a map.
  private struct Entries {
    /// Schemas by name.
    var properties: [Int32: [Int32]] = [:]
    /// The names in the order in which they are written, for a program that is always the same.
    var order: [Int32] = []
    var patterns: [(pattern: Int32, node: Int32)] = []
    var rests: [Rest] = []
    var required: Set<Int32> = []

    mutating func note(_ name: Int32) {
      if properties[name] == nil {
        properties[name] = []
        order.append(name)
      }
    }
  }

  /// Appends what holds for maps.
  mutating func appendMap(_ key: StateKey, _ expansion: Expansion, to block: inout [Instruction]) {
    let (minimum, maximum) = bounds(.minProperties, .maxProperties, in: expansion)
    if minimum > 0 || maximum < .max { block.append(Instruction(.count, minimum, maximum)) }
    let closing = closingOfChildren(key, expansion, .map)
    var entries = entries(of: expansion, key)
    if closing.refusesOthers {
      entries.rests.append(
        Rest(
          names: Set(describedNames(expansion)),
          patterns: Set(entries.patterns.map(\.pattern)),
          node: nil
        )
      )
    }
    appendMembers(entries, key.mode, closing.mode, to: &block)
    for entry in self.entries(.dependentRequired, in: expansion) {
      for member in graph.members(of: entry) {
        let range = graph.nameRanges[Int(member.target)]
        let names = graph.nameLists[range].map { sought($0) }
        let list = list(names)
        block.append(
          Instruction(.dependentRequired, sought(member.label), list.start, list.count)
        )
      }
    }
    for entry in self.entries(.propertyNames, in: expansion) {
      let state = state(of: [entry.first], .plain)
      if state != Self.anything { block.append(Instruction(.names, state)) }
    }
    if let run = closing.run { block.append(Instruction(.close, run)) }
  }

  private func entries(of expansion: Expansion, _ key: StateKey) -> Entries {
    var entries = Entries()
    for node in expansion.joined {
      var own: Set<Int32> = []
      var ownPatterns: Set<Int32> = []
      for entry in graph.entries(of: node) {
        switch entry.keyword {
        case .properties:
          for member in graph.members(of: entry) {
            entries.note(member.label)
            entries.properties[member.label]?.append(member.target)
            own.insert(member.label)
          }
        case .patternProperties:
          for member in graph.members(of: entry) {
            entries.patterns.append((member.label, member.target))
            ownPatterns.insert(member.label)
          }
        case .required:
          for name in graph.nameLists[entry.range] {
            entries.note(name)
            entries.required.insert(name)
          }
        default: break
        }
      }
      if let entry = graph.entry(.additionalProperties, of: node) {
        entries.rests.append(Rest(names: own, patterns: ownPatterns, node: entry.first))
      }
      if let rest = unevaluatedProperties(of: node, key) { entries.rests.append(rest) }
    }
    return entries
  }

  /// What `unevaluatedProperties` of a schema is about, where that does not depend on the value.
  private func unevaluatedProperties(of node: Int32, _ key: StateKey) -> Rest? {
    guard let entry = graph.entry(.unevaluatedProperties, of: node),
      !(key.mode == .tracked && node == key.nodes[0])
    else { return nil }
    var rest = Rest(names: [], patterns: [], node: entry.first)
    for other in alwaysWith(node) {
      for entry in graph.entries(of: other) {
        switch entry.keyword {
        case .properties: rest.names.formUnion(graph.members(of: entry).map(\.label))
        case .patternProperties: rest.patterns.formUnion(graph.members(of: entry).map(\.label))
        case .additionalProperties: return nil
        case .unevaluatedProperties where other != node: return nil
        default: break
        }
      }
    }
    return rest
  }

  /// The names that `properties` of the joined schemas describe.
  func describedNames(_ expansion: Expansion) -> [Int32] {
    entries(.properties, in: expansion).flatMap { graph.members(of: $0).map(\.label) }
  }

  private mutating func appendMembers(
    _ entries: Entries,
    _ mode: Mode,
    _ childMode: Mode,
    to block: inout [Instruction]
  ) {
    if entries.order.isEmpty, entries.patterns.isEmpty, entries.rests.isEmpty { return }
    var names: [NameTable.Name] = []
    for name in entries.order {
      let text = graph.names[Int(name)]
      let own = entries.properties[name] ?? []
      let matching = entries.patterns.filter { graph.patterns[Int($0.pattern)].matches(text) }
      let matched = Set(matching.map(\.pattern))
      let rests = entries.rests.filter {
        !$0.names.contains(name) && $0.patterns.isDisjoint(with: matched)
      }
      let target = state(own + matching.map(\.node), rests, childMode)
      let isDescribed = !own.isEmpty || !matching.isEmpty || !rests.isEmpty
      names.append(
        NameTable.Name(
          text: text,
          target: target,
          isRequired: entries.required.contains(name),
          evaluates: mode.marks && isDescribed
        )
      )
    }
    var members = SchemaProgram.Members(table: program.names.add(names))
    members.required = Int32(entries.required.count)
    members.additionalEvaluates = mode.marks && !entries.rests.isEmpty
    if entries.patterns.isEmpty {
      members.additional = state([], entries.rests, childMode)
    } else {
      appendPatterns(entries, mode, childMode, to: &members)
    }
    program.members.append(members)
    block.append(Instruction(.members, Int32(program.members.count - 1), evaluates: mode.marks))
  }

  private mutating func appendPatterns(
    _ entries: Entries,
    _ mode: Mode,
    _ childMode: Mode,
    to members: inout SchemaProgram.Members
  ) {
    // Schemas under one pattern are joined.
    var order: [Int32] = []
    var nodes: [Int32: [Int32]] = [:]
    for (pattern, node) in entries.patterns {
      if nodes[pattern] == nil { order.append(pattern) }
      nodes[pattern, default: []].append(node)
    }
    let own = order.map { pattern in
      SchemaProgram.PatternMember(
        pattern: pattern,
        state: state(of: nodes[pattern] ?? [], childMode),
        evaluates: mode.marks
      )
    }
    let start = Int32(program.patternMembers.count)
    program.patternMembers.append(contentsOf: own)
    members.patterns = start..<Int32(program.patternMembers.count)
    let rests = entries.rests.map { rest in
      let places = order.indices.filter { rest.patterns.contains(order[$0]) }
      let late = list(places.filter { $0 >= 64 }.map { order[$0] })
      return SchemaProgram.Rest(
        patterns: places.filter { $0 < 64 }.reduce(0) { $0 | 1 << UInt64($1) },
        late: late.start..<late.start + late.count,
        state: state([], [rest], childMode),
        evaluates: mode.marks
      )
    }
    let restStart = Int32(program.rests.count)
    program.rests.append(contentsOf: rests)
    members.rests = restStart..<Int32(program.rests.count)
  }

  /// The state of some schemas and some rests; one that refuses makes it refuse everything.
  private mutating func state(_ nodes: [Int32], _ rests: [Rest], _ mode: Mode) -> Int32 {
    if rests.contains(where: { $0.node == nil }) { return rejecting() }
    return state(of: nodes + rests.compactMap(\.node), mode)
  }
}
