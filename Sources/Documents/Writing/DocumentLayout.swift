/// Writes a document anew in the canonical layout, with its comments.
///
/// Every value becomes a piece: what stands above it, its first line, and the lines below. Pieces are
/// put in order and joined.
struct DocumentLayout {
  let document: Document
  let order: KeyOrder
  /// Finds starts and ends of children, gaps and brackets.
  let finder: TextEditor

  typealias Note = LayoutNotes.Note
  typealias Cursor = ValueText.Cursor

  init(_ document: Document, order: KeyOrder) {
    self.document = document
    self.order = order
    finder = TextEditor(document, keys: .none, order: order)
  }

  var lines: SourceLines { finder.lines }

  /// A value with its comments, without the indentation of its first line.
  struct Piece {
    /// Comments and blank lines above.
    var above: [Note] = []
    var inline: [UInt8] = []
    var below: [LayoutLine] = []
    /// What the first line is, where there are none below.
    var role = LayoutLine.Role.text

    /// The piece at a column.
    func lines(at column: Int) -> [LayoutLine] {
      above.map { LayoutLine($0, at: column) }
        + [LayoutLine(ValueText.indented(inline, by: column), role: below.isEmpty ? role : .text)]
        + below
    }
  }

  /// What stands around a value in the source and goes where the value goes.
  struct Around {
    /// What stands before its first child or, for a scalar, between it and its key or dash.
    var before = LayoutNotes.none
    /// The comment beside its end.
    var beside: Note?
    /// The comments below it that are indented like what it holds.
    var tail: [Note] = []
  }

  /// Returns the whole text.
  func text() -> [UInt8] {
    let root = document.range(of: document.root)
    let (start, opening) = documentStart(before: root.lowerBound)
    let end = documentEnd(after: root.upperBound)
    let header = LayoutNotes(lines, start..<root.lowerBound)
    var after = LayoutNotes(lines, root.upperBound..<end)
    if document.kind(document.root) == .null, root.isEmpty { after = .none }
    var result = opening.map { LayoutLine($0) }
    result += ((header.beside.map { [$0] } ?? []) + header.above).map { LayoutLine($0, at: 0) }
    var around = Around(beside: after.beside)
    var rest = after.above
    if isBroken(document.root, inlineColumn: 0) {
      if finder.isBlock(document.root) {
        (around.tail, rest) = LayoutNotes.split(after.above, deeperThan: -1)
      } else if let beside = after.beside {
        around.beside = nil
        rest.insert(beside, at: 0)
      }
      result += children(of: document.root, around, order.tree.root, column: 0).flatMap {
        $0.lines(at: 0)
      }
    } else {
      result += leaf(document.root, around, order.tree.root, column: 0, step: 2).lines(at: 0)
    }
    result += rest.map { LayoutLine($0, at: 0) }
    result += closing(from: end).map { LayoutLine($0) }
    return LayoutLine.joined(result, lineBreak: lines.lineBreak)
  }

  /// Where the content starts, and the lines up to `---`.
  private func documentStart(before root: Int) -> (offset: Int, lines: [[UInt8]]) {
    let spot = finder.spot([])
    guard let marker = finder.indicatorEnd(spot) else { return (0, []) }
    var opening: [[UInt8]] = []
    var line = 0
    while line < lines.lineStart(marker) {
      opening.append(Array(lines.bytes[line..<lines.skipSpacesBack(lines.lineEnd(line))]))
      line = lines.nextLine(line)
    }
    opening.append(Array("---".utf8))
    return (marker, opening)
  }

  /// Where a line with `...` starts, or the end of the text.
  private func documentEnd(after root: Int) -> Int {
    var line = lines.startsLine(root) ? lines.lineStart(root) : lines.nextLine(root)
    while line < lines.bytes.count {
      if lines.bytes[line...].starts(with: "...".utf8) { return line }
      line = lines.nextLine(line)
    }
    return lines.bytes.count
  }

  private func closing(from end: Int) -> [[UInt8]] {
    var closing: [[UInt8]] = []
    var line = end
    while line < lines.bytes.count {
      closing.append(Array(lines.bytes[line..<lines.skipSpacesBack(lines.lineEnd(line))]))
      line = lines.nextLine(line)
    }
    while closing.last?.isEmpty == true { closing.removeLast() }
    return closing
  }

