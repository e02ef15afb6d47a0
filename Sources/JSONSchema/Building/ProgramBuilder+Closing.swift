internal import Documents

extension ProgramBuilder {
  /// Returns the part of a schema in the table of names that depend on the value; it is filled later.
  mutating func part(of node: Int32) -> Int32 {
    if let index = partIndices[node] { return index }
    let index = Int32(program.closing.parts.count)
    partIndices[node] = index
    program.closing.parts.append(ClosingTable.Part())
    pendingParts.append((index, node))
    return index
  }

  mutating func fillPart(_ index: Int32, _ node: Int32) {
    var part = ClosingTable.Part()
    part.isOpen = graph.nodes[Int(node)].isOpen
    var links: [ClosingTable.Link] = []
    for entry in graph.entries(of: node) {
      describeNames(entry, in: &part)
      describeItems(entry, in: &part)
      links += self.links(of: entry)
    }
    let start = Int32(program.closing.links.count)
    program.closing.links.append(contentsOf: links)
    part.links = start..<Int32(program.closing.links.count)
    program.closing.parts[Int(index)] = part
  }

  /// Computes how many parts may be active at once: what room a walk needs.
  mutating func measureParts() {
    for node in traits.order {
      guard let index = partIndices[node] else { continue }
      var size: Int32 = 1
      let links = program.closing.parts[Int(index)].links
      for link in program.closing.links[Int(links.lowerBound)..<Int(links.upperBound)] {
        let (sum, isBeyond) = size.addingReportingOverflow(
          program.closing.parts[Int(link.part)].size
        )
        size = isBeyond ? .max : sum
      }
      program.closing.parts[Int(index)].size = size
    }
  }

  /// A run of the parts of some schemas.
  mutating func run(_ nodes: [Int32]) -> Range<Int32> {
    let parts = nodes.map { part(of: $0) }
    let start = Int32(program.closing.list.count)
    program.closing.list.append(contentsOf: parts)
    return start..<Int32(program.closing.list.count)
  }

  private mutating func describeNames(
    _ entry: SchemaGraph.Entry,
    in part: inout ClosingTable.Part
  ) {
    switch entry.keyword {
    case .properties:
      if entry.second > 0 { part.describesNames = true }
      var names: [NameTable.Name] = []
      for member in graph.members(of: entry) {
        let parts = run([member.target])
        program.closing.runs.append(parts)
        names.append(
          NameTable.Name(
            text: graph.names[Int(member.label)],
            target: Int32(program.closing.runs.count - 1)
          )
        )
      }
      part.names = program.names.add(names)
      part.widest += 1
    case .patternProperties:
      if entry.second > 0 { part.describesNames = true }
      let own = graph.members(of: entry).map { member in
        ClosingTable.PatternPart(pattern: member.label, parts: run([member.target]))
      }
      let start = Int32(program.closing.patternParts.count)
      program.closing.patternParts.append(contentsOf: own)
      part.patterns = start..<Int32(program.closing.patternParts.count)
      part.widest += Int32(own.count)
    case .additionalProperties:
      part.describesNames = true
      part.free = run([entry.first])
      part.widest += 1
    case .unevaluatedProperties:
      part.describesNames = true
      part.unevaluated = run([entry.first])
      part.widest += 1
    default: break
    }
  }

  private mutating func describeItems(
    _ entry: SchemaGraph.Entry,
    in part: inout ClosingTable.Part
  ) {
    switch entry.keyword {
    case .prefixItems:
      let runs = graph.members(of: entry).map { run([$0.target]) }
      let start = Int32(program.closing.runs.count)
      program.closing.runs.append(contentsOf: runs)
      part.prefix = start..<Int32(program.closing.runs.count)
      part.widest += 1
    case .items, .unevaluatedItems:
      part.items = run([entry.first])
      part.widest += 1
    case .contains:
      part.contains = run([entry.first])
      part.containsState = state(of: [entry.first], .plain)
      part.widest += 1
    default: break
    }
  }

  private mutating func links(of entry: SchemaGraph.Entry) -> [ClosingTable.Link] {
    switch entry.keyword {
    case .reference, .dynamicReference, .recursiveReference, .allOf:
      return graph.schemasInPlace(of: entry).map { link(.always, $0) }
    case .anyOf, .oneOf:
      return graph.schemasInPlace(of: entry).map { node in
        link(.meets(state(of: [node], .plain)), node)
      }
    case .if:
      let test = state(of: [entry.first], .plain)
      var links = [link(.meets(test), entry.first)]
      if entry.second >= 0 { links.append(link(.meets(test), entry.second)) }
      if entry.third >= 0 { links.append(link(.fails(test), entry.third)) }
      return links
    case .dependentSchemas:
      return graph.members(of: entry).map { member in
        link(.hasName(sought(member.label)), member.target)
      }
    default: return []
    }
  }

  private mutating func link(_ test: ClosingTable.Link.Test, _ node: Int32) -> ClosingTable.Link {
    ClosingTable.Link(test: test, part: part(of: node))
  }
}
