internal import Documents

/// Which children of a list or map are evaluated, as bits by their place; nil where nobody asks.
typealias Marks = UnsafeMutablePointer<UInt64>?

/// Runs a program over a document: the boolean path. It builds nothing, and allocates nothing but for
/// large values with choices to track.
struct Judge {
  let storage: CompiledSchema.Storage
  let tables: ProgramTables
  let document: Document

  /// Whether a node of a document meets a program's root state.
  static func judge(
    _ storage: CompiledSchema.Storage,
    _ document: Document,
    _ node: NodeIndex
  ) -> Bool {
    if storage.program.root < 0 { return true }
    return storage.program.withTables { tables in
      let judge = Judge(storage: storage, tables: tables, document: document)
      return judge.meets(storage.program.root, node, nil)
    }
  }

  /// Whether a value meets a state; a negative state is met by anything.
  @inline(__always)
  func meets(_ state: Int32, _ node: NodeIndex, _ marks: Marks) -> Bool {
    if state < 0 { return true }
    let kind = document.kind(node)
    let start = tables.starts[Int(state) &* SchemaProgram.kinds &+ Int(kind.rawValue)]
    if start <= SchemaProgram.accept { return start == SchemaProgram.accept }
    return run(start, kind, node, marks)
  }

  func run(_ start: Int32, _ kind: NodeKind, _ node: NodeIndex, _ marks: Marks) -> Bool {
    switch kind {
    case .string: runText(start, node, marks)
    case .integer, .decimal: runNumber(start, kind, node, marks)
    case .list: runList(start, node, marks)
    case .map: runMap(start, node, marks)
    case .null, .true, .false: runOther(start, kind, node, marks)
    }
  }

  private func runOther(_ start: Int32, _ kind: NodeKind, _ node: NodeIndex, _ marks: Marks) -> Bool
  {
    var place = Int(start)
    while true {
      let step = tables.code[place]
      if step.operation == .accept { return true }
      if !choose(step, kind, node, marks) { return false }
      place &+= 1
    }
  }

  private func runText(_ start: Int32, _ node: NodeIndex, _ marks: Marks) -> Bool {
    document.withText(node) { text in
      var place = Int(start)
      while true {
        let step = tables.code[place]
        let isMet: Bool
        switch step.operation {
        case .accept: return true
        case .length:
          isMet = hasLength(text, Int(step.first), Int(step.second))
        case .pattern: isMet = matches(step.first, text)
        case .format: isMet = hasFormat(step.first, text)
        case .word:
          isMet = tables.names.find(text, in: tables.scalars.words[Int(step.first)]) != nil
        default: isMet = choose(step, .string, node, marks)
        }
        if !isMet { return false }
        place &+= 1
      }
    }
  }

  /// Whether a text matches a pattern.
  @inline(__always)
  func matches(_ pattern: Int32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    tables.patterns.matches(pattern, text) ?? storage.program.patterns[Int(pattern)].matches(text)
  }

  private func hasFormat(_ format: Int32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if let standard = tables.scalars.formats[Int(format)] { return standard.accepts(text) }
    return storage.program.formats[Int(format)].accepts(text)
  }

  /// Whether a text has a number of scalars within bounds; most need no counting.
  private func hasLength(_ text: UnsafeBufferPointer<UInt8>, _ minimum: Int, _ maximum: Int) -> Bool
  {
    // A scalar takes one to four bytes.
    if text.count < minimum || text.count > maximum.multipliedReportingOverflow(by: 4).partialValue
    {
      return false
    }
    if text.count <= maximum, text.count / 4 >= minimum { return true }
    let count = text.scalarCount()
    return count >= minimum && count <= maximum
  }

  private func runNumber(
    _ start: Int32,
    _ kind: NodeKind,
    _ node: NodeIndex,
    _ marks: Marks
  ) -> Bool {
    document.withText(node) { text in
      let number = NumberText(text, kind)
      var place = Int(start)
      while true {
        let step = tables.code[place]
        let isMet: Bool
        switch step.operation {
        case .accept: return true
        case .whole: isMet = number.isWhole
        case .minimum: isMet = compare(number, step.first) >= 0
        case .exclusiveMinimum: isMet = compare(number, step.first) > 0
        case .maximum: isMet = compare(number, step.first) <= 0
        case .exclusiveMaximum: isMet = compare(number, step.first) < 0
        case .multipleOf: isMet = isMultiple(number, step.first)
        default: isMet = choose(step, kind, node, marks)
        }
        if !isMet { return false }
        place &+= 1
      }
    }
  }

  /// Whether a number is less than a bound (-1), equal to it (0) or greater (1).
  private func compare(_ number: NumberText, _ bound: Int32) -> Int {
    let small = tables.scalars.bounds[Int(bound)]
    if small.isSmall, let integer = number.integer {
      return integer < small.value ? -1 : integer == small.value ? 0 : 1
    }
    let exact = number.exact
    let other = storage.program.numbers[Int(bound)]
    return exact < other ? -1 : exact == other ? 0 : 1
  }

  private func isMultiple(_ number: NumberText, _ divisor: Int32) -> Bool {
    let small = tables.scalars.bounds[Int(divisor)]
    if small.isSmall, let integer = number.integer { return integer % small.value == 0 }
    return number.exact.isMultiple(of: storage.program.numbers[Int(divisor)])
  }

  private func runList(_ start: Int32, _ node: NodeIndex, _ marks: Marks) -> Bool {
    var place = Int(start)
    while true {
      let step = tables.code[place]
      let isMet: Bool
      switch step.operation {
      case .accept: return true
      case .count: isMet = hasCount(node, step)
      case .prefixItems: isMet = prefixItems(step, node, marks)
      case .items: isMet = items(step, node, marks)
      case .contains: isMet = contains(step, node, marks)
      case .uniqueItems: isMet = Uniqueness.holds(for: node, in: document)
      default: isMet = choose(step, .list, node, marks)
      }
      if !isMet { return false }
      place &+= 1
    }
  }

  private func runMap(_ start: Int32, _ node: NodeIndex, _ marks: Marks) -> Bool {
    var place = Int(start)
    while true {
      let step = tables.code[place]
      let isMet: Bool
      switch step.operation {
      case .accept: return true
      case .count: isMet = hasCount(node, step)
      case .members: isMet = members(step, node, marks)
      case .names: isMet = names(step, node)
      case .dependentRequired: isMet = dependentRequired(step, node)
      case .dependentSchema:
        isMet = !hasName(step.first, node) || meets(step.second, node, marks)
      default: isMet = choose(step, .map, node, marks)
      }
      if !isMet { return false }
      place &+= 1
    }
  }

  @inline(__always)
  private func hasCount(_ node: NodeIndex, _ step: Instruction) -> Bool {
    let count = document.count(node)
    return count >= Int(step.first) && count <= Int(step.second)
  }
}
