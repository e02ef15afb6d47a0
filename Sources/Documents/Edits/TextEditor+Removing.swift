extension TextEditor {
  /// Removes an entry or item: its lines, with the comment beside it. Comments above it stay.
  /// With `keepsComments` the comments above what it holds stay too.
  mutating func remove(_ spot: Spot, keepsComments: Bool) throws(EditError) {
    guard let container = spot.container else { return }
    if !isBlock(container) {
      if hasBrackets(container) {
        try removeFromFlow(spot, container)
      } else {
        // A map of one entry without braces: `[a: b]` becomes `[{}]`.
        var splices = Splices()
        splices.replace(range(container), with: Array("{}".utf8))
        try take(splices)
      }
      return
    }
    guard document.count(container) > 1 else {
      try empty(container, spot)
      return
    }
    var splices = Splices()
    let start = childStart(container, spot.offset)
    let end = childEnd(container, spot.offset)
    if lines.startsLine(start) {
      let line = lines.lineStart(start)
      let kept = keepsComments ? comments(in: line..<end, of: spot, at: column(container)) : []
      splices.replace(line..<lines.nextLine(end), with: kept)
      let before = blockScalar(before: heads(of: container)[spot.offset])
      try take(
        splices,
        tailAt: before == nil ? nil : line,
        column: column(container),
        keepsBlankLines: before != .keepsLineBreaks
      )
      return
    }
    // The first child stands beside a dash or colon: the second one moves up.
    let next = childStart(container, 1)
    if lines.lineStart(next) == lines.nextLine(end) {
      splices.remove(start..<next)
    } else {
      splices.remove(lines.skipSpacesBack(start)..<lines.lineEnd(end))
    }
    try take(splices)
  }

  /// The comments that have a line of their own in a range, as lines at a column.
  private func comments(in range: Range<Int>, of spot: Spot, at column: Int) -> [UInt8] {
    let end = document.next(spot.node).rawValue
    let texts = (spot.node.rawValue..<end).map { NodeIndex(rawValue: $0) }
      .filter { ![.map, .list].contains(document.kind($0)) }.map { self.range($0) }
    var kept: [UInt8] = []
    var line = range.lowerBound
    while line < range.upperBound {
      let content = lines.skipSpaces(line)
      // What looks like a comment within a block scalar is text.
      if lines.isComment(content), !texts.contains(where: { $0.contains(content) }) {
        kept += [UInt8](repeating: UInt8(ascii: " "), count: column)
        kept += lines.bytes[content..<lines.nextLine(content)]
      }
      line = lines.nextLine(line)
    }
    return kept
  }

  private enum BlockScalarKind {
    case dropsLineBreaks, keepsLineBreaks
  }

  /// Whether a block scalar stands before the node, and whether blank lines after it count.
  private func blockScalar(before node: NodeIndex) -> BlockScalarKind? {
    guard node > document.root else { return nil }
    let previous = NodeIndex(rawValue: node.rawValue - 1)
    guard [.literal, .folded].contains(document.style(previous)) else { return nil }
    let header = lines.bytes[range(previous)].prefix(3)
    return header.contains(UInt8(ascii: "+")) ? .keepsLineBreaks : .dropsLineBreaks
  }

  /// Removes the only child of a list or map by indentation, which becomes empty brackets.
  private mutating func empty(_ container: NodeIndex, _ child: Spot) throws(EditError) {
    let brackets = document.kind(container) == .map ? "{}" : "[]"
    let range = range(container)
    var splices = Splices()
    splices.replace(range.lowerBound..<lines.lineEnd(range.upperBound), with: Array(brackets.utf8))
    try take(splices)
  }

  // MARK: In brackets

  private mutating func removeFromFlow(_ spot: Spot, _ container: NodeIndex) throws(EditError) {
    let count = document.count(container)
    let start = childStart(container, spot.offset)
    let end = childEnd(container, spot.offset)
    let inside = range(container).lowerBound + 1..<range(container).upperBound - 1
    let following =
      spot.offset == count - 1 ? inside.upperBound : childStart(container, spot.offset + 1)
    let before = gapStart(container, spot.offset)
    let comma = lines.gap(end, following) { $0.first(UInt8(ascii: ",")) }
    let commaBefore = lines.gap(before, start) { $0.first(UInt8(ascii: ",")) }
    var splices = Splices()
    let isSimpleAfter = lines.skipSpaces(end) == (comma ?? following)
    let unitEnd = isSimpleAfter ? comma.map { $0 + 1 } ?? end : end

    if count == 1, lines.skipSpaces(inside.lowerBound) == start,
      lines.skipSpaces(unitEnd) == inside.upperBound
    {
      splices.remove(inside)
      try take(splices)
      return
    }
    if comma == nil, let commaBefore {
      if lines.skipSpaces(commaBefore + 1) == start, lines.skipSpaces(before) == commaBefore,
        !lines.isComment(end)
      {
        remove(before..<end, &splices)
        try take(splices)
        return
      }
      // A comma on a line above may end the list; that line is not ours.
      if lines.lineStart(commaBefore) == lines.lineStart(start) {
        splices.remove(commaBefore..<commaBefore + 1)
      }
    }
    if let comma, !isSimpleAfter { splices.remove(comma..<comma + 1) }
    remove(tidy(start..<unitEnd, within: inside), &splices)
    try take(splices)
  }

  /// Removes a range, but for a space where a bracket would follow a colon, which libyaml takes for
  /// an error.
  private func remove(_ range: Range<Int>, _ splices: inout Splices) {
    let needsSpace =
      lines.bytes[range.lowerBound - 1] == UInt8(ascii: ":")
      && ",[]{}".utf8.contains(lines.bytes[range.upperBound])
    splices.replace(range, with: needsSpace ? [UInt8(ascii: " ")] : [])
  }

  /// The range with the white space, and on a line of its own the line break and the comment beside
  /// it, that would be left over.
  private func tidy(_ unit: Range<Int>, within inside: Range<Int>) -> Range<Int> {
    let after = lines.skipSpaces(unit.upperBound)
    let lineEnd = lines.lineEnd(unit.upperBound)
    guard lines.isFollowedByNothing(unit.upperBound), lineEnd < inside.upperBound else {
      return unit.lowerBound..<(after < inside.upperBound ? after : unit.upperBound)
    }
    if lines.startsLine(unit.lowerBound) {
      return lines.lineStart(unit.lowerBound)..<lines.nextLine(unit.upperBound)
    }
    return lines.skipSpacesBack(unit.lowerBound)..<unit.upperBound
  }
}
