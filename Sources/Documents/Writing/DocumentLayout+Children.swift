extension DocumentLayout {
  /// Returns the children of a list or map in order, at a column, with the comments below the last.
  func children(
    of container: NodeIndex,
    _ around: Around,
    _ cursor: Cursor,
    column: Int
  ) -> [Piece] {
    let list = finder.children(container)
    let count = list.heads.count
    let isBlock = finder.isBlock(container)
    let isMap = document.kind(container) == .map
    let outerColumn = isBlock ? finder.column(container) : Int.max
    var lead = around.before.above
    if !isBlock {
      let notes = LayoutNotes(lines, list.gapStart(0)..<list.start(0))
      lead += (notes.beside.map { [$0] } ?? []) + notes.above
    }
    var pieces: [Piece] = []
    var names: [String] = []
    for offset in 0..<count {
      let isLast = offset == count - 1
      let end = list.end(offset)
      var notes: LayoutNotes
      if isLast && isBlock {
        notes = .none
        (notes.beside, notes.above) = (around.beside, around.tail)
      } else {
        notes = LayoutNotes(lines, end..<max(end, list.gapEnd(offset)))
      }
      let value = list.values[offset]
      var inner = Around(beside: notes.beside)
      var outer = notes.above
      if finder.isBlock(value) {
        (inner.tail, outer) = LayoutNotes.split(notes.above, deeperThan: outerColumn)
      }
      var piece =
        isMap
        ? entry(offset, of: list, inner, cursor, column: column, &names)
        : item(offset, of: list, isBlock: isBlock, inner, cursor, column: column)
      piece.above = lead + piece.above
      pieces.append(piece)
      lead = outer
    }
    if !isBlock, let beside = around.beside { lead.append(beside) }
    let ranks = isMap ? order.tree.payload(cursor) : nil
    var sorted = isMap ? KeyOrder.sorted(names, ranks: ranks).map { pieces[$0] } : pieces
    while let last = lead.last, last.isBlank { lead.removeLast() }
    sorted[count - 1].below += lead.map { LayoutLine($0, at: column) }
    return sorted
  }

  private func entry(
    _ offset: Int,
    of map: ChildList,
    _ around: Around,
    _ cursor: Cursor,
    column: Int,
    _ names: inout [String]
  ) -> Piece {
    let (key, value) = (map.heads[offset], map.values[offset])
    let name = document.text(key)
    names.append(name)
    let text = keyText(key)
    let isLong = text.count > ScalarText.longestPlainKey
    let inner = order.tree.step(cursor, name: name)
    let keyRange = document.range(of: key)
    let start = map.start(offset)
    var above = comments(start..<keyRange.lowerBound)
    let valueStart = document.range(of: value).lowerBound
    var around = around
    around.before = LayoutNotes(lines, keyRange.upperBound..<max(keyRange.upperBound, valueStart))
    let inlineColumn = isLong ? column + 2 : column + text.count + 2
    var piece: Piece
    if isBroken(value, inlineColumn: inlineColumn) {
      let beside = keyComment(value, &around)
      around.before.beside = nil
      piece = Piece(inline: beside)
      let nested = children(of: value, around, inner, column: column + 2)
      piece.below = nested.flatMap { $0.lines(at: column + 2) }
      if let first = piece.below.firstIndex(where: { $0.role != .blank }) {
        piece.below.removeFirst(first)
      }
    } else {
      piece = leaf(value, around, inner, column: column, step: 2)
      if !piece.inline.isEmpty, piece.inline[0] != UInt8(ascii: " ") {
        piece.inline.insert(UInt8(ascii: " "), at: 0)
      }
    }
    above += piece.above
    piece.above = above
    if isLong {
      piece.below.insert(
        LayoutLine(
          ValueText.indented(Array(":".utf8) + piece.inline, by: column),
          role: piece.role
        ),
        at: 0
      )
      piece.inline = Array("? ".utf8) + text
      piece.role = .text
    } else {
      piece.inline = text + Array(":".utf8) + piece.inline
    }
    return piece
  }

  /// The comment beside a key whose value stands below: the one after the colon, or for what was in
  /// brackets the one after the closing bracket.
  private func keyComment(_ value: NodeIndex, _ around: inout Around) -> [UInt8] {
    var beside = around.before.beside
    if !finder.isBlock(value), let after = around.beside {
      if let other = beside { around.before.above.insert(other, at: 0) }
      beside = after
      around.beside = nil
    }
    return beside.map(Self.besideText) ?? []
  }

  private func item(
    _ offset: Int,
    of list: ChildList,
    isBlock: Bool,
    _ around: Around,
    _ cursor: Cursor,
    column: Int
  ) -> Piece {
    let value = list.values[offset]
    let inner = order.tree.stepToItem(cursor)
    let range = document.range(of: value)
    var around = around
    if isBlock, !range.isEmpty {
      let dash = list.start(offset)
      around.before = LayoutNotes(lines, dash + 1..<max(dash + 1, range.lowerBound))
    }
    var piece: Piece
    if isBroken(value, inlineColumn: column + 2) {
      var above = around.before.beside.map { [$0] } ?? []
      above += around.before.above.filter { !$0.isBlank }
      around.before = .none
      if !finder.isBlock(value), let beside = around.beside {
        above.append(beside)
        around.beside = nil
      }
      var nested = children(of: value, around, inner, column: column + 2)
      let first = nested.removeFirst()
      piece = Piece(
        above: above + first.above.filter { !$0.isBlank },
        inline: Array("- ".utf8) + first.inline,
        below: first.below,
        role: first.role
      )
      piece.below += nested.flatMap { $0.lines(at: column + 2) }
    } else {
      piece = leaf(value, around, inner, column: column, step: 2)
      let isSpaced = piece.inline.first == UInt8(ascii: " ")
      piece.inline =
        Array((piece.inline.isEmpty || isSpaced ? "-" : "- ").utf8) + piece.inline
    }
    return piece
  }

  /// The comments in a range, as notes.
  private func comments(_ range: Range<Int>) -> [Note] {
    guard !range.isEmpty else { return [] }
    return lines.gap(range.lowerBound, range.upperBound) { $0.comments }
      .map { LayoutNotes.note(lines, $0) }
  }

  static func besideText(_ note: Note) -> [UInt8] {
    [UInt8](repeating: UInt8(ascii: " "), count: note.spacing) + note.text
  }
}
