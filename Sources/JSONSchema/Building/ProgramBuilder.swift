internal import Documents

/// Builds a program from a graph of schemas.
///
/// A state stands for a set of schemas that hold for one place of a document. Its instructions are
/// those of all schemas that always hold together (`allOf`, `$ref`, and choices of which only one
/// branch accepts the kind of value at hand), joined: each name is looked up once and leads to the
/// state of all schemas for the value below.
struct ProgramBuilder {
  /// What a state does apart from judging.
  enum Mode: Hashable {
    case plain
    /// It says which children are evaluated.
    case marking
    /// The same for the one schema of the state, whose own `unevaluated…` keyword is left to the
    /// caller.
    case tracked
    /// It refuses names that no schema describes.
    case closing

    var marks: Bool { self == .marking || self == .tracked }
  }

  struct StateKey: Hashable {
    var nodes: [Int32]
    var mode: Mode
  }

  /// Beyond this many states schemas are no longer joined but judged one after the other.
  private static let greatestJoined = 100_000

  let graph: SchemaGraph
  let traits: SchemaTraits
  let options: SchemaOptions
  var program = SchemaProgram()
  private var states: [StateKey: Int32] = [:]
  private var pending: [(state: Int32, key: StateKey)] = []
  private var blocks: [[Instruction]: Int32] = [:]
  private var soughtIndices: [Int32: Int32] = [:]
  var partIndices: [Int32: Int32] = [:]
  var pendingParts: [(part: Int32, node: Int32)] = []
  var coverage: [CoverageQuestion: Bool] = [:]
  /// The questions that are answered with yes, in the order in which they were asked.
  var coveredQuestions: [CoverageQuestion] = []

  init(_ graph: SchemaGraph, options: SchemaOptions) throws(SchemaCompilationError) {
    self.graph = graph
    self.options = options
    traits = try SchemaTraits(graph)
  }

  /// Returns the program of the graph's node 0.
  mutating func build() -> SchemaProgram {
    program.code = [Instruction(.reject), Instruction(.accept)]
    program.documents = ContiguousArray(graph.documents)
    program.patterns = ContiguousArray(graph.patterns)
    program.formats = ContiguousArray(graph.formats)
    program.standardFormats = ContiguousArray(graph.formats.map(\.standard))
    for pattern in graph.patterns { program.matchers.add(pattern) }
    program.numbers = ContiguousArray(graph.numbers)
    program.bounds = ContiguousArray(graph.numbers.map(SmallBound.init))
    program.root = state(of: [0], options.closesObjects ? .closing : .plain)
    while !pending.isEmpty || !pendingParts.isEmpty {
      while let next = pending.popLast() { fill(next.state, next.key) }
      while let next = pendingParts.popLast() { fillPart(next.part, next.node) }
    }
    measureParts()
    return program
  }

  // MARK: States

  /// A state that accepts anything, as the target of names and items.
  static let anything: Int32 = -1

  /// Returns the state of schemas that hold together.
  mutating func state(of nodes: [Int32], _ mode: Mode) -> Int32 {
    var distinct: [Int32] = []
    for node in nodes.sorted() where distinct.last != node {
      if graph.nodes[Int(node)].verdict == false { return rejecting() }
      if isEmpty(node) { continue }
      distinct.append(node)
    }
    if distinct.isEmpty { return Self.anything }
    let key = StateKey(nodes: distinct, mode: mode)
    if let state = states[key] { return state }
    let state = newState()
    states[key] = state
    pending.append((state, key))
    return state
  }

  private mutating func newState() -> Int32 {
    let state = Int32(program.starts.count / SchemaProgram.kinds)
    program.starts.append(
      contentsOf: repeatElement(SchemaProgram.reject, count: SchemaProgram.kinds)
    )
    return state
  }

  /// The state that rejects everything.
  mutating func rejecting() -> Int32 {
    let key = StateKey(nodes: [], mode: .plain)
    if let state = states[key] { return state }
    let state = newState()
    states[key] = state
    return state
  }

  /// Whether a schema says nothing, about validity or otherwise.
  private func isEmpty(_ node: Int32) -> Bool {
    let schema = graph.nodes[Int(node)]
    return schema.verdict == true
      || (schema.verdict == nil && !schema.isOpen
        && graph.entries(of: node).allSatisfy { $0.keyword == nil })
  }

  private mutating func fill(_ state: Int32, _ key: StateKey) {
    let isTooMany = key.nodes.count > 1 && states.count > Self.greatestJoined
    for kind in NodeKind.all {
      let block: [Instruction]?
      if isTooMany {
        let mode: Mode = key.mode == .closing ? .plain : key.mode
        block = key.nodes.map { Instruction(.call, self.state(of: [$0], mode), evaluates: true) }
      } else {
        block = self.block(key, kind)
      }
      let index = Int(state) * SchemaProgram.kinds + Int(kind.rawValue)
      program.starts[index] = place(block)
    }
  }

  /// Puts instructions into the program and returns where they start; equal rows are shared.
  private mutating func place(_ block: [Instruction]?) -> Int32 {
    guard let block, block.first?.operation != .reject else { return SchemaProgram.reject }
    if block.isEmpty { return SchemaProgram.accept }
    if let start = blocks[block] { return start }
    let start = Int32(program.code.count)
    program.code.append(contentsOf: block)
    program.code.append(Instruction(.accept))
    blocks[block] = start
    return start
  }

  // MARK: Tables

  mutating func list(_ states: [Int32]) -> (start: Int32, count: Int32) {
    let start = Int32(program.lists.count)
    program.lists.append(contentsOf: states)
    return (start, Int32(states.count))
  }

  /// The index of a name that is looked for in a map.
  mutating func sought(_ name: Int32) -> Int32 {
    if let index = soughtIndices[name] { return index }
    let index = Int32(program.soughtNames.count)
    program.soughtNames.append(program.names.keep(graph.names[Int(name)]))
    soughtIndices[name] = index
    return index
  }

  /// A new instruction that calls the state of one schema, or nothing where the schema says nothing.
  mutating func branch(_ node: Int32, _ mode: Mode, _ kind: NodeKind) -> Int32 {
    let marks = mode.marks && traits.evaluates(node, kind)
    return state(of: [node], marks ? .marking : .plain)
  }
}
