internal import Documents

/// Which children of a list or map are evaluated, as bits by their place; nil where nobody asks.
typealias Marks = UnsafeMutablePointer<UInt64>?

/// Runs a program over a document: the boolean path. It builds nothing, and allocates nothing but for
/// large values with choices to track.
struct Judge {
  let program: SchemaProgram
  let document: Document
  // SAFETY: the four buffers lie in the program's arrays, which `judge(_:_:)` holds for the call.
  let starts: UnsafeBufferPointer<Int32>
  let code: UnsafeBufferPointer<Instruction>
  let slots: UnsafeBufferPointer<NameTable.Slot>
  let nameBytes: UnsafeBufferPointer<UInt8>

  /// Whether a node of a document meets the program's root state.
  static func judge(_ program: SchemaProgram, _ document: Document, _ node: NodeIndex) -> Bool {
    if program.root < 0 { return true }
    return program.starts.withUnsafeBufferPointer { starts in
      program.code.withUnsafeBufferPointer { code in
        program.names.slots.withUnsafeBufferPointer { slots in
          program.names.bytes.withUnsafeBufferPointer { nameBytes in
            let judge = Judge(
              program: program,
              document: document,
              starts: starts,
              code: code,
              slots: slots,
              nameBytes: nameBytes
            )
            return judge.meets(program.root, node, nil)
          }
        }
      }
    }
  }

  /// Whether a value meets a state; a negative state is met by anything.
  @inline(__always)
  func meets(_ state: Int32, _ node: NodeIndex, _ marks: Marks) -> Bool {
    if state < 0 { return true }
    let kind = document.kind(node)
    let start = starts[Int(state) &* SchemaProgram.kinds &+ Int(kind.rawValue)]
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
      let step = code[place]
      if step.operation == .accept { return true }
      if !choose(step, kind, node, marks) { return false }
      place &+= 1
    }
  }

  private func runText(_ start: Int32, _ node: NodeIndex, _ marks: Marks) -> Bool {
    document.withText(node) { text in
      var place = Int(start)
      while true {
        let step = code[place]
        let isMet: Bool
        switch step.operation {
        case .accept: return true
        case .length:
          isMet = hasLength(text, Int(step.first), Int(step.second))
        case .pattern: isMet = program.patterns[Int(step.first)].matches(text)
        case .format: isMet = program.formats[Int(step.first)].accepts(text)
        case .word:
          isMet = slots.find(text, in: program.words[Int(step.first)], bytes: nameBytes) != nil
        default: isMet = choose(step, .string, node, marks)
        }
        if !isMet { return false }
        place &+= 1
      }
    }
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
        let step = code[place]
        let isMet: Bool
        switch step.operation {
        case .accept: return true
        case .whole: isMet = number.isWhole
        case .minimum: isMet = !number.isLess(than: program.numbers[Int(step.first)])
        case .exclusiveMinimum: isMet = number.isGreater(than: program.numbers[Int(step.first)])
        case .maximum: isMet = !number.isGreater(than: program.numbers[Int(step.first)])
        case .exclusiveMaximum: isMet = number.isLess(than: program.numbers[Int(step.first)])
        case .multipleOf: isMet = number.isMultiple(of: program.numbers[Int(step.first)])
        default: isMet = choose(step, kind, node, marks)
        }
        if !isMet { return false }
        place &+= 1
      }
    }
  }

  private func runList(_ start: Int32, _ node: NodeIndex, _ marks: Marks) -> Bool {
    var place = Int(start)
    while true {
      let step = code[place]
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
      let step = code[place]
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
