import Testing

@testable import Documents

/// The canonical layout by example.
@Suite struct FormattingTests {
  static func formatted(_ text: String) throws -> String {
    let document = try Document.parse(Array(text.utf8))
    let bytes = try document.formatted(order: EditTests.order, keys: EditTests.keys)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func theSampleIsCanonical() throws {
    let document = try Document.parse(Array(SampleTexts.record.utf8))
    let order = KeyOrder(["": document.value(document.root).mapValue?.keys ?? []])
    #expect(try document.formatted(order: order, keys: .none) == Array(SampleTexts.record.utf8))
  }

  @Test(arguments: [
    (
      "the key order, comments moving along",
      "# top\n\n# about the owner\nowner: x  # who\n# the class\nclass: y\nid: z\n",
      "# top\n\nid: z\n# the class\nclass: y\n# about the owner\nowner: x  # who\n"
    ),
    (
      "indentation", "id: x\na:\n    - b\n    -   c: 1\n        d: 2\ne:\n- f\n",
      "id: x\na:\n  - b\n  - c: 1\n    d: 2\ne:\n  - f\n"
    ),
    ("brackets", "a: {b: 1,c: [ x,y ] ,d: {}, e: [ ]}\n", "a: { b: 1, c: [x, y], d: {}, e: [] }\n"),
    (
      "order in brackets", "cost: {monthly: 1, purchase: 2}\n",
      "cost: { purchase: 2, monthly: 1 }\n"
    ),
    ("brackets on lines", "a: [\n  x,\n  y\n]\n", "a: [x, y]\n"),
    (
      "brackets with comments", "a: [ # c0\n  x, # c1\n  # c2\n  y\n  # c3\n] # c4\n",
      "a: # c4\n  # c0\n  - x # c1\n  # c2\n  - y\n  # c3\n"
    ),
    (
      "quotes", "a: 'x'\nb: \"no\"\nc: \"00:16:3e:2a:11:01\"\nd: '012'\n'e': 'x: y'\n",
      "a: x\nb: \"no\"\nc: \"00:16:3e:2a:11:01\"\nd: '012'\ne: 'x: y'\n"
    ),
    ("plain words as written", "a: no\nb: 012\nc: ~\nd:\n", "a: no\nb: 012\nc: ~\nd:\n"),
    ("blank lines", "\n\na: 1\n\n\nb:\n\n  c: 1\n\n  d: 2\n\n\n", "a: 1\n\nb:\n  c: 1\n\n  d: 2\n"),
    (
      "block scalars", "a: |\n      x\n       y\n\nb: >-\n    fold\n    ed\n",
      "a: |\n  x\n   y\n\nb: >-\n  fold\n  ed\n"
    ),
    ("several lines", "a: word\n      more\nb: 'x\n   y'\n", "a: word\n  more\nb: 'x\n  y'\n"),
    ("document marks", "---   # c\na:   1\n...\n", "---\n# c\na: 1\n...\n"),
    ("explicit keys", "? a # c\n: 1\n? b\n", "a: 1 # c\nb:\n"),
    (
      "items",
      "interfaces:\n  # one\n  -\n    # two\n    mac: x\n    # three\n    name: y # four\n",
      "interfaces:\n  # one\n  # two\n  # three\n  - name: y # four\n    mac: x\n"
    ),
    (
      "comments at the end of a map", "a:\n  b: 1\n  # in a\n# at the end\n",
      "a:\n  b: 1\n  # in a\n# at the end\n"
    ),
    ("no final newline", "a: 1", "a: 1\n"), ("CRLF", "a:   1\r\nb:  2\r\n", "a: 1\r\nb: 2\r\n"),
    ("scalars are left alone", "  'x'\n", "  'x'\n"), ("nothing", "# c\n", "# c\n"),
  ])
  func example(name: String, before: String, after: String) throws {
    let formatted = try Self.formatted(before)
    #expect(formatted == after, "\(formatted)")
    #expect(try Self.formatted(after) == after)
  }

  @Test func longBracketsAreBroken() throws {
    let words = (0..<12).map { "word-number-\($0)" }
    let text = "a: [\(words.joined(separator: ", "))]\n"
    #expect(try Self.formatted(text) == "a:\n" + words.map { "  - \($0)\n" }.joined())
  }

  /// The cost grows with the text, not with its square.
  @Test(.timeLimit(.minutes(1)))
  func largeTexts() throws {
    let items = (0..<20_000).map { "a\($0): [x, \($0)]" }
    let text = "{ \(items.joined(separator: ", ")) }\n"
    let lines = try Self.formatted(text)
    #expect(lines == items.map { $0 + "\n" }.joined())
    #expect(try Self.formatted(lines) == lines)
    let edited = try EditTests.edited(lines, [.remove("a8"), .set("new", 1)])
    #expect(
      edited.utf8.count == lines.utf8.count - "a8: [x, 8]\n".utf8.count + "new: 1\n".utf8.count
    )
  }
}
