import Testing

@testable import Documents

/// What is no document, and where the objection points.
@Suite struct ParsingErrorTests {
  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\n", DocumentError.Kind.duplicateKey, 3, 1),
    ("a: { x: 1, 'x': 2 }\n", .duplicateKey, 1, 12), ("1: a\n'1': b\n", .duplicateKey, 2, 1),
    ("a: &x 1\n", .anchor, 1, 4), ("&x a: 1\n", .anchor, 1, 1), ("a: *x\n", .alias, 1, 4),
    ("<<: { a: 1 }\n", .mergeKey, 1, 1), ("a: { <<: b }\n", .mergeKey, 1, 6),
    ("a: !!str 1\n", .tag, 1, 4), ("a: !x [1]\n", .tag, 1, 4), ("a: ! x\n", .tag, 1, 4),
    ("a: ! 'x'\n", .tag, 1, 4), ("!!map\na: 1\n", .tag, 1, 1), ("a: !<tag:x> b\n", .tag, 1, 4),
    ("%YAML 1.1\n---\na: 1\n", .directive, 1, 1),
    ("%TAG ! tag:x,2000:\n---\na: 1\n", .directive, 1, 1),
    ("%FOO bar\n---\na: 1\n", .directive, 1, 1),
    ("a: 1\n---\nb: 2\n", .severalDocuments, 2, 1), ("a: 1\n...\n---\n", .severalDocuments, 3, 1),
    ("a:\tb\n", .tab, 1, 3), ("a: b\tc\n", .tab, 1, 5), ("a: b\t# c\n", .tab, 1, 5),
    ("a:\n\tb: 1\n", .tab, 2, 1), ("- a\n-\tb\n", .tab, 2, 2), ("a: |\t\n  x\n", .tab, 1, 5),
    ("a: [b,\tc]\n", .tab, 1, 7), ("a: 1\n\t\nb: 2\n", .tab, 2, 1), ("a: b\n\t# c\n", .tab, 2, 1),
    ("\u{FEFF}a: 1\n", .byteOrderMark, 1, 1), ("a: '\u{FEFF}'\n", .byteOrderMark, 1, 5),
    ("a: \0\n", .forbiddenCharacter, 1, 4), ("a: '\u{7F}'\n", .forbiddenCharacter, 1, 5),
    ("a: \u{1B}[1m\n", .forbiddenCharacter, 1, 4), ("é: \u{85}\n", .forbiddenCharacter, 1, 4),
    ("a: \u{2028}\n", .forbiddenCharacter, 1, 4), ("a: 1\rb: 2\n", .forbiddenCharacter, 1, 5),
    ("a: \u{FFFE}\n", .forbiddenCharacter, 1, 4),
    ("a\u{202E}b: 1\n", .bidirectionalControlInKey, 1, 1),
    ("x: { \"a\\u2067\": 1 }\n", .bidirectionalControlInKey, 1, 6),
    ("[a]: 1\n", .complexKey, 1, 1), ("? { a: 1 }\n: b\n", .complexKey, 1, 3),
    ("{ [a]: 1 }\n", .complexKey, 1, 3), ("? - a\n: b\n", .complexKey, 1, 3),
    ("a: .inf\n", .notJSON, 1, 4), ("a: -.INF\n", .notJSON, 1, 4), ("a: [.nan]\n", .notJSON, 1, 5),
    ("a: 1e1000000000000000000\n", .notJSON, 1, 4),
    ("a: 'x\n", .syntax, 1, 4), ("a: b: c\n", .syntax, 1, 5), ("a: @x\n", .syntax, 1, 4),
    ("a: [1\n", .syntax, 2, 1), ("a: 1\n b: 2\n", .syntax, 2, 3), ("a: \"\\q\"\n", .syntax, 1, 5),
    ("- a\nb: c\n", .syntax, 2, 1), ("a: }\n", .syntax, 1, 4), ("a: \"\\ud800\"\n", .syntax, 1, 7),
  ])
  func objections(text: String, kind: DocumentError.Kind, line: Int, column: Int) throws {
    let error = try #require(throws: DocumentError.self) { try Document.parse(Array(text.utf8)) }
    #expect(error.kind == kind)
    #expect("\(error.line):\(error.column)" == "\(line):\(column)", "\(error)")
    #expect(error.message.last != ".")
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF], 4), ([0x61, 0x3A, 0x20, 0xC0, 0x80], 4),
      ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], 4), ([0x61, 0x3A, 0x20, 0xF4, 0x90, 0x80, 0x80], 4),
      ([0x61, 0x3A, 0x20, 0xE2, 0x82], 4), ([0xFF, 0xFE, 0x61, 0x00], 1),
    ] as [([UInt8], Int)]
  )
  func bytesThatAreNotUTF8(bytes: [UInt8], column: Int) throws {
    for syntax in [Document.Syntax.yaml, .json] {
      let error = try #require(throws: DocumentError.self) {
        try Document.parse(bytes, as: syntax)
      }
      #expect(error.kind == .invalidUTF8)
      #expect(error.column == column)
    }
  }

  @Test func manyKeysAreStillCompared() throws {
    let text = (0..<2_000).map { "key\($0): 1\n" }.joined() + "key77: 2\n"
    let error = try #require(throws: DocumentError.self) { try Document.parse(Array(text.utf8)) }
    #expect(error.kind == .duplicateKey)
    #expect(error.line == 2_001)
    #expect(error.help == "the first one is on line 78")
  }

  @Test func allowedOnce() throws {
    for text in ["--- # c\na: 1\n...\n", "---\n# c\n", "a: \"\u{202E}\"\n", "# \u{202E}\na: 1\n"] {
      #expect(throws: Never.self) { try Document.parse(Array(text.utf8)) }
    }
  }
}
