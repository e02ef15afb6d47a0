extension TextEditor {
  /// What is added to a list or map.
  enum Addition {
    case entry(String, Value)
    case item(Value)
  }

  /// Adds an entry or item to a list or map, so that it stands at `offset`.
  mutating func insert(
    _ addition: Addition,
    into container: Spot,
    at offset: Int
  ) throws(EditError) {
    if isBlock(container.node) {
      try insertIntoBlock(addition, container, at: offset)
      return
    }
    if document.count(container.node) == 0, try opened(addition, container) { return }
    if !hasBrackets(container.node) {
      let range = range(container.node)
      var splices = Splices()
      splices.insert(Array("{ ".utf8), at: range.lowerBound)
      splices.insert(Array(" }".utf8), at: range.upperBound)
      try take(splices)
      try insertIntoFlow(addition, spot(container.place), at: offset)
      return
    }
    try insertIntoFlow(addition, container, at: offset)
  }

  /// Writes an empty `{}` or `[]` anew where it stands in a list or map by indentation and its first
  /// child is better off there; a comment inside keeps it as it is.
  private mutating func opened(_ addition: Addition, _ spot: Spot) throws(EditError) -> Bool {
    if let container = spot.container, !isBlock(container) { return false }
    let range = range(spot.node)
    guard lines.gap(range.lowerBound, range.upperBound, { $0.comments.isEmpty }) else {
      return false
    }
    let value: Value =
      switch addition {
      case .entry(let name, let value): .map([name: value])
      case .item(let value): .list([value])
      }
    try replace(spot, with: value)
    return true
  }

  // MARK: By indentation

  private mutating func insertIntoBlock(
    _ addition: Addition,
    _ spot: Spot,
    at offset: Int
  ) throws(EditError) {
    let container = spot.node
    let column = column(container)
    let form = form(of: addition, in: spot, column: column)
    if offset > 0 {
      try insert(form, afterChild: offset - 1, of: container, column: column)
      return
    }
    var splices = Splices()
    let start = range(container).lowerBound
    if !lines.startsLine(start) {
      // The first child stands beside a dash or colon.
      let text = form.inline + joined(form.lines + [ValueText.indented([], by: column)])
      splices.insert(text, at: start)
      try take(splices)
      return
    }
    // Comments above the first child of a nested list or map are about that child; those at the top
    // of the text are about all of it.
    var line = lines.lineStart(start)
    if spot.container != nil, let indicator = indicatorEnd(spot) {
      line = lines.nextLine(indicator)
    }
    let text = joined([ValueText.indented(form.inline, by: column)] + form.lines)
    splices.insert(Array(text.dropFirst(lines.lineBreak.count)) + lines.lineBreak, at: line)
    try take(splices, tailAt: form.endsInBlockScalar ? line : nil, column: column)
  }

  private func form(
    of addition: Addition,
    in spot: Spot,
    column: Int
  ) -> ValueText.Form {
    let cursor = cursor(at: spot.place)
    switch addition {
    case .entry(let name, let value):
      return writer.entry(name, value, column: column, cursor)
    case .item(let value):
      let maps = document.items(of: spot.node).filter { document.kind($0) == .map }
      return writer.item(
        value,
        column: column,
        order.tree.stepToItem(cursor),
        style: value.mapValue == nil ? nil : maps.last.map(document.style)
      )
    }
  }

  private mutating func insert(
    _ form: ValueText.Form,
    afterChild offset: Int,
    of container: NodeIndex,
    column: Int
  ) throws(EditError) {
    var splices = Splices()
    let text = joined([ValueText.indented(form.inline, by: column)] + form.lines)
    let position = lineAfter(childEnd(container, offset), column: column)
    let isOpenEnd = position == lines.bytes.count && lines.bytes.last != UInt8(ascii: "\n")
    if isOpenEnd {
      endLastBlockScalar(&splices)
      splices.insert(text + (form.endsInBlockScalar ? lines.lineBreak : []), at: position)
      try take(splices)
      return
    }
    splices.insert(Array(text.dropFirst(lines.lineBreak.count)) + lines.lineBreak, at: position)
    try take(splices, tailAt: form.endsInBlockScalar ? position : nil, column: column)
  }

  /// Where the line after a child starts: behind the comments that are indented further than the
  /// child, because they belong to what it holds.
  private func lineAfter(_ end: Int, column: Int) -> Int {
    var result = lines.nextLine(end)
    var position = result
    while position < lines.bytes.count {
      let content = lines.skipSpaces(position)
      if lines.isComment(content), content - position > column {
        position = lines.nextLine(position)
        result = position
      } else if content == lines.lineEnd(position) {
        position = lines.nextLine(position)
      } else {
        break
      }
    }
    return result
  }

  /// A block scalar whose last line is the last of the text, without a line break, has none in its
  /// value either; before another line follows, its header must say so.
  private func endLastBlockScalar(_ splices: inout Splices) {
    let last = NodeIndex(rawValue: document.next(document.root).rawValue - 1)
    guard [.literal, .folded].contains(document.style(last)),
      range(last).upperBound == lines.bytes.count,
      document.withText(last, { $0.last != UInt8(ascii: "\n") })
    else { return }
    var position = range(last).lowerBound + 1
    while position < lines.bytes.count, "+-123456789".utf8.contains(lines.bytes[position]) {
      if lines.bytes[position] == UInt8(ascii: "-") { return }
      if lines.bytes[position] == UInt8(ascii: "+") {
        splices.replace(position..<position + 1, with: Array("-".utf8))
        return
      }
      position += 1
    }
    splices.insert(Array("-".utf8), at: position)
  }

  // MARK: In brackets

  private func flowText(of addition: Addition, in place: [Int]) -> [UInt8] {
    let cursor = cursor(at: place)
    return switch addition {
    case .entry(let name, let value): writer.flowEntry(name, value, cursor)
    case .item(let value): writer.flow(value, order.tree.stepToItem(cursor))
    }
  }

  private mutating func insertIntoFlow(
    _ addition: Addition,
    _ spot: Spot,
    at offset: Int
  ) throws(EditError) {
    let container = spot.node
    let text = flowText(of: addition, in: spot.place)
    let count = document.count(container)
    let space = Array(" ".utf8)
    let comma = Array(",".utf8)
    var splices = Splices()
    if count == 0 {
      let inside = range(container).lowerBound + 1..<range(container).upperBound - 1
      if lines.skipSpaces(inside.lowerBound) == inside.upperBound {
        let padding = document.kind(container) == .map ? space : []
        splices.replace(inside, with: padding + text + padding)
      } else {
        splices.insert(space + text + space, at: inside.lowerBound)
      }
    } else if offset == 0 {
      let start = childStart(container, 0)
      let separator =
        lines.startsLine(start)
        ? joined([ValueText.indented([], by: lines.column(start))]) : space
      splices.insert(text + comma + separator, at: start)
    } else {
      insert(text, afterFlowChild: offset - 1, of: container, count: count, &splices)
    }
    try take(splices)
  }

  private func insert(
    _ text: [UInt8],
    afterFlowChild previous: Int,
    of container: NodeIndex,
    count: Int,
    _ splices: inout Splices
  ) {
    let isLast = previous == count - 1
    let end = childEnd(container, previous)
    let start = childStart(container, previous)
    let gapEnd =
      isLast ? range(container).upperBound - 1 : childStart(container, previous + 1)
    let comma = lines.gap(end, gapEnd) { $0.first(UInt8(ascii: ",")) }
    // libyaml takes a comma right after a colon for an error.
    let newComma = Array((lines.bytes[end - 1] == UInt8(ascii: ":") ? " ," : ",").utf8)
    let separatorEnd = comma.map { $0 + 1 } ?? end
    let lineEnd = lines.lineEnd(separatorEnd)
    if lines.startsLine(start), lineEnd < gapEnd {
      let line = joined([ValueText.indented(text, by: lines.column(start))])
      if comma == nil { splices.insert(newComma, at: end) }
      splices.insert(line + (comma == nil ? [] : Array(",".utf8)), at: lineEnd)
    } else if comma == nil {
      splices.insert(newComma + Array(" ".utf8) + text, at: end)
    } else {
      splices.insert(Array(" ".utf8) + text + (isLast ? [] : Array(",".utf8)), at: separatorEnd)
    }
  }
}
