extension TextEditor {
  /// Puts another value in the place of the present one. Of two maps or two lists only what differs
  /// is touched.
  mutating func replace(_ spot: Spot, with value: Value) throws(EditError) {
    let old = document.value(spot.node)
    if old == value { return }
    switch (old, value) {
    case (.map(let old), .map(let new)) where !old.isEmpty && !new.isEmpty:
      if old.count + new.count <= Self.mostSmallChanges {
        try change(old, into: new, at: spot.place)
        return
      }
    case (.list(let old), .list(let new)) where !old.isEmpty && !new.isEmpty:
      if try change(old, into: new, at: spot.place) { return }
    default: break
    }
    if let container = spot.container, !isBlock(container) {
      try replaceInFlow(spot, with: value)
    } else {
      try replaceInBlock(spot, with: value)
    }
  }

  // MARK: In brackets

  private mutating func replaceInFlow(_ spot: Spot, with value: Value) throws(EditError) {
    let text = writer.flow(value, cursor(at: spot.place), like: quotes(spot.node))
    var splices = Splices()
    let range = range(spot.node)
    if !range.isEmpty {
      splices.replace(range, with: text + spaceBeforeComment(range.upperBound))
    } else if let end = indicatorEnd(spot) {
      splices.insert([UInt8(ascii: " ")] + text, at: end)
    } else if let key = spot.key {
      splices.insert(Array(": ".utf8) + text, at: self.range(key).upperBound)
    }
    try take(splices)
  }

  /// A space where a comment follows without one, as libyaml allows after a quote or bracket: after
  /// other text it would be no comment.
  private func spaceBeforeComment(_ offset: Int) -> [UInt8] {
    lines.isComment(offset) ? [UInt8(ascii: " ")] : []
  }

  /// The quotes of a scalar, which its successor keeps.
  private func quotes(_ node: NodeIndex) -> NodeStyle? {
    switch document.style(node) {
    case .singleQuoted, .doubleQuoted: document.style(node)
    default: nil
    }
  }

  // MARK: By indentation

  private mutating func replaceInBlock(_ spot: Spot, with value: Value) throws(EditError) {
    let writer = writer
    let column = spot.container.map(column) ?? -1
    let indicator = indicatorEnd(spot)
    let nested = spot.container == nil ? 0 : column + (spot.key == nil ? 2 : writer.step)
    let range = range(spot.node)
    let isOnOwnLine = !range.isEmpty && lines.startsLine(range.lowerBound)
    let form = writer.form(
      of: value,
      in: ValueText.Surroundings(
        slot: spot.container == nil ? .root : spot.key == nil ? .item : .entry,
        column: column,
        inlineColumn: isOnOwnLine ? nested : (indicator.map(lines.column) ?? column) + 1,
        cursor: cursor(at: spot.place),
        style: quotes(spot.node) ?? siblingStyle(spot)
      )
    )
    guard let indicator = indicator ?? (spot.container == nil ? -1 : nil) else {
      try addColon(spot, form, column: column)
      return
    }
    if range.isEmpty {
      try fill(spot, form, after: indicator, column: max(column, 0))
    } else if isBlock(spot.node) {
      try replaceBlock(spot, form, after: indicator, nested: nested)
    } else {
      let (start, form) = placed(form, range.lowerBound, after: indicator, nested: nested)
      if [.literal, .folded].contains(document.style(spot.node)) {
        try replaceBlockScalar(spot, start, form, after: indicator, column: max(column, 0))
      } else {
        try replaceInline(spot, start, form, after: indicator, column: max(column, 0))
      }
    }
  }

  /// Where a form of several lines must start so that its first line stands above the others: beside
  /// the dash or colon, or at the indentation of a line of its own.
  private func placed(
    _ form: ValueText.Form,
    _ start: Int,
    after indicator: Int,
    nested: Int
  ) -> (start: Int, form: ValueText.Form) {
    guard !form.inline.isEmpty, !form.lines.isEmpty else { return (start, form) }
    var form = form
    if lines.startsLine(start) {
      form.inline = ValueText.indented(form.inline, by: nested)
      return (lines.lineStart(start), form)
    }
    form.inline = [UInt8(ascii: " ")] + form.inline
    return (indicator, form)
  }

  /// How the maps beside an item are written.
  private func siblingStyle(_ spot: Spot) -> NodeStyle? {
    guard spot.key == nil, document.kind(spot.node) == .map else { return nil }
    return document.style(spot.node)
  }

  /// Gives a value to an entry that is a key after `?` alone.
  private mutating func addColon(
    _ spot: Spot,
    _ form: ValueText.Form,
    column: Int
  ) throws(EditError) {
    guard let key = spot.key else { return }
    let end = lines.lineEnd(range(key).upperBound)
    let colon = Array(":".utf8) + (form.inline.isEmpty ? [] : [UInt8(ascii: " ")]) + form.inline
    var splices = Splices()
    splices.insert(joined([ValueText.indented(colon, by: column)] + form.lines), at: end)
    try take(splices, tail: form, at: end, column: column)
  }

  /// Gives a value to a key or dash that has none, or to an empty document.
  private mutating func fill(
    _ spot: Spot,
    _ form: ValueText.Form,
    after indicator: Int,
    column: Int
  ) throws(EditError) {
    guard spot.container != nil else {
      try fillRoot(form, isMarked: indicator >= 0)
      return
    }
    var splices = Splices()
    if !form.inline.isEmpty { splices.insert([UInt8(ascii: " ")] + form.inline, at: indicator) }
    let end = lines.lineEnd(indicator)
    splices.insert(joined(form.lines), at: end)
    try take(splices, tail: form, at: end, column: column)
  }

