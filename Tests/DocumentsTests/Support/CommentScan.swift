import Documents

/// The comments of a document, found apart from the program's own way: whatever starts with `#`
/// outside of every scalar.
enum CommentScan {
  static func comments(of document: Document) -> [Range<Int>] {
    var isScalar = [Bool](repeating: false, count: document.source.count + 1)
    var node = document.root
    let end = document.next(document.root)
    while node < end {
      let kind = document.kind(node)
      if kind != .list, kind != .map {
        for offset in scalarBody(node, document) { isScalar[offset] = true }
      }
      node = NodeIndex(rawValue: node.rawValue + 1)
    }
    var comments: [Range<Int>] = []
    var position = 0
    let bytes = document.source
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "#"), !isScalar[position] else {
        position += 1
        continue
      }
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n"),
        bytes[position] != UInt8(ascii: "\r")
      {
        position += 1
      }
      comments.append(start..<position)
    }
    return comments
  }

  /// The scalar without the comment in the header of a block scalar.
  private static func scalarBody(_ node: NodeIndex, _ document: Document) -> [Int] {
    let range = document.range(of: node)
    guard [.literal, .folded].contains(document.style(node)) else { return Array(range) }
    let header = range.prefix { document.source[$0] != UInt8(ascii: "\n") }
    return Array(range.dropFirst(header.count))
  }

  static func texts(_ comments: [Range<Int>], of bytes: [UInt8]) -> [String] {
    comments.map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}
