import Documents

/// Tells the lines of nodes in the order of the text, each byte counted once.
///
/// A document that was written without line ends may hold a hundred thousand things on one line, and
/// asking it for each place anew would read that line as often.
struct LineCounter {
  private let source: [UInt8]
  private var offset = 0
  private var line = 1

  init(_ document: Document) { source = document.source }

  /// The line that the node begins on, counted from 1. Nodes are asked for in document order.
  mutating func line(of node: NodeIndex, in document: Document) -> Int {
    let start = document.range(of: node).lowerBound
    guard start > offset else { return line }
    for byte in source[offset..<start] where byte == UInt8(ascii: "\n") { line += 1 }
    offset = start
    return line
  }
}
