/// Applies changes of the tree to the text, one after the other; each rewrites only the lines of the
/// value that it is about.
///
/// After each change the text is read again: what follows works on what really stands there, and a
/// text that came out wrong is noticed at once.
struct TextEditor {
  private(set) var document: Document
  let keys: ListKeys
  let order: KeyOrder
  var lines: SourceLines

  init(_ document: Document, keys: ListKeys, order: KeyOrder) {
    self.document = document
    self.keys = keys
    self.order = order
    lines = SourceLines(bytes: document.source)
  }

  /// Where a value stands in its document.
  struct Spot {
    /// The offsets that lead there.
    var place: [Int]
    var node: NodeIndex
    /// The list or map that holds it; nil for the root.
    var container: NodeIndex?
    /// The key of the entry; nil for an item or the root.
    var key: NodeIndex?
    /// Which child of its container it is.
    var offset: Int { place.last ?? 0 }
  }

  /// Applies one change.
  mutating func apply(_ change: TreeChange) throws(EditError) {
    switch change {
    case .replace(let place, let value): try replace(spot(place), with: value)
    case .insertEntry(let place, let offset, let name, let value):
      try insert(.entry(name, value), into: spot(place), at: offset)
    case .insertItem(let place, let offset, let value):
      try insert(.item(value), into: spot(place), at: offset)
    case .remove(let place, let keepsComments):
      try remove(spot(place), keepsComments: keepsComments)
    }
  }

  /// Takes the new text, and refuses one that is no document.
  ///
  /// Where a block scalar ends right before `mark`, the comments and blank lines from there on are
  /// kept from becoming part of it: comments are moved to `column`.
  mutating func take(
    _ splices: Splices,
    tailAt mark: Int? = nil,
    column: Int = 0,
    keepsBlankLines: Bool = true
  ) throws(EditError) {
    var (text, moved) = splices.applied(to: document.source, mark: mark ?? 0)
    if mark != nil {
      text = Self.guarding(text, from: moved, column: column, keepsBlankLines: keepsBlankLines)
    }
    do throws(DocumentError) {
      document = try Document.parse(
        text,
        limits: Document.Limits(bytes: max(text.count, Document.Limits.record.bytes))
      )
    } catch {
      throw EditError(
        kind: .notWritable,
        path: AttributePath(),
        message: "the edit cannot be written: \(error)"
      )
    }
    lines = SourceLines(bytes: text)
  }

  private static func guarding(
    _ text: [UInt8],
    from start: Int,
    column: Int,
    keepsBlankLines: Bool
  ) -> [UInt8] {
    let lines = SourceLines(bytes: text)
    var splices = Splices()
    var position = start
    while position < text.count {
      let content = lines.skipSpaces(position)
      if content == lines.lineEnd(position) {
        if keepsBlankLines {
          splices.remove(min(position + column, content)..<content)
        } else {
          splices.remove(position..<lines.nextLine(position))
        }
        position = lines.nextLine(position)
        continue
      }
      if lines.isComment(content), content - position > column {
        splices.remove(position + column..<content)
      }
      break
    }
    return splices.applied(to: text, mark: 0).text
  }

  // MARK: Finding one's way

  func spot(_ place: [Int]) -> Spot {
    var spot = Spot(place: place, node: document.root, container: nil, key: nil)
    for offset in place {
      let container = spot.node
      spot.container = container
      if document.kind(container) == .map {
        let entry = document.entries(of: container)[offset]
        (spot.key, spot.node) = (entry.key, entry.value)
      } else {
        (spot.key, spot.node) = (nil, document.items(of: container)[offset])
      }
    }
    return spot
  }

  func range(_ node: NodeIndex) -> Range<Int> { document.range(of: node) }

  func isBlock(_ node: NodeIndex) -> Bool { document.style(node) == .block }

  /// The children of a list or map.
  func children(_ container: NodeIndex) -> ChildList {
    ChildList(container, of: document, lines)
  }

  /// The first node of each child: the items, or the keys of entries.
  func heads(of container: NodeIndex) -> [NodeIndex] { children(container).heads }

  /// Where child `offset` of a container starts: at its dash, its `?` or its key.
  func childStart(_ container: NodeIndex, _ offset: Int) -> Int {
    children(container).start(offset)
  }

  /// Where the text between child `offset` and what stands before it starts.
  func gapStart(_ container: NodeIndex, _ offset: Int) -> Int {
    children(container).gapStart(offset)
  }

  /// Where child `offset` of a container ends, its colon included.
  func childEnd(_ container: NodeIndex, _ offset: Int) -> Int { children(container).end(offset) }

  /// Whether a list or map is written in brackets or braces; a map `[a: b]` inside of brackets is not,
  /// although it is no block.
  func hasBrackets(_ container: NodeIndex) -> Bool { children(container).hasBrackets }

  /// The offset after the colon, dash or document start that a value follows; nil for an entry
  /// without a colon and a root without `---`.
  func indicatorEnd(_ spot: Spot) -> Int? {
    guard let container = spot.container else { return documentStart }
    let start = range(spot.node).lowerBound
    if let key = spot.key {
      let end = range(key).upperBound
      let isNothing = range(spot.node).isEmpty
      if isNothing {
        return start > end && lines.bytes[start - 1] == UInt8(ascii: ":") ? start : nil
      }
      return lines.gap(end, start) { $0.first(UInt8(ascii: ":")) }.map { $0 + 1 }
    }
    return childStart(container, spot.offset) + 1
  }

  /// The offset after `---`; nil without.
  private var documentStart: Int? {
    let start = range(document.root).lowerBound
    return lines.gap(0, start) { gap in
      var found: Int?
      gap.scan { offset, byte in
        if byte == UInt8(ascii: "-"), offset + 3 <= gap.range.upperBound { found = offset + 3 }
        return found == nil
      }
      return found
    }
  }

  /// The column of a list or map by indentation.
  func column(_ container: NodeIndex) -> Int { lines.column(range(container).lowerBound) }

  /// The cursor of the key order at a place.
  func cursor(at place: [Int]) -> ValueText.Cursor {
    var cursor = order.tree.root
    var node = document.root
    for offset in place {
      if document.kind(node) == .map {
        let entry = document.entries(of: node)[offset]
        cursor = order.tree.step(cursor, name: document.text(entry.key))
        node = entry.value
      } else {
        cursor = order.tree.stepToItem(cursor)
        node = document.items(of: node)[offset]
      }
    }
    return cursor
  }

  /// The writer, with the indentation that the text uses.
  var writer: ValueText {
    var writer = ValueText(order: order)
    var hasStep = false
    var hasListStep = false
    var node = document.root
    let end = document.next(document.root)
    while node < end, !(hasStep && hasListStep) {
      let inner = NodeIndex(rawValue: node.rawValue + 1)
      if document.kind(node) == .map, isBlock(node) {
        for entry in document.entries(of: node) where isBlock(entry.value) {
          let difference = column(entry.value) - column(node)
          if document.kind(entry.value) == .list, !hasListStep {
            hasListStep = true
            writer.listStep = max(0, difference)
          } else if document.kind(entry.value) == .map, !hasStep, (1...9).contains(difference) {
            hasStep = true
            writer.step = difference
          }
        }
      }
      node = inner
    }
    return writer
  }

  /// The lines as they follow other text: each after a line break.
  func joined(_ lines: [[UInt8]]) -> [UInt8] {
    let lineBreak = self.lines.lineBreak
    return lines.reduce(into: []) { $0 += lineBreak + $1 }
  }
}
