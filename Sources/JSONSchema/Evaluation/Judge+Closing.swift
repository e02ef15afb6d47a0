internal import Documents

extension Judge {
  /// A part that holds for a value, and where those that hold because of it end.
  private struct ActivePart {
    var part: Int32
    var end: Int
  }

  /// The parts that hold for a value, and room for those of one child.
  private struct Activity {
    let active: UnsafeMutableBufferPointer<ActivePart>
    var count = 0
    let known: UnsafeMutableBufferPointer<Bool>
    let below: UnsafeMutableBufferPointer<Int32>
    var belowCount = 0
  }

  /// Whether every name below a value is described by one of the parts in a run.
  func isClosed(_ run: Range<Int32>, _ node: NodeIndex) -> Bool {
    storage.program.closing.list.withUnsafeBufferPointer { list in
      isClosed(UnsafeBufferPointer(rebasing: list[Int(run.lowerBound)..<Int(run.upperBound)]), node)
    }
  }

  private func isClosed(_ parts: UnsafeBufferPointer<Int32>, _ node: NodeIndex) -> Bool {
    let kind = document.kind(node)
    guard kind == .map || kind == .list, document.count(node) > 0, !parts.isEmpty else {
      return true
    }
    var room = 0
    for part in parts { room += Int(storage.program.closing.parts[Int(part)].size) }
    return withUnsafeTemporaryAllocation(of: ActivePart.self, capacity: room) { active in
      withUnsafeTemporaryAllocation(of: Bool.self, capacity: room) { known in
        var count = 0
        for part in parts { activate(part, node, active, &count) }
        var width = 0
        for index in 0..<count {
          let part = storage.program.closing.parts[Int(active[index].part)]
          if part.isOpen { return true }
          width += Int(part.widest)
        }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: width) { below in
          var activity = Activity(active: active, count: count, known: known, below: below)
          return kind == .map
            ? isClosedMap(node, &activity) : isClosedList(node, &activity)
        }
      }
    }
  }

  private func activate(
    _ index: Int32,
    _ node: NodeIndex,
    _ active: UnsafeMutableBufferPointer<ActivePart>,
    _ count: inout Int
  ) {
    let own = count
    active[own] = ActivePart(part: index, end: 0)
    count += 1
    for link in storage.program.closing.parts[Int(index)].links {
      let link = storage.program.closing.links[Int(link)]
      let holds =
        switch link.test {
        case .always: true
        case .meets(let state): meets(state, node, nil)
        case .fails(let state): !meets(state, node, nil)
        case .hasName(let name): document.kind(node) == .map && hasName(name, node)
        }
      if holds { activate(link.part, node, active, &count) }
    }
    active[own].end = count
  }

  private func isClosedMap(_ node: NodeIndex, _ activity: inout Activity) -> Bool {
    var describesNames = false
    for index in 0..<activity.count {
      let part = storage.program.closing.parts[Int(activity.active[index].part)]
      if part.describesNames { describesNames = true }
    }
    if !describesNames { return true }
    var key = document.firstChild(node)
    for _ in 0..<document.count(node) {
      let value = document.next(key)
      guard describe(key, &activity), isClosedChild(value, activity) else { return false }
      key = document.next(value)
    }
    return true
  }

  private func isClosedChild(_ value: NodeIndex, _ activity: Activity) -> Bool {
    isClosed(UnsafeBufferPointer(rebasing: activity.below[0..<activity.belowCount]), value)
  }

  /// Collects the parts of the value under a key; false where nothing describes the name.
  private func describe(_ key: NodeIndex, _ activity: inout Activity) -> Bool {
    activity.belowCount = 0
    var isKnown = false
    for index in 0..<activity.count {
      let part = storage.program.closing.parts[Int(activity.active[index].part)]
      let knows = describe(key, part, &activity)
      activity.known[index] = knows
      if knows { isKnown = true }
    }
    // Inner schemas first: what they take as unevaluated is evaluated for outer ones.
    for index in stride(from: activity.count - 1, through: 0, by: -1) {
      let part = storage.program.closing.parts[Int(activity.active[index].part)]
      guard let rest = part.unevaluated else { continue }
      if (index..<activity.active[index].end).contains(where: { activity.known[$0] }) { continue }
      activity.known[index] = true
      isKnown = true
      add(rest, &activity)
    }
    return isKnown
  }

  private func describe(
    _ key: NodeIndex,
    _ part: ClosingTable.Part,
    _ activity: inout Activity
  ) -> Bool {
    var knows = false
    if let names = part.names,
      let slot = document.withText(key, { tables.names.find($0, in: names) })
    {
      add(storage.program.closing.runs[Int(slot.pointee.target)], &activity)
      knows = true
    }
    for index in part.patterns {
      let own = storage.program.closing.patternParts[Int(index)]
      guard hasMatch(own.pattern, key) else { continue }
      add(own.parts, &activity)
      knows = true
    }
    if !knows, let free = part.free {
      add(free, &activity)
      knows = true
    }
    return knows
  }

  private func add(_ run: Range<Int32>, _ activity: inout Activity) {
    for place in run {
      activity.below[activity.belowCount] = storage.program.closing.list[Int(place)]
      activity.belowCount += 1
    }
  }

  private func isClosedList(_ node: NodeIndex, _ activity: inout Activity) -> Bool {
    var item = document.firstChild(node)
    for place in 0..<document.count(node) {
      activity.belowCount = 0
      for index in 0..<activity.count {
        let part = storage.program.closing.parts[Int(activity.active[index].part)]
        if place < part.prefix.count {
          add(storage.program.closing.runs[Int(part.prefix.lowerBound) + place], &activity)
        } else {
          add(part.items, &activity)
        }
        if !part.contains.isEmpty, meets(part.containsState, item, nil) {
          add(part.contains, &activity)
        }
      }
      if !isClosedChild(item, activity) { return false }
      item = document.next(item)
    }
    return true
  }
}
