import TestSupport

/// Writes random YAML: block and flow, every scalar style, comments everywhere. Now and then the
/// result is no document, which properties skip.
struct RandomText {
  var generator: SeededGenerator
  var text = ""
  private var comments = 0

  init(_ generator: SeededGenerator) { self.generator = generator }

  static func make(_ generator: inout SeededGenerator) -> [UInt8] {
    var writer = RandomText(SeededGenerator(seed: generator.next()))
    writer.document()
    var text = writer.text
    if writer.generator.chance(25), text.hasSuffix("\n") { text.removeLast() }
    var bytes = Array(text.utf8)
    if writer.generator.chance(10) {
      bytes = bytes.flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }
    }
    return bytes
  }

  private mutating func document() {
    trivia(0)
    if generator.chance(4) { text += "%YAML 1.2\n---\n" }
    if generator.chance(12) {
      text += "---"
      beside(50)
      trivia(0)
    }
    switch generator.below(20) {
    case 0: break
    case 1:
      text += Self.scalars[generator.below(Self.scalars.count)]
      beside(30)
    case 2:
      flow(-1, depth: 0)
      beside(30)
    case 3...5: blockList(0, depth: 0, isPulledUp: false)
    default: blockMap(0, depth: 0, isPulledUp: false)
    }
    trivia(0)
    if generator.chance(4) { text += "...\n" }
  }

  // MARK: Trivia

  private mutating func comment() -> String {
    comments += 1
    return generator.chance(10) ? "# c\(comments):\t'\"{ é" : "# c\(comments)"
  }

  private mutating func beside(_ percent: Int) {
    if generator.chance(percent) {
      let isClosed = ["'", "\"", "]", "}"].contains(text.last ?? " ")
      text += isClosed && generator.chance(5) ? "" : generator.chance(50) ? " " : "   "
      text += comment()
    }
    text += "\n"
  }

  private mutating func trivia(_ indent: Int) {
    while generator.chance(18) {
      if generator.chance(35) {
        text += generator.chance(80) ? "\n" : "   \n"
      } else {
        let column = generator.chance(70) ? indent : generator.below(8)
        text += String(repeating: " ", count: column) + comment() + "\n"
      }
    }
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  // MARK: Scalars

  static let keys = [
    "a", "b", "c", "name", "items", "set", "rel", "x y", "é", "1", "true", "null", "a.b", "'q k'",
    "\"d\\u0041\"", "\"e\"", "k-1", "longer_name", "012", "~",
  ]
  static let scalars = [
    "a", "word", "two words", "1", "-7", "41.50", "0x1F", "012", "no", "true", "False", "null", "~",
    "'it''s'", "\"q\\\"q\"", "\"tab\\there\"", "''", "\"\"", "https://x.example/a-b", "2025-03-01",
    "'a: b'", "\"# no\"", "é ü", "10:20", "-x", "+1", ".5", "1e3", "a'b", "a\"b", "team/platform",
    "\"\\u263A\"", "'\ttab'", "99999999999999999999999999999999999999999", "日本", "=", "a:b",
  ]

  private mutating func key(_ used: inout Set<String>) -> String? {
    for _ in 0..<8 {
      let key = generator.pick(Self.keys)
      if used.insert(key).inserted { return key }
    }
    return nil
  }

  private mutating func words() -> String {
    generator.pick(["lorem", "ipsum # no", "dolor", "sit: amet", "- x", "é", "a"])
  }

  private mutating func blockScalar(_ indent: Int) {
    var header = generator.chance(60) ? "|" : ">"
    let column = max(indent, 0) + (generator.chance(80) ? 2 : 1 + generator.below(4))
    let isMarked = generator.chance(20)
    if isMarked { header += "\(column - max(indent, 0))" }
    header += generator.pick(["", "-", "+", ""])
    text += header
    beside(20)
    for line in 0..<generator.below(4) {
      if generator.chance(20) {
        text += generator.chance(70) ? "\n" : spaces(generator.below(column + 3)) + "\n"
        continue
      }
      let extra = (line > 0 || isMarked) && generator.chance(25) ? 2 : 0
      text += spaces(column + extra) + words() + "\n"
    }
  }

  private mutating func multiline(_ indent: Int) {
    let next = "\n" + spaces(indent + 1 + generator.below(4))
    switch generator.below(4) {
    case 0: text += "plain" + next + "more words" + (generator.chance(30) ? "\n" + next + "x" : "")
    case 1: text += "'single" + next + "it''s" + next + "# no'"
    case 2: text += "\"double \\" + next + "a\\n" + next + "\\  b\""
    default: text += "\"d" + "\n" + next + "e\""
    }
  }

  // MARK: By indentation

  private mutating func blockMap(_ indent: Int, depth: Int, isPulledUp: Bool) {
    var used: Set<String> = []
    for number in 0...generator.below(depth == 0 ? 5 : 3) {
      guard let key = key(&used) else { return }
      if number > 0 || !isPulledUp {
        trivia(indent)
        text += spaces(indent)
      }
      if generator.chance(4) {
        text += "? " + key
        if generator.chance(15) {
          beside(20)
          continue
        }
        beside(20)
        trivia(indent)
        text += spaces(indent) + ":"
      } else {
        text += key + ":"
      }
      value(indent, depth: depth, isItem: false, key: key)
    }
  }

  private mutating func blockList(_ indent: Int, depth: Int, isPulledUp: Bool) {
    let isKeyed = generator.chance(50)
    for number in 0...generator.below(3) {
      if number > 0 || !isPulledUp {
        trivia(indent)
        text += spaces(indent)
      }
      text += "-"
      if isKeyed, generator.chance(50) {
        let name = generator.pick(["a", "b", "c", "1"])
        if generator.chance(50) {
          text += " { name: \(name), v: \(generator.below(3)) }"
          beside(20)
        } else {
          text += " name: \(name)"
          beside(20)
          trivia(indent + 2)
          text += spaces(indent + 2) + "v: x"
          beside(20)
        }
      } else {
        value(indent, depth: depth, isItem: true, key: "")
      }
    }
  }

  /// Writes what follows a colon or dash, up to and with the line break.
  private mutating func value(_ indent: Int, depth: Int, isItem: Bool, key: String) {
    var choice = generator.below(depth >= 3 ? 60 : 100)
    if ["items", "set", "rel"].contains(key), depth < 3 { choice = 85 }
    switch choice {
    case 0..<6: beside(25)
    case 6..<34:
      text += " " + generator.pick(Self.scalars)
      beside(25)
    case 34..<38:
      text += " "
      multiline(indent)
      beside(20)
    case 38..<42:
      beside(30)
      trivia(indent + 2)
      text += spaces(indent + 1 + generator.below(3)) + generator.pick(Self.scalars)
      beside(30)
    case 42..<50:
      text += " "
      blockScalar(indent)
    case 50..<68:
      text += " "
      flow(indent, depth: depth + 1)
      beside(25)
    case 68..<84: nested(indent, depth: depth + 1, isItem: isItem, isList: false)
    default: nested(indent, depth: depth + 1, isItem: isItem, isList: true)
    }
  }

  private mutating func nested(_ indent: Int, depth: Int, isItem: Bool, isList: Bool) {
    if isItem, generator.chance(70) {
      let gap = generator.chance(85) ? 1 : 3
      text += spaces(gap)
      if isList {
        blockList(indent + 1 + gap, depth: depth, isPulledUp: true)
      } else {
        blockMap(indent + 1 + gap, depth: depth, isPulledUp: true)
      }
      return
    }
    beside(25)
    let step = generator.pick([2, 2, 2, 1, 4])
    let column = isList && !isItem && generator.chance(30) ? indent : indent + step
    if isList {
      blockList(column, depth: depth, isPulledUp: false)
    } else {
      blockMap(column, depth: depth, isPulledUp: false)
    }
  }

  // MARK: In brackets

  private mutating func flow(_ indent: Int, depth: Int) {
    let isMultiline = generator.chance(25)
    let isMap = generator.chance(55)
    var used: Set<String> = []
    text += isMap ? "{" : "["
    separator(indent, isMultiline)
    let count = generator.below(4)
    for number in 0..<count {
      if isMap {
        guard let key = key(&used) else { break }
        flowEntry(key, indent, depth: depth, isMultiline)
      } else if generator.chance(6) {
        text += generator.pick(Self.keys) + ": v"
      } else {
        flowValue(indent, depth: depth)
      }
      if number < count - 1 || generator.chance(10) {
        if generator.chance(15) { separator(indent, isMultiline) }
        text += ","
        separator(indent, isMultiline)
      }
    }
    if generator.chance(50) { separator(indent, isMultiline) }
    text += isMap ? "}" : "]"
  }

  private mutating func flowEntry(_ key: String, _ indent: Int, depth: Int, _ isMultiline: Bool) {
    switch generator.below(20) {
    case 0: text += key
    case 1: text += key + ": "
    case 2:
      text += "? " + key + " : "
      flowValue(indent, depth: depth)
    case 3 where key.hasPrefix("\""): text += key + ":1"
    default:
      text += key + ":"
      if generator.chance(10) { separator(indent, isMultiline) }
      text += " "
      flowValue(indent, depth: depth)
    }
  }

  private mutating func flowValue(_ indent: Int, depth: Int) {
    if depth < 3, generator.chance(20) {
      flow(indent, depth: depth + 1)
    } else {
      text += generator.pick(Self.scalars)
    }
  }

  private mutating func separator(_ indent: Int, _ isMultiline: Bool) {
    guard isMultiline, generator.chance(60) else {
      if generator.chance(70) { text += " " }
      return
    }
    if generator.chance(40) { text += " " + comment() }
    text += "\n"
    while generator.chance(15) { text += spaces(indent + 2) + comment() + "\n" }
    text += spaces(indent + 1 + generator.below(4))
  }
}
