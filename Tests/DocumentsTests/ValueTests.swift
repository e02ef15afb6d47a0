import Testing

@testable import Documents

/// Values: equality as in JSON, order of maps, canonical text.
@Suite struct ValueTests {
  @Test func lettersThatATerminalActsOnAreEscapedInJSON() throws {
    let text = "a\u{202E}b\u{85}c\u{2028}d\u{9B}é𝄞\"\n"
    let json = Value.string(text).json()
    #expect(json == "\"a\\u202eb\\u0085c\\u2028d\\u009bé𝄞\\\"\\n\"")
    let document = try Document.parse(Array(json.utf8), as: .json)
    #expect(document.value(document.root) == .string(text))
    #expect(Value.string("\u{202E}").canonicalJSON() == "\"\u{202E}\"")
  }

  @Test func equalityIsThatOfJSON() throws {
    let left: Value = ["a": 1, "b": ["x", nil, true]]
    let right: Value = ["b": ["x", nil, true], "a": .number(try #require(Number("1.0")))]
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    #expect(left != ["a": 1])
    #expect(Value.string("1") != 1)
    #expect(Value.bool(false) != nil)
  }

  @Test func textIsComparedByCodePoint() {
    let composed: Value = "\u{E9}"
    let decomposed: Value = "e\u{301}"
    #expect(composed != decomposed)
    var map = ValueMap()
    map["\u{E9}"] = 1
    map["e\u{301}"] = 2
    #expect(map.count == 2)
    #expect(map["\u{E9}"] == 1)
    #expect(AttributePath([.name("\u{E9}")]) != AttributePath([.name("e\u{301}")]))
  }

  @Test func keysThatOnlyLookAlikeAreNoDuplicates() throws {
    let document = try Document.parse(Array("\u{E9}: 1\ne\u{301}: 2\n".utf8))
    #expect(document.value(document.root).mapValue?.count == 2)
  }

  @Test(arguments: [3, 40])
  func mapsKeepTheirOrder(count: Int) {
    var map = ValueMap((0..<count).map { ("k\($0)", Value.number(Number($0))) })
    #expect(map.keys == (0..<count).map { "k\($0)" })
    map["k1"] = nil
    map["k0"] = "new"
    map["last"] = true
    #expect(map["k1"] == nil && map["k0"] == "new" && map["k2"] == 2)
    #expect(map.keys.last == "last" && map.count == count)
    map.insert("in", named: "second", at: 1)
    #expect(map[1].key == "second" && map["last"] == true && map["k2"] == 2)
    #expect(map.removeValue(forKey: "second") == "in")
    #expect(map == ValueMap(map.reversed().map { ($0.key, $0.value) }))
  }

  @Test(arguments: [
    ("{b: 1.50, a: [1e2, 0x1F, -0], '': x}", #"{"":"x","a":[100,31,0],"b":1.5}"#),
    (
      #"{"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7}"#,
      "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{F6}\":7,\"\u{20AC}\":1,\"\u{1F600}\":5,\"\u{FB33}\":3}"
    ),
    (#"["\u000f\n\u20ac$\"\\"]"#, "[\"\\u000f\\n\u{20AC}$\\\"\\\\\"]"),
    (
      "[12345678901234567891, 12345678901234567892, 1e400]",
      "[12345678901234567891,12345678901234567892,1e+400]"
    ),
  ])
  func canonicalText(text: String, canonical: String) throws {
    let isJSON = text.contains("\\u")
    let document = try Document.parse(Array(text.utf8), as: isJSON ? .json : .yaml)
    #expect(document.value(document.root).canonicalJSON() == canonical)
  }

  @Test func prettyText() {
    let value: Value = ["a": [1, [:], []], "b": ["c": "x"]]
    #expect(
      value.json(pretty: true) == """
        {
          "a": [
            1,
            {},
            []
          ],
          "b": {
            "c": "x"
          }
        }
        """
    )
    #expect(value.json() == #"{"a":[1,{},[]],"b":{"c":"x"}}"#)
  }
}
