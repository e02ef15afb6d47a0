internal import Documents

extension Document {
  /// A comment in the text.
  struct Comment {
    /// The comment from its `#` to the end of the line.
    var text: String
    /// The line, counted from 1.
    var line: Int
    /// Whether something stands before it on its line.
    var isBeside: Bool
  }

  /// Returns every comment in the order of the text.
  ///
  /// A `#` begins a comment at the start of a line or after white space (YAML 1.2, section 6.6), but
  /// not inside a scalar.
  func comments() -> [Comment] {
    let scalars = scalarRanges()
    var comments: [Comment] = []
    var line = 1
    var lineHasContent = false
    var next = 0
    var index = 0
    while index < source.count {
      while next < scalars.count, scalars[next].upperBound <= index { next += 1 }
      if next < scalars.count, scalars[next].contains(index) {
        for byte in source[scalars[next]] where byte == UInt8(ascii: "\n") { line += 1 }
        index = scalars[next].upperBound
        lineHasContent = source[index - 1] != UInt8(ascii: "\n")
        continue
      }
      let byte = source[index]
      if byte == UInt8(ascii: "#"), index == 0 || isSpace(source[index - 1]) {
        let end = source[index...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
        var text = String(decoding: source[index..<end], as: UTF8.self)
        while let last = text.unicodeScalars.last, last == " " || last == "\r" || last == "\t" {
          text.unicodeScalars.removeLast()
        }
        comments.append(Comment(text: text, line: line, isBeside: lineHasContent))
        index = end
        continue
      }
      if byte == UInt8(ascii: "\n") {
        line += 1
        lineHasContent = false
      } else if !isSpace(byte) {
        lineHasContent = true
      }
      index += 1
    }
    return comments
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
      || byte == UInt8(ascii: "\r")
  }

  /// The bytes of every scalar and key, in the order of the text.
  private func scalarRanges() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    func collect(_ node: NodeIndex) {
      switch kind(node) {
      case .map:
        for (key, value) in entries(of: node) {
          ranges.append(range(of: key))
          collect(value)
        }
      case .list: for item in items(of: node) { collect(item) }
      default: ranges.append(range(of: node))
      }
    }
    collect(root)
    return ranges.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
  }
}