  /// Writes the first value of a document, below whatever comments it has.
  private mutating func fillRoot(
    _ form: ValueText.Form,
    isMarked: Bool
  ) throws(EditError) {
    var end = lines.bytes.count
    var position = isMarked ? lines.nextLine(range(document.root).lowerBound) : 0
    while isMarked, position < lines.bytes.count {
      if lines.bytes[position...].starts(with: "...".utf8) {
        end = position
        break
      }
      position = lines.nextLine(position)
    }
    let text = (form.inline.isEmpty ? [] : [form.inline]) + form.lines
    var splices = Splices()
    let isAtLineStart = end == 0 || lines.bytes[end - 1] == UInt8(ascii: "\n")
    var bytes = joined(text)
    if isAtLineStart { bytes.removeFirst(lines.lineBreak.count) }
    splices.insert(bytes + lines.lineBreak, at: end)
    try take(splices)
  }

  /// Replaces a scalar on one or several lines, or a list or map in brackets.
  private mutating func replaceInline(
    _ spot: Spot,
    _ start: Int,
    _ form: ValueText.Form,
    after indicator: Int,
    column: Int
  ) throws(EditError) {
    let range = range(spot.node)
    let end = lines.lineEnd(range.upperBound)
    var splices = Splices()
    if !form.inline.isEmpty {
      splices.replace(
        start..<range.upperBound,
        with: form.inline + spaceBeforeComment(range.upperBound)
      )
      splices.insert(joined(form.lines), at: end)
      try take(splices, tail: form, at: end, column: column)
      return
    }
    if !lines.startsLine(range.lowerBound) {
      splices.replace(
        max(indicator, 0)..<range.upperBound,
        with: spaceBeforeComment(range.upperBound)
      )
      splices.insert(joined(form.lines), at: end)
    } else if lines.endsLine(range.upperBound) {
      let text = joined(form.lines).dropFirst(lines.lineBreak.count)
      splices.replace(lines.lineStart(range.lowerBound)..<end, with: Array(text))
    } else {
      splices.remove(lines.skipSpacesBack(range.lowerBound)..<range.upperBound)
      splices.insert(joined(form.lines), at: end)
    }
    try take(splices, tail: form, at: end, column: column)
  }

  private mutating func replaceBlockScalar(
    _ spot: Spot,
    _ start: Int,
    _ form: ValueText.Form,
    after indicator: Int,
    column: Int
  ) throws(EditError) {
    let range = range(spot.node)
    let headerEnd = min(lines.lineEnd(range.lowerBound), range.upperBound)
    var headerWord = range.lowerBound
    while headerWord < headerEnd, lines.bytes[headerWord] != UInt8(ascii: " ") { headerWord += 1 }
    var splices = Splices()
    if form.inline.isEmpty {
      splices.remove(max(indicator, 0)..<headerWord)
    } else {
      splices.replace(start..<headerWord, with: form.inline)
    }
    splices.replace(headerEnd..<range.upperBound, with: joined(form.lines))
    try take(splices, tail: form, at: range.upperBound, column: column)
  }

  /// Replaces a list or map by indentation. The comment beside its last line goes with it, those
  /// between key and value stay.
  private mutating func replaceBlock(
    _ spot: Spot,
    _ form: ValueText.Form,
    after indicator: Int,
    nested: Int
  ) throws(EditError) {
    let range = range(spot.node)
    let column = spot.container.map(column) ?? 0
    var splices = Splices()
    guard lines.startsLine(range.lowerBound) else {
      // It starts beside its dash or colon.
      let isOneLine = lines.lineEnd(range.lowerBound) == lines.lineEnd(range.upperBound)
      let end = lines.lineEnd(range.upperBound)
      var (start, form) = placed(form, range.lowerBound, after: indicator, nested: nested)
      if form.inline.isEmpty { start = indicator }
      let last = isOneLine ? range.upperBound : end
      splices.replace(start..<last, with: form.inline + spaceBeforeComment(last))
      splices.insert(joined(form.lines), at: end)
      try take(splices, tail: form, at: end, column: column)
      return
    }
    let start = lines.lineStart(range.lowerBound)
    let end = lines.lineEnd(range.upperBound)
    let line = indicator < 0 ? 0 : lines.lineEnd(indicator)
    let hasComments = !lines.gap(line, start) { $0.comments.isEmpty }
    if form.inline.isEmpty {
      splices.replace(start..<end, with: Array(joined(form.lines).dropFirst(lines.lineBreak.count)))
    } else if indicator < 0 || hasComments {
      let first = ValueText.indented(form.inline, by: nested)
      splices.replace(start..<end, with: first + joined(form.lines))
    } else {
      splices.insert([UInt8(ascii: " ")] + form.inline, at: indicator)
      splices.replace(line..<end, with: joined(form.lines))
    }
    try take(splices, tail: form, at: end, column: column)
  }

  /// Takes the text; `end` is the end of the last line of what was written.
  mutating func take(
    _ splices: Splices,
    tail form: ValueText.Form,
    at end: Int,
    column: Int
  ) throws(EditError) {
    let isAtEnd = end >= lines.bytes.count
    var splices = splices
    if form.endsInBlockScalar && isAtEnd { splices.insert(lines.lineBreak, at: end) }
    let mark = form.endsInBlockScalar && !isAtEnd ? lines.nextLine(end) : nil
    try take(splices, tailAt: mark, column: column)
  }
}
