import Testing

@testable import Documents

/// New texts by example.
@Suite struct YAMLWriterTests {
  static func text(_ value: Value) -> String {
    String(decoding: YAMLWriter.text(of: value, order: EditTests.order), as: UTF8.self)
  }

  @Test func aRecord() {
    let value: Value = [
      "owner": "team/platform", "id": "web-01",
      "cost": ["monthly": 2, "purchase": 1, "currency": "EUR"],
      "interfaces": [["name": "eth0", "mac": "00:16:3e:2a:11:01"]], "tags": ["web", "no"],
      "notes": "one\ntwo\n", "empty": [:], "nothing": nil,
      "contact": ["mail": "a@b", "chat": "#x"],
    ]
    #expect(
      Self.text(value) == """
        id: web-01
        owner: team/platform
        cost:
          purchase: 1
          currency: EUR
          monthly: 2
        tags: [web, "no"]
        interfaces:
          - { name: eth0, mac: "00:16:3e:2a:11:01" }
        notes: |
          one
          two
        empty: {}
        nothing: null
        contact: { mail: a@b, chat: "#x" }

        """
    )
  }

  @Test(arguments: [
    ("word", "word"), ("", "\"\""), ("null", "\"null\""), ("1", "\"1\""), ("1e3", "\"1e3\""),
    ("-", "\"-\""), ("- x", "\"- x\""), ("-x", "-x"), ("a:b", "\"a:b\""), ("a: b", "\"a: b\""),
    ("x:", "\"x:\""),
    ("a #b", "\"a #b\""), ("a#b", "a#b"), (" x", "\" x\""), ("it's", "it's"), ("'x'", "\"'x'\""),
    ("\"", "\"\\\"\""), ("a\\b", "a\\b"), ("tab\t", "\"tab\\t\""), ("\u{7}", "\"\\u0007\""),
    ("\u{202E}", "\"\\u202E\""), ("\u{2028}", "\"\\u2028\""), ("é ☺ 😀", "é ☺ 😀"),
    ("yes", "\"yes\""),
    ("Off", "\"Off\""), ("1_000", "\"1_000\""), ("0x1F", "\"0x1F\""), ("1.2.3", "1.2.3"),
    ("10.20.1.11", "10.20.1.11"), ("fe80::1", "\"fe80::1\""), ("10:20", "\"10:20\""),
    ("2025-03-01", "2025-03-01"), ("https://x/?a=b", "https://x/?a=b"), ("...", "\"...\""),
    ("=", "\"=\""),
    ("<<", "\"<<\""), ("a, [b]", "a, [b]"), ("@x", "\"@x\""), ("~", "\"~\""), ("~x", "~x"),
    ("a\r\nb", "\"a\\r\\nb\""),
    ("a\n \nb", "\"a\\n \\nb\""), ("\n", "\"\\n\""), ("a\n\n", "\"a\\n\\n\""),
    (" a\nb", "|2-\n   a\n  b"), ("\na", "|-\n\n  a"),
  ])
  func strings(text: String, written: String) throws {
    #expect(Self.text(.string(text)) == written + "\n")
    #expect(try ParsingTests.value(written + "\n") == .string(text))
  }

  @Test func longKeys() throws {
    let key = String(repeating: "k", count: 2_000)
    let value: Value = [key: ["a": [[key: 1]]]]
    #expect(try ParsingTests.value(Self.text(value)) == value)
    let edited = try EditTests.edited(
      "a: { b: 1 }\n",
      [.set(AttributePath("a").appending(name: key), 2)]
    )
    #expect(try ParsingTests.value(edited)["a"]?[key] == 2)
  }
}
