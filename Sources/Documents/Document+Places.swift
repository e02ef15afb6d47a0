public import Diagnostics

extension Document {
  /// Returns the line that the node starts on, counted from 1.
  public func line(_ node: NodeIndex) -> Int { position(of: node).line }

  /// Returns the column that the node starts at, counted from 1 in Unicode scalars.
  public func column(_ node: NodeIndex) -> Int { position(of: node).column }

  /// Returns line and column of the node's first character, both counted from 1.
  public func position(of node: NodeIndex) -> (line: Int, column: Int) {
    position(atOffset: Int(stored(node).start))
  }

  /// Returns where the node stands, as a place in `file`.
  public func place(of node: NodeIndex, in file: String) -> Place {
    let position = position(of: node)
    return Place(file: file, line: position.line, column: position.column)
  }

  /// Returns the bytes of the source that the node is written in.
  ///
  /// A map or list by indentation reaches from its first key or dash to the end of its last value; a
  /// null that is not written is empty and stands where the value could.
  public func range(of node: NodeIndex) -> Range<Int> {
    let stored = stored(node)
    return Int(stored.start)..<Int(stored.end)
  }

  /// Returns how many Unicode scalars of its first line the node takes: what a caret underlines.
  public func lengthOnFirstLine(_ node: NodeIndex) -> Int {
    let range = range(of: node)
    let end = source[range].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
    return source.withUnsafeBufferPointer { LineTable.scalars(in: range.lowerBound..<end, of: $0) }
  }

  func position(atOffset offset: Int) -> (line: Int, column: Int) {
    source.withUnsafeBufferPointer { source in
      let line = lines.line(of: offset, in: source)
      return (line.number, LineTable.scalars(in: line.start..<offset, of: source) + 1)
    }
  }
}
