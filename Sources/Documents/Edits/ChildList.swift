/// The children of one list or map, and where they start and end in the text.
struct ChildList {
  /// The first node of each child: the items, or the keys of entries.
  let heads: [NodeIndex]
  /// The last node of each child: the items, or the values of entries.
  let values: [NodeIndex]
  private let document: Document
  private let lines: SourceLines
  private let range: Range<Int>
  private let isList: Bool
  private let isBlock: Bool

  init(_ container: NodeIndex, of document: Document, _ lines: SourceLines) {
    self.document = document
    self.lines = lines
    range = document.range(of: container)
    isBlock = document.style(container) == .block
    isList = document.kind(container) == .list
    if isList {
      heads = document.items(of: container)
      values = heads
    } else {
      let entries = document.entries(of: container)
      heads = entries.map(\.key)
      values = entries.map(\.value)
    }
  }

  /// Whether the container is written in brackets or braces; a map `[a: b]` inside of brackets is not,
  /// although it is no block.
  var hasBrackets: Bool {
    guard !isBlock else { return false }
    let first = lines.bytes[range.lowerBound]
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// Where a child starts: at its dash, its `?` or its key.
  func start(_ offset: Int) -> Int {
    let head = document.range(of: heads[offset]).lowerBound
    if isList && !isBlock { return head }
    if offset == 0 && isBlock { return range.lowerBound }
    let mark = UInt8(ascii: isList ? "-" : "?")
    return lines.gap(gapStart(offset), head) { $0.first(mark) } ?? head
  }

  /// Where the text between a child and what stands before it starts.
  func gapStart(_ offset: Int) -> Int {
    if offset > 0 { return end(offset - 1) }
    return hasBrackets ? range.lowerBound + 1 : range.lowerBound
  }

  /// Where a child ends, its colon included.
  func end(_ offset: Int) -> Int {
    max(
      document.range(of: values[offset]).upperBound,
      document.range(of: heads[offset]).upperBound
    )
  }

  /// Where the text between a child and the next, or the closing bracket, ends.
  func gapEnd(_ offset: Int) -> Int {
    if offset < heads.count - 1 { return start(offset + 1) }
    return range.upperBound - (hasBrackets ? 1 : 0)
  }
}
