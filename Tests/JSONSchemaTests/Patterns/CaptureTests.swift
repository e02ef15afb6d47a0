import JSONSchema
import Testing

@Suite struct CaptureTests {
  @Test(
    arguments: [
      ("(\\d+)-(\\d+)", "from 10-20", ["10-20", "10", "20"]),
      ("^(a)?(b)?$", "b", ["b", nil, "b"]),
      ("(a|ab)(c|bcd)(d*)", "abcd", ["abcd", "a", "bcd", ""]),
      ("(z)((a+)?(b+)?(c))*", "zaacbbbcac", ["zaacbbbcac", "z", "ac", "a", nil, "c"]),
      ("(?:(a)|(b))+", "ab", ["ab", nil, "b"]),
      ("a+?", "aaa", ["a"]), ("(a*)(a*)", "aaa", ["aaa", "aaa", ""]),
      ("(?<=(\\d+)(\\d+))$", "1053", ["", "1", "053"]),
      ("(?=(a+))", "baaabac", ["", "aaa"]),
      ("(.*?)a(?!(a+)b\\2c)\\2(.*)", "baaabaac", ["baaabaac", "ba", nil, "abaac"]),
      ("()*", "x", ["", nil]), ("(a*)*", "b", ["", nil]), ("(?:a*?)*?b", "aab", ["aab"]),
      (
        "^([a-z]+)://([^/:]+)(?::(\\d+))?", "https://example.net:8443/x",
        ["https://example.net:8443", "https", "example.net", "8443"]
      ),
      ("((?:(?:(?:1|.))*?){1,})", "😀1", ["😀1", "😀1"]), ("(?:(?:([ab]))??)?", "a ", ["a", "a"]),
      ("(?:(?:(\\B))?){1,}", "", ["", nil]),
      ("ä(.)ö", "xäüöx", ["äüö", "ü"]),
    ] as [(String, String, [String?])]
  )
  func holdsWhatTheStandardSays(_ pattern: String, _ text: String, _ groups: [String?]) throws {
    #expect(try Pattern(pattern).captures(in: text) == groups)
  }

  @Test func namedGroupsHaveNumbers() throws {
    let pattern = try Pattern("(?<name>[a-z]+)-(?<number>\\d+)")
    #expect(pattern.groupNames == ["name": 1, "number": 2])
    let groups = try #require(pattern.captures(in: "web-01"))
    #expect(groups[1] == "web" && groups[2] == "01")
  }

  @Test func noMatchIsNil() throws {
    #expect(try Pattern("(a)b").captures(in: "ac") == nil)
  }
}
