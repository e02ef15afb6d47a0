/// Git's conflict markers around the lines in which two texts differ.
enum ConflictMarkers {
  /// How many signs a marker has at least.
  private static let width = 7

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

  /// Returns the two texts that a text with markers shows; nil where it has none, or not in order.
  ///
  /// Git merges the several ancestors of a criss-cross history first, and hands on what it gets, with
  /// longer markers. The part that the style diff3 shows between `|||||||` and `=======` is left out.
  static func sides(of text: [UInt8]) -> (ours: [UInt8], theirs: [UInt8])? {
    enum Part { case both, ours, before, theirs }
    var (ours, theirs): ([UInt8], [UInt8]) = ([], [])
    var part = Part.both
    var isMarked = false
    for line in lines(text) {
      switch (part, marker(line)) {
      case (.both, UInt8(ascii: "<")):
        part = .ours
        isMarked = true
      case (.ours, UInt8(ascii: "|")): part = .before
      case (.ours, UInt8(ascii: "=")), (.before, UInt8(ascii: "=")): part = .theirs
      case (.theirs, UInt8(ascii: ">")): part = .both
      case (.both, _):
        ours += line
        theirs += line
      case (.ours, _): ours += line
      case (.theirs, _): theirs += line
      case (.before, _): break
      }
    }
    return isMarked && part == .both ? (ours, theirs) : nil
  }

  /// The sign of the marker that a line is, if any.
  private static func marker(_ line: [UInt8]) -> UInt8? {
    guard let sign = line.first, "<|=>".utf8.contains(sign) else { return nil }
    let rest = line.drop { $0 == sign }
    guard line.count - rest.count >= width, let next = rest.first else { return nil }
    return next == UInt8(ascii: " ") || next == UInt8(ascii: "\n") || next == 0x0D ? sign : nil
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
