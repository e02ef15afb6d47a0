/// Writes git's conflict markers around the lines in which two texts differ.
enum ConflictMarkers {
  /// Returns our text with every run of differing lines shown from both sides.
  static func text(ours: [UInt8], theirs: [UInt8]) -> [UInt8] {
    let left = lines(ours)
    let right = lines(theirs)
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in right.difference(from: left) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var text: [UInt8] = []
    var (l, r) = (0, 0)
    while l < left.count || r < right.count {
      var our: [UInt8] = []
      var their: [UInt8] = []
      while l < left.count, removed.contains(l) {
        our += left[l]
        l += 1
      }
      while r < right.count, inserted.contains(r) {
        their += right[r]
        r += 1
      }
      if !our.isEmpty || !their.isEmpty {
        text += Array("<<<<<<< ours\n".utf8) + ended(our) + Array("=======\n".utf8)
        text += ended(their) + Array(">>>>>>> theirs\n".utf8)
        continue
      }
      text += left[l]
      l += 1
      r += 1
    }
    return text
  }

  private static func lines(_ text: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    for (index, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(Array(text[start...index]))
      start = index + 1
    }
    if start < text.count { lines.append(Array(text[start...])) }
    return lines
  }

  private static func ended(_ text: [UInt8]) -> [UInt8] {
    text.isEmpty || text.last == UInt8(ascii: "\n") ? text : text + [UInt8(ascii: "\n")]
  }
}
