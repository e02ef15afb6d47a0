extension RecordScanner {
  /// Reads a block scalar after `|` or `>`, without a digit for its indentation.
  mutating func blockScalar() -> Bool {
    let start = position
    let style: NodeStyle = byte(start) == UInt8(ascii: "|") ? .literal : .folded
    position += 1
    let chomping = byte(position)
    if chomping == UInt8(ascii: "-") || chomping == UInt8(ascii: "+") { position += 1 }
    guard isLineEnd(position) else { return false }
    skipLine()
    // Blank lines before the content have a say in its indentation, in libyaml's own way.
    guard position < source.count else { return false }
    var content = position
    while byte(content) == UInt8(ascii: " ") { content += 1 }
    if isLineEnd(content) { return false }
    let shape = BlockScalar(source, at: start, parentIndent: column(builder.top))
    guard shape.end > position else { return false }
    let offset = builder.decoded.count
    readLines(of: shape, folds: style == .folded)
    return add(
      .string,
      style,
      start..<shape.end,
      text: offset..<builder.decoded.count,
      isDecoded: true
    )
  }

  /// Decodes the lines: those of a literal as they are; of a folded one, single breaks between lines
  /// that do not start with a blank become spaces, and of several one goes.
  private mutating func readLines(of shape: BlockScalar, folds: Bool) {
    var breaks = 0
    var wasIndented = true
    while position <= shape.end, position < source.count {
      var text = position
      while text < position + shape.indent, byte(text) == UInt8(ascii: " ") { text += 1 }
      var end = text
      while !isLineEnd(end) { end += 1 }
      if text < end {
        let isIndented = byte(text) == UInt8(ascii: " ")
        if folds, breaks > 0, !wasIndented, !isIndented {
          breaks -= 1
          if breaks == 0 { builder.decoded.append(UInt8(ascii: " ")) }
        }
        append(breaks: breaks)
        breaks = 0
        wasIndented = isIndented
        builder.decoded.append(contentsOf: source[text..<end])
      }
      position = end
      if end < source.count { breaks += 1 }
      skipLine()
    }
    switch shape.chomping {
    case UInt8(ascii: "-"): break
    case UInt8(ascii: "+"): append(breaks: breaks)
    default: append(breaks: min(breaks, 1))
    }
  }

  private mutating func append(breaks: Int) {
    for _ in 0..<breaks { builder.decoded.append(UInt8(ascii: "\n")) }
  }
}