  // MARK: Lists and maps

  /// Whether the value is written by indentation: because it was, or because it does not fit on its
  /// line in brackets or has comments inside.
  func isBroken(_ node: NodeIndex, inlineColumn: Int) -> Bool {
    guard document.count(node) > 0 else { return false }
    if finder.isBlock(node) { return true }
    let range = document.range(of: node)
    return hasComments(node) || inlineColumn + flow(node, cursorless: range).count > ValueText.width
  }

  /// Whether comments stand inside of brackets.
  private func hasComments(_ node: NodeIndex) -> Bool {
    var position = document.range(of: node).lowerBound
    var inner = NodeIndex(rawValue: node.rawValue + 1)
    let end = document.next(node)
    while inner < end {
      if document.kind(inner) != .list, document.kind(inner) != .map {
        let range = document.range(of: inner)
        if lines.gap(position, range.lowerBound, { !$0.comments.isEmpty }) { return true }
        position = max(position, range.upperBound)
      }
      inner = NodeIndex(rawValue: inner.rawValue + 1)
    }
    return lines.gap(position, document.range(of: node).upperBound) { !$0.comments.isEmpty }
  }

  /// Returns the children of a list or map in order, at a column, with the comments below the last.
  func children(
    of container: NodeIndex, _ around: Around, _ cursor: Cursor, column: Int
  ) -> [Piece] {
    let count = document.count(container)
    let isBlock = finder.isBlock(container)
    let isMap = document.kind(container) == .map
    let outerColumn = isBlock ? finder.column(container) : Int.max
    var lead = around.before.above
    if !isBlock {
      let start = finder.gapStart(container, 0)
      let notes = LayoutNotes(lines, start..<finder.childStart(container, 0))
      lead += (notes.beside.map { [$0] } ?? []) + notes.above
    }
    var pieces: [Piece] = []
    var names: [String] = []
    for offset in 0..<count {
      let isLast = offset == count - 1
      let end = finder.childEnd(container, offset)
      var notes: LayoutNotes
      if isLast && isBlock {
        notes = .none
        (notes.beside, notes.above) = (around.beside, around.tail)
      } else {
        let next =
          isLast
          ? document.range(of: container).upperBound - (finder.hasBrackets(container) ? 1 : 0)
          : finder.childStart(container, offset + 1)
        notes = LayoutNotes(lines, end..<max(end, next))
      }
      let value = finder.values(of: container)[offset]
      var inner = Around(beside: notes.beside)
      var outer = notes.above
      if finder.isBlock(value) {
        (inner.tail, outer) = LayoutNotes.split(notes.above, deeperThan: outerColumn)
      }
      var piece =
        isMap
        ? entry(offset, of: container, inner, cursor, column: column, &names)
        : item(offset, of: container, inner, cursor, column: column)
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
    _ offset: Int, of map: NodeIndex, _ around: Around, _ cursor: Cursor, column: Int,
    _ names: inout [String]
  ) -> Piece {
    let (key, value) = document.entries(of: map)[offset]
    let name = document.text(key)
    names.append(name)
    let text = keyText(key)
    let isLong = text.count > ScalarText.longestPlainKey
    let inner = order.tree.step(cursor, name: name)
    let keyRange = document.range(of: key)
    let start = finder.childStart(map, offset)
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
          role: piece.below.isEmpty ? piece.role : .text), at: 0)
      piece.inline = Array("? ".utf8) + text
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
    _ offset: Int, of list: NodeIndex, _ around: Around, _ cursor: Cursor, column: Int
  ) -> Piece {
    let value = document.items(of: list)[offset]
    let inner = order.tree.stepToItem(cursor)
    let range = document.range(of: value)
    var around = around
    if finder.isBlock(list), !range.isEmpty {
      let dash = finder.childStart(list, offset)
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
        inline: Array("- ".utf8) + first.inline, below: first.below, role: first.role)
      if piece.below.isEmpty, first.role == .endOfKeptBreaks, !nested.isEmpty {
        piece.role = .text
      }
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
