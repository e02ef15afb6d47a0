internal import Documents

extension Judge {
  /// Judges the steps that may stand for values of any kind.
  func choose(_ step: Instruction, _ kind: NodeKind, _ node: NodeIndex, _ marks: Marks) -> Bool {
    switch step.operation {
    case .equalsAny:
      return (step.first..<step.first + step.second).contains { index in
        let value = storage.program.values[Int(index)]
        return JSONEquality.areEqual(
          node,
          document,
          value.node,
          storage.program.documents[Int(value.document)]
        )
      }
    case .call: return meets(step.first, node, marks)
    case .not: return !meets(step.first, node, nil)
    case .anyOf: return anyOf(step, node, marks)
    case .oneOf: return oneOf(step, node, marks)
    case .condition: return condition(step, node, marks)
    case .unevaluated: return unevaluated(step, node, marks)
    case .close: return isClosed(storage.program.closing.runs[Int(step.first)], node)
    default: return false
    }
  }

  private func anyOf(_ step: Instruction, _ node: NodeIndex, _ marks: Marks) -> Bool {
    let list = Int(step.first)..<Int(step.first + step.second)
    guard step.evaluates, let marks else {
      return list.contains { meets(tables.lists[$0], node, nil) }
    }
    // Every branch that is met says what is evaluated.
    var isMet = false
    for place in list where meetsMarking(tables.lists[place], node, marks) { isMet = true }
    return isMet
  }

  private func oneOf(_ step: Instruction, _ node: NodeIndex, _ marks: Marks) -> Bool {
    var met: Int32?
    for place in Int(step.first)..<Int(step.first + step.second) {
      let state = tables.lists[place]
      guard meets(state, node, nil) else { continue }
      if met != nil { return false }
      met = state
    }
    guard let met else { return false }
    if step.evaluates, let marks { return meets(met, node, marks) }
    return true
  }

  private func condition(_ step: Instruction, _ node: NodeIndex, _ marks: Marks) -> Bool {
    let holds: Bool
    if step.evaluates, let marks {
      holds = meetsMarking(step.first, node, marks)
    } else {
      holds = meets(step.first, node, nil)
    }
    return meets(holds ? step.second : step.third, node, marks)
  }

  /// Judges a state and adds what it evaluates to marks, if the value meets it.
  private func meetsMarking(
    _ state: Int32,
    _ node: NodeIndex,
    _ marks: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    withMarks(node) { own, words in
      guard meets(state, node, own) else { return false }
      for word in 0..<words { marks[word] |= own[word] }
      return true
    }
  }

  private func withMarks(
    _ node: NodeIndex,
    _ body: (_ marks: UnsafeMutablePointer<UInt64>, _ words: Int) -> Bool
  ) -> Bool {
    let words = (document.count(node) + 63) / 64
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(1, words)) { buffer in
      buffer.initialize(repeating: 0)
      // SAFETY: a buffer of at least one word has an address; it is used within the call alone.
      guard let marks = buffer.baseAddress else { return false }
      return body(marks, words)
    }
  }

  /// Judges a value while its children are tracked, then those that nothing has evaluated.
  private func unevaluated(_ step: Instruction, _ node: NodeIndex, _ marks: Marks) -> Bool {
    withMarks(node) { own, words in
      guard meets(step.first, node, own) else { return false }
      if step.second >= 0 {
        let isMap = document.kind(node) == .map
        var child = document.firstChild(node)
        for place in 0..<document.count(node) {
          if isMap { child = document.next(child) }
          if own[place >> 6] >> UInt64(place & 63) & 1 == 0, !meets(step.second, child, nil) {
            return false
          }
          child = document.next(child)
        }
      }
      // By now every child is evaluated.
      if step.evaluates, let marks { for word in 0..<words { marks[word] = .max } }
      return true
    }
  }
}
