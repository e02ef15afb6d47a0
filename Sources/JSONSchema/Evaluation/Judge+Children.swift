internal import Documents

extension Judge {
  /// Whether the entries of a map are what a table of names says.
  func members(_ step: Instruction, _ node: NodeIndex, _ marks: Marks) -> Bool {
    let table = tables.maps.members[Int(step.first)]
    var found: Int32 = 0
    var key = document.firstChild(node)
    let count = document.count(node)
    for place in 0..<count {
      let value = document.next(key)
      let slot = document.withText(key) { tables.names.find($0, in: table.table) }
      if let slot {
        if slot.pointee.isRequired { found &+= 1 }
        if slot.pointee.evaluates { mark(place, marks) }
        if !meets(slot.pointee.target, value, nil) { return false }
      } else if table.patterns.isEmpty {
        if table.additionalEvaluates { mark(place, marks) }
        if !meets(table.additional, value, nil) { return false }
      } else if !others(table, key, value, place, marks) {
        return false
      }
      key = document.next(value)
    }
    return found == table.required
  }

  @inline(__always)
  func mark(_ place: Int, _ marks: Marks) {
    marks?[place >> 6] |= 1 << UInt64(place & 63)
  }

  /// Whether the value under a name that only patterns may know is what they say.
  private func others(
    _ table: SchemaProgram.Members,
    _ key: NodeIndex,
    _ value: NodeIndex,
    _ place: Int,
    _ marks: Marks
  ) -> Bool {
    var matched: UInt64 = 0
    for index in table.patterns {
      let member = tables.maps.patternMembers[Int(index)]
      guard hasMatch(member.pattern, key) else { continue }
      let bit = index - table.patterns.lowerBound
      if bit < 64 { matched |= 1 << UInt64(bit) }
      if member.evaluates { mark(place, marks) }
      if !meets(member.state, value, nil) { return false }
    }
    for index in table.rests {
      let rest = tables.maps.rests[Int(index)]
      if rest.patterns & matched != 0 { continue }
      if rest.late.contains(where: { hasMatch(tables.lists[Int($0)], key) }) { continue }
      if rest.evaluates { mark(place, marks) }
      if !meets(rest.state, value, nil) { return false }
    }
    return true
  }

  func hasMatch(_ pattern: Int32, _ key: NodeIndex) -> Bool {
    document.withText(key) { matches(pattern, $0) }
  }

  /// Whether every name of a map meets a state; a key is a text like any other.
  func names(_ step: Instruction, _ node: NodeIndex) -> Bool {
    var key = document.firstChild(node)
    for _ in 0..<document.count(node) {
      if !meets(step.first, key, nil) { return false }
      key = document.next(document.next(key))
    }
    return true
  }

  func hasName(_ name: Int32, _ node: NodeIndex) -> Bool {
    let range = tables.maps.soughtNames[Int(name)]
    let text = tables.names.bytes[Int(range.lowerBound)..<Int(range.upperBound)]
    return document.key(of: node, named: UnsafeBufferPointer(rebasing: text)) != nil
  }

  func dependentRequired(_ step: Instruction, _ node: NodeIndex) -> Bool {
    guard hasName(step.first, node) else { return true }
    for place in Int(step.second)..<Int(step.second + step.third)
    where !hasName(tables.lists[place], node) {
      return false
    }
    return true
  }

  // MARK: Lists

  func prefixItems(_ step: Instruction, _ node: NodeIndex, _ marks: Marks) -> Bool {
    var item = document.firstChild(node)
    for place in 0..<min(document.count(node), Int(step.second)) {
      if !meets(tables.lists[Int(step.first) + place], item, nil) { return false }
      if step.evaluates, place < Int(step.third) { mark(place, marks) }
      item = document.next(item)
    }
    return true
  }

  func items(_ step: Instruction, _ node: NodeIndex, _ marks: Marks) -> Bool {
    var item = document.firstChild(node)
    for place in 0..<document.count(node) {
      if place >= Int(step.second), !meets(step.first, item, nil) { return false }
      if step.evaluates { mark(place, marks) }
      item = document.next(item)
    }
    return true
  }

  func contains(_ step: Instruction, _ node: NodeIndex, _ marks: Marks) -> Bool {
    var item = document.firstChild(node)
    var matching: Int32 = 0
    for place in 0..<document.count(node) {
      if meets(step.first, item, nil) {
        matching += 1
        if step.evaluates { mark(place, marks) }
        if step.third >= 0, matching > step.third { return false }
        // Nobody asks for the others.
        if step.third < 0, matching >= step.second, marks == nil { return true }
      }
      item = document.next(item)
    }
    return matching >= step.second
  }
}
