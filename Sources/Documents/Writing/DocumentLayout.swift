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
    /// What the first line is.
    var role = LayoutLine.Role.text

    /// The piece at a column.
    func lines(at column: Int) -> [LayoutLine] {
      above.map { LayoutLine($0, at: column) }
        + [LayoutLine(ValueText.indented(inline, by: column), role: role)]
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
    var header = LayoutNotes(lines, start..<root.lowerBound)
    var after = LayoutNotes(lines, root.upperBound..<end)
    if document.kind(document.root) == .null, root.isEmpty { after = .none }
    // A comment that stands directly on the first key, apart from what heads the text, is the key's.
    var first = LayoutNotes.none
    if isBroken(document.root, inlineColumn: 0), finder.isBlock(document.root),
      let blank = header.above.lastIndex(where: \.isBlank),
      header.beside != nil || header.above[..<blank].contains(where: { !$0.isBlank })
    {
      first.above = Array(header.above[(blank + 1)...])
      header.above.removeSubrange((blank + 1)...)
    }
    var result = opening.map { LayoutLine($0) }
    result += ((header.beside.map { [$0] } ?? []) + header.above).map { LayoutLine($0, at: 0) }
    var around = Around(before: first, beside: after.beside)
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
}
