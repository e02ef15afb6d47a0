import Testing

@testable import Documents

/// What texts mean, and where their parts stand.
@Suite struct ParsingTests {
  static func value(_ text: String) throws -> Value {
    let document = try Document.parse(Array(text.utf8))
    return document.value(document.root)
  }

  @Test(arguments: [
    ("", "null"), ("# only a comment\n", "null"), ("---\n", "null"), ("---\n...\n", "null"),
    ("a: 1\n", #"{"a":1}"#), ("a:\n", #"{"a":null}"#),
    (
      "a: ~\nb: null\nc: Null\nd: NULL\n",
      #"{"a":null,"b":null,"c":null,"d":null}"#
    ),
    ("[true, True, TRUE, false, False, FALSE]", "[true,true,true,false,false,false]"),
    ("[no, yes, on, off, y, n, NO]", #"["no","yes","on","off","y","n","NO"]"#),
    (
      "[1_000, 012, -012, 00, 01.5, +00, 0b1, 0o8, 0x, 1.2.3]",
      #"["1_000","012","-012","00","01.5","+00","0b1","0o8","0x","1.2.3"]"#
    ),
    ("[0x1F, 0o17, +5, -0, .5, 1., -.5e3, 1E5]", "[31,15,5,-0,0.5,1,-0.5e3,1E5]"),
    ("[2025-03-01, 10:20, '1', \"true\"]", #"["2025-03-01","10:20","1","true"]"#),
    (
      "[123456789012345678901234567890, 41.50, 1e999999999]",
      "[123456789012345678901234567890,41.50,1e999999999]"
    ),
    ("1: a\ntrue: b\nnull: c\n~: d\n", #"{"1":"a","true":"b","null":"c","~":"d"}"#),
    ("? a\n: b\n? c\n", #"{"a":"b","c":null}"#),
    ("{a, b: , \"c\":1}", #"{"a":null,"b":null,"c":1}"#),
    ("[a: b, {}, []]", #"[{"a":"b"},{},[]]"#),
    ("- - a\n  - b\n-\n- c: d\n", #"[["a","b"],null,{"c":"d"}]"#),
    ("a:\n- b\n- c\nd: e\n", #"{"a":["b","c"],"d":"e"}"#),
    ("a: |\n  x\n   y\n\nb: >-\n  fold\n  ed\n", #"{"a":"x\n y\n","b":"fold ed"}"#),
    ("a: |+\n  x\n\n", #"{"a":"x\n\n"}"#), ("a: |\n  x", #"{"a":"x"}"#),
    ("a: plain\n  more\n", #"{"a":"plain more"}"#),
    (
      "a: 'it''s'\nb: \"\\u263A\\n\\x41\"\n",
      #"{"a":"it's","b":"☺\nA"}"#
    ),
    ("%YAML 1.2\n---\na: 1\n", #"{"a":1}"#), ("'<<': 1\n", #"{"<<":1}"#),
    ("a: 'x\ty' # a\ttab\n", #"{"a":"x\ty"}"#), ("a: b#c\nd: e #f\n", #"{"a":"b#c","d":"e"}"#),
    ("a:\r\n  - b\r\nc: d\r\n", #"{"a":["b"],"c":"d"}"#), ("é: {ü: 日本}\n", #"{"é":{"ü":"日本"}}"#),
    ("a: https://x.example/?q=1\n", #"{"a":"https://x.example/?q=1"}"#),
  ])
  func meaning(text: String, json: String) throws {
    #expect(try Self.value(text).json() == json)
  }

  @Test func placesOfKeysAndValues() throws {
    let text = "# c\nname: web\nü:\n  - { é: 'x', z: 1 }\n  -\n"
    let document = try Document.parse(Array(text.utf8))
    let list = try #require(document.child(document.root, named: "ü"))
    let item = try #require(document.items(of: list).first)
    let entries = document.entries(of: item)
    let last = document.items(of: list)[1]
    #expect(place(document.root, document) == "2:1")
    #expect(place(list, document) == "4:3")
    #expect(place(item, document) == "4:5")
    #expect(entries.map { place($0.key, document) } == ["4:7", "4:15"])
    #expect(entries.map { place($0.value, document) } == ["4:10", "4:18"])
    #expect(place(last, document) == "5:4")
    #expect(document.lengthOnFirstLine(entries[0].value) == 3)
    #expect(document.rootNode["ü"]?.items[0]["z"]?.number == Number(1))
  }

  private func place(_ node: NodeIndex, _ document: Document) -> String {
    "\(document.line(node)):\(document.column(node))"
  }

  @Test func placesInLargeTexts() throws {
    let text = (0..<8_000).map { "key\($0): value\n" }.joined()
    let document = try Document.parse(Array(text.utf8))
    let node = try #require(document.child(document.root, named: "key7000"))
    #expect(place(node, document) == "7001:10")
  }

  @Test func pathsOfNodes() throws {
    let text = "interfaces:\n  - { name: eth0, mac: x }\n  - { mac: y }\nlist: [a, b]\n"
    let document = try Document.parse(Array(text.utf8))
    let keys = ListKeys(["interfaces": ListKey(properties: ["name"])])
    for path in ["interfaces[eth0].mac", "interfaces[#2].mac", "list[#2]", "interfaces"] {
      let parsed = try AttributePath(parsing: path)
      let node = try #require(document.node(at: parsed, keys: keys))
      #expect(document.path(of: node, keys: keys) == parsed)
      let key = try #require(document.keyNode(at: parsed, keys: keys))
      #expect(document.path(of: key, keys: keys) == parsed)
    }
    #expect(document.node(at: "interfaces[eth1]", keys: keys) == nil)
  }

  @Test func scalarItemStandsForItsKey() throws {
    let document = try Document.parse(Array("rel: [a/b, { to: c/d, share: 1 }]\n".utf8))
    let keys = ListKeys(["rel": ListKey(properties: ["to"], scalarForm: true)])
    let scalar = try #require(document.node(at: "rel[a/b].to", keys: keys))
    #expect(document.text(scalar) == "a/b")
    #expect(document.node(at: "rel[a/b].share", keys: keys) == nil)
    #expect(document.node(at: "rel[c/d].share", keys: keys) != nil)
  }

  @Test func depthIsLimited() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(throws: Never.self) { try Document.parse(Array(deep.utf8)) }
    #expect(throws: Never.self) { try Document.parse(Array(deep.utf8), as: .json) }
    for syntax in [Document.Syntax.yaml, .json] {
      let error = #expect(throws: DocumentError.self) {
        try Document.parse(Array("[\(deep)]".utf8), as: syntax)
      }
      #expect(error?.kind == .tooDeep)
      #expect(error?.column == 65)
    }
  }

  @Test func hostileTextsEndQuickly() {
    for text in [
      String(repeating: "[", count: 500_000), String(repeating: "a: ", count: 300_000),
      String(repeating: "- ", count: 500_000), String(repeating: "{a: ", count: 200_000),
      String(repeating: "\"", count: 1_000_000), String(repeating: "? ", count: 300_000),
    ] {
      #expect(throws: DocumentError.self) { try Document.parse(Array(text.utf8)) }
    }
  }

  @Test func sizeIsLimited() throws {
    let fits = Array("a: ".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: (1 << 20) - 3)
    #expect(throws: Never.self) { try Document.parse(fits) }
    let error = #expect(throws: DocumentError.self) {
      try Document.parse(fits + [UInt8(ascii: "x")])
    }
    #expect(error?.kind == .tooLarge)
    #expect(throws: Never.self) {
      try Document.parse(fits + [UInt8(ascii: "x")], limits: .delivery)
    }
  }
}
