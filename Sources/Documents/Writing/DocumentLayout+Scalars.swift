extension DocumentLayout {
  /// Returns a scalar, or a list or map in brackets, with the comment beside it. Comments between it
  /// and its key or dash move above; `column` is that of the key or dash.
  func leaf(
    _ node: NodeIndex,
    _ around: Around,
    _ cursor: Cursor,
    column: Int,
    step: Int
  ) -> Piece {
    var piece = Piece()
    var beside = around.beside
    let isBlockScalar = [.literal, .folded].contains(document.style(node))
    if let before = around.before.beside {
      if beside == nil && !isBlockScalar { beside = before } else { piece.above.append(before) }
    }
    piece.above += around.before.above.filter { !$0.isBlank }
    if isBlockScalar {
      blockScalar(node, column: column, step: step, &piece)
      return piece
    }
    switch document.style(node) {
    case .flow:
      if document.count(node) == 0 {
        let range = document.range(of: node)
        piece.above += lines.gap(range.lowerBound, range.upperBound) { $0.comments }
          .map { LayoutNotes.note(lines, $0) }
      }
      piece.inline = flow(node, cursor)
    default: scalar(node, column: column, step: step, &piece)
    }
    guard let beside else { return piece }
    if piece.below.isEmpty {
      piece.inline += Self.besideText(beside)
    } else {
      piece.below[piece.below.count - 1].bytes += Self.besideText(beside)
    }
    return piece
  }

  /// Returns the text of a key on one line.
  func keyText(_ key: NodeIndex) -> [UInt8] {
    let raw = Array(lines.bytes[document.range(of: key)])
    let isOneLine = !raw.contains(UInt8(ascii: "\n"))
    let text = document.text(key)
    switch document.style(key) {
    case .plain where isOneLine && !raw.isEmpty: return raw
    case .singleQuoted where isOneLine, .doubleQuoted where isOneLine:
      let bytes = Array(text.utf8)
      return ScalarText.needsNoQuotes(bytes) ? bytes : raw
    default: return ScalarText.string(text, inFlow: false)
    }
  }

  /// Writes a scalar in a list or map by indentation: without quotes where that is safe, else as it
  /// was written.
  private func scalar(_ node: NodeIndex, column: Int, step: Int, _ piece: inout Piece) {
    let raw = lines.bytes[document.range(of: node)]
    if document.style(node) != .plain {
      let bytes = Array(document.text(node).utf8)
      if !raw.contains(UInt8(ascii: "\n")), ScalarText.needsNoQuotes(bytes) {
        piece.inline = bytes
        return
      }
    }
    let parts = raw.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (offset, part) in parts.enumerated() {
      var part = part
      if offset < parts.count - 1, part.last == UInt8(ascii: "\r") { part.removeLast() }
      if offset == 0 {
        piece.inline = Array(part)
        continue
      }
      let content = part.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      let isNothing = content.isEmpty
      piece.below.append(
        LayoutLine(isNothing ? [] : ValueText.indented(Array(content), by: column + step))
      )
    }
  }

  /// Writes a block scalar with its content indented anew.
  private func blockScalar(_ node: NodeIndex, column: Int, step: Int, _ piece: inout Piece) {
    let range = document.range(of: node)
    let shape = lines.bytes.withUnsafeBufferPointer {
      BlockScalar($0, at: range.lowerBound, parentIndent: parentIndent(of: node))
    }
    var content: [[UInt8]] = []
    var line = lines.nextLine(shape.headerEnd)
    while line <= range.upperBound, shape.headerEnd < range.upperBound {
      let start = min(lines.skipSpaces(line), line + shape.indent)
      content.append(Array(lines.bytes[start..<max(start, lines.lineEnd(line))]))
      guard lines.nextLine(line) > line, lines.lineEnd(line) < range.upperBound else { break }
      line = lines.nextLine(line)
    }
    var header = document.style(node) == .literal ? "|" : ">"
    if content.first(where: { !$0.isEmpty })?.first == UInt8(ascii: " ") { header += "\(step)" }
    var keepsBreaks = false
    switch shape.chomping {
    case UInt8(ascii: "-"): header += "-"
    default:
      let text = document.text(node)
      let isCutOff = !text.isEmpty && !text.hasSuffix("\n")
      keepsBreaks = shape.chomping == UInt8(ascii: "+") && !isCutOff
      header += isCutOff ? "-" : keepsBreaks ? "+" : ""
    }
    let comment = lines.gap(range.lowerBound, shape.headerEnd) { $0.comments.first }
    piece.inline = Array(header.utf8)
    if let comment { piece.inline += Self.besideText(LayoutNotes.note(lines, comment)) }
    piece.below = content.map { line in
      LayoutLine(line.isEmpty ? [] : ValueText.indented(line, by: column + step))
    }
    guard keepsBreaks else { return }
    if piece.below.isEmpty {
      piece.role = .endOfKeptBreaks
    } else {
      piece.below[piece.below.count - 1].role = .endOfKeptBreaks
    }
  }

  /// The column of the innermost list or map by indentation around a node; -1 outside of any.
  private func parentIndent(of node: NodeIndex) -> Int {
    let block = document.way(to: node).dropLast().last { finder.isBlock($0) }
    return block.map(finder.column) ?? -1
  }

  // MARK: In brackets

  /// Returns the value on one line, as it would be without a key order: equally long.
  func flow(_ node: NodeIndex, cursorless range: Range<Int>) -> [UInt8] {
    flow(node, PatternTree<KeyOrder.Ranks>([:]).root)
  }

  /// Returns the value on one line.
  func flow(_ node: NodeIndex, _ cursor: Cursor) -> [UInt8] {
    switch document.kind(node) {
    case .list:
      let items = document.items(of: node).map { flow($0, order.tree.stepToItem(cursor)) }
      return Array("[".utf8) + items.joined(separator: ", ".utf8) + "]".utf8
    case .map:
      let entries = document.entries(of: node)
      if entries.isEmpty { return Array("{}".utf8) }
      let names = entries.map { document.text($0.key) }
      let sorted = KeyOrder.sorted(names, ranks: order.tree.payload(cursor))
      let texts = sorted.map { place -> [UInt8] in
        let inner = order.tree.step(cursor, name: names[place])
        return flowKey(entries[place].key) + ": ".utf8 + flow(entries[place].value, inner)
      }
      return Array("{ ".utf8) + texts.joined(separator: ", ".utf8) + " }".utf8
    default: return flowScalar(node)
    }
  }

  private func flowKey(_ key: NodeIndex) -> [UInt8] {
    let text = flowScalar(key)
    return text.count > ScalarText.longestPlainKey ? Array("? ".utf8) + text : text
  }

  private func flowScalar(_ node: NodeIndex) -> [UInt8] {
    let raw = Array(lines.bytes[document.range(of: node)])
    let isOneLine = !raw.contains(UInt8(ascii: "\n"))
    let text = Array(document.text(node).utf8)
    switch document.style(node) {
    case .plain where raw.isEmpty && document.kind(node) == .null: return Array("null".utf8)
    case .plain where raw.isEmpty: return Array("\"\"".utf8)
    case .plain where isOneLine: return raw
    default:
      if ScalarText.needsNoQuotes(text) { return text }
      return isOneLine
        ? raw : ScalarText.string(String(decoding: text, as: UTF8.self), inFlow: true)
    }
  }
}
