/// The lines of an SNMP walk as net-snmp prints them: `.1.3.6.1.2.1.1.5.0 = STRING: "web-01"`, and in
/// its quick form `.1.3.6.1.2.1.1.5.0 "web-01"`.
struct SNMPWalk: Sequence, IteratorProtocol {
  /// One variable.
  struct Variable {
    /// The line that it begins on, counted from 1.
    var line: Int
    /// The object identifier.
    var name: [UInt32]
    /// The word before the value, such as `STRING`; nil in the quick form.
    var type: String?
    /// The value without its quotes.
    var value: String
  }

  /// No identifier has more parts (RFC 2578, section 3.5).
  private static let parts = 128
  private var lines: LineReader
  private var waiting: Variable?
  /// The lines that are no variables and belong to none.
  private(set) var strays: [Int] = []
  /// Whether the names of objects are words (`SNMPv2-MIB::sysName.0`), which are not read.
  private(set) var hasWords = false

  init(_ bytes: [UInt8]) { lines = LineReader(bytes) }

  /// The next variable. A text or a row of bytes goes on in the lines after it.
  mutating func next() -> Variable? {
    while let (number, line) = lines.next() {
      let text = String(decoding: line, as: UTF8.self)
      if let variable = Self.variable(text, line: number) {
        defer { waiting = variable }
        if let waiting { return waiting.closed }
      } else if waiting != nil, !Self.isWord(text) {
        waiting?.value += "\n" + text
      } else if text.contains(where: { !$0.isWhitespace }) {
        hasWords = hasWords || Self.isWord(text)
        strays.append(number)
      }
    }
    defer { waiting = nil }
    return waiting?.closed
  }

  private static func isWord(_ text: String) -> Bool {
    text.prefix { !$0.isWhitespace }.contains("::")
  }

  private static func variable(_ text: String, line: Int) -> Variable? {
    let name = text.prefix { !$0.isWhitespace }
    guard let parts = identifier(name) else { return nil }
    var rest = text[name.endIndex...].drop { $0 == " " || $0 == "\t" }
    var type: String?
    if rest.first == "=" {
      rest = rest.dropFirst().drop { $0 == " " }
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == " " }
      if rest[word.endIndex...].first == ":", let first = word.first, first.isUppercase {
        type = String(word)
        rest = rest[word.endIndex...].dropFirst().drop { $0 == " " }
      }
    }
    return Variable(line: line, name: parts, type: type, value: String(rest))
  }

  private static func identifier(_ text: Substring) -> [UInt32]? {
    var digits = text
    if digits.hasPrefix("iso.") {
      digits = "1." + digits.dropFirst(4)
    } else if digits.first == "." {
      digits = digits.dropFirst()
    }
    let words = digits.split(separator: ".", maxSplits: parts, omittingEmptySubsequences: false)
    guard words.count > 2, words.count <= parts else { return nil }
    let numbers = words.compactMap { UInt32($0) }
    return numbers.count == words.count ? numbers : nil
  }
}

extension SNMPWalk.Variable {
  /// The variable without the quotes around its value; where the agent has none, without a value.
  fileprivate var closed: SNMPWalk.Variable {
    var closed = self
    var text = value[...]
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    if text.count > 1, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
    closed.value = String(text).replacing("\\\"", with: "\"")
    if closed.value.hasPrefix("No Such ") || closed.value.hasPrefix("No more variables") {
      closed.value = ""
    }
    return closed
  }
}
