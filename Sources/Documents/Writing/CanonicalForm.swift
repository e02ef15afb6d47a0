/// Says of most texts that are in canonical form that they are, in one walk that builds nothing.
///
/// It follows `DocumentLayout` byte by byte and gives up on whatever is rare: comments, blank lines,
/// block scalars, document markers. What it passes is what the layout would write; a property test
/// holds the two together.
struct CanonicalForm {
  private let document: Document
  private let order: KeyOrder
  private let source: UnsafeBufferPointer<UInt8>
  /// Up to where the text is as it should be.
  private var position = 0

  private typealias Cursor = ValueText.Cursor

  /// Whether the text is surely in canonical form; a "no" says nothing.
  static func isSure(of document: Document, order: KeyOrder) -> Bool {
    document.source.withUnsafeBufferPointer { source in
      var form = CanonicalForm(document: document, order: order, source: source)
      return document.style(document.root) == .block
        && form.block(document.root, column: 0, order.tree.root, isInline: true)
        && form.position == source.count
    }
  }

  private init(document: Document, order: KeyOrder, source: UnsafeBufferPointer<UInt8>) {
    self.document = document
    self.order = order
    self.source = source
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < source.count, source[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func takeSpaces(_ count: Int) -> Bool {
    for _ in 0..<count where !take(UInt8(ascii: " ")) { return false }
    return true
  }

  // MARK: By indentation

  /// Whether a list or map by indentation stands here; `isInline` where its first child stands behind
  /// a dash, or at the start of the text.
  private mutating func block(
    _ node: NodeIndex,
    column: Int,
    _ cursor: Cursor,
    isInline: Bool
  ) -> Bool {
    let isMap = document.kind(node) == .map
    var rank = RankWalk(isMap ? order.tree.payload(cursor) : nil)
    var child = document.firstChild(node)
    for number in 0..<document.count(node) {
      if number > 0 || !isInline, !takeSpaces(column) { return false }
      if isMap {
        let value = document.next(child)
        guard rank.follows(child, document), key(child) else { return false }
        let width = document.range(of: child).count + 2
        guard entryValue(value, of: child, column: column, width, cursor) else { return false }
        child = document.next(value)
      } else {
        guard take(UInt8(ascii: "-")), item(child, column: column, cursor) else { return false }
        child = document.next(child)
      }
    }
    return true
  }

  /// A key that stays as it is written, with its colon.
  private mutating func key(_ key: NodeIndex) -> Bool {
    document.range(of: key).count <= ScalarText.longestPlainKey && scalar(key)
      && take(UInt8(ascii: ":"))
  }

  private mutating func entryValue(
    _ value: NodeIndex,
    of key: NodeIndex,
    column: Int,
    _ width: Int,
    _ cursor: Cursor
  ) -> Bool {
    switch document.style(value) {
    case .block:
      let inner = order.tree.step(cursor, name: document.text(key))
      return take(UInt8(ascii: "\n"))
        && block(value, column: column + 2, inner, isInline: false)
    case .flow:
      let inner = order.tree.step(cursor, name: document.text(key))
      return inlineFlow(value, column: column + width, inner)
    default: return inlineScalar(value)
    }
  }

  private mutating func item(_ value: NodeIndex, column: Int, _ cursor: Cursor) -> Bool {
    switch document.style(value) {
    case .block:
      let inner = order.tree.stepToItem(cursor)
      return take(UInt8(ascii: " ")) && block(value, column: column + 2, inner, isInline: true)
    case .flow: return inlineFlow(value, column: column + 2, order.tree.stepToItem(cursor))
    default: return inlineScalar(value)
    }
  }

  /// A scalar to the end of its line, behind a colon or dash.
  private mutating func inlineScalar(_ node: NodeIndex) -> Bool {
    if document.range(of: node).isEmpty { return take(UInt8(ascii: "\n")) }
    return take(UInt8(ascii: " ")) && scalar(node) && take(UInt8(ascii: "\n"))
  }

  /// Brackets that fit on their line, behind a colon or dash.
  private mutating func inlineFlow(_ node: NodeIndex, column: Int, _ cursor: Cursor) -> Bool {
    column + document.range(of: node).count <= ValueText.width && take(UInt8(ascii: " "))
      && flow(node, cursor) && take(UInt8(ascii: "\n"))
  }

  /// A scalar on one line that stays as it is written.
  private mutating func scalar(_ node: NodeIndex) -> Bool {
    let range = document.range(of: node)
    guard range.lowerBound == position, !range.isEmpty,
      !source[range].contains(UInt8(ascii: "\n"))
    else { return false }
    switch document.style(node) {
    case .plain: break
    case .singleQuoted, .doubleQuoted:
      let isPlainEnough = document.withText(node) { ScalarText.needsNoQuotes(Array($0)) }
      if isPlainEnough { return false }
    default: return false
    }
    position = range.upperBound
    return true
  }

  // MARK: In brackets

  private mutating func flow(_ node: NodeIndex, _ cursor: Cursor) -> Bool {
    guard document.range(of: node).lowerBound == position else { return false }
    switch document.kind(node) {
    case .list: return flowList(node, cursor)
    case .map: return flowMap(node, cursor)
    default: return scalar(node)
    }
  }

  private mutating func flowList(_ node: NodeIndex, _ cursor: Cursor) -> Bool {
    guard take(UInt8(ascii: "[")) else { return false }
    let inner = order.tree.stepToItem(cursor)
    var item = document.firstChild(node)
    for number in 0..<document.count(node) {
      if number > 0, !takeComma() { return false }
      guard flow(item, inner) else { return false }
      item = document.next(item)
    }
    return take(UInt8(ascii: "]"))
  }

  private mutating func flowMap(_ node: NodeIndex, _ cursor: Cursor) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    if document.count(node) == 0 { return take(UInt8(ascii: "}")) }
    guard take(UInt8(ascii: " ")) else { return false }
    var rank = RankWalk(order.tree.payload(cursor))
    var child = document.firstChild(node)
    for number in 0..<document.count(node) {
      if number > 0, !takeComma() { return false }
      let value = document.next(child)
      guard rank.follows(child, document), key(child), take(UInt8(ascii: " ")),
        flow(value, order.tree.step(cursor, name: document.text(child)))
      else { return false }
      child = document.next(value)
    }
    return take(UInt8(ascii: " ")) && take(UInt8(ascii: "}"))
  }

  private mutating func takeComma() -> Bool { take(UInt8(ascii: ",")) && take(UInt8(ascii: " ")) }
}

/// Goes through the names of a map and the names of its order side by side.
private struct RankWalk {
  private let ranks: KeyOrder.Ranks?
  private var rank = 0

  init(_ ranks: KeyOrder.Ranks?) { self.ranks = ranks }

  /// Whether the name of the next entry stands where the order wants it.
  mutating func follows(_ key: NodeIndex, _ document: Document) -> Bool {
    guard let ranks else { return true }
    let next = document.withText(key) { ranks.rank(of: $0, from: rank) }
    if let next {
      rank = next + 1
      return true
    }
    // A name of which the order does not speak comes behind all others, and so does all that follows.
    guard ranks.rank(of: document.text(key)) == nil else { return false }
    rank = ranks.count
    return true
  }
}
