import JSONSchema
import Testing

@Suite struct PatternTests {
  @Test(arguments: [
    ("^a+$", "aaa", true), ("^a+$", "aab", false), ("b", "abc", true), ("^$", "", true),
    ("a|bc", "xbcx", true), ("^(a|b)*c$", "ababc", true), ("^[a-c0-9_-]+$", "a-b_9", true),
    ("^[^a]$", "b", true), ("^[^a]$", "a", false), ("^\\d{2,3}$", "123", true),
    ("^\\d{2,3}$", "1", false), ("^\\d{2}$", "123", false), ("^\\d{2,}$", "12345", true),
    ("^.$", "ä", true), ("^.$", "\n", false), ("\\bcat\\b", "a cat sat", true),
    ("\\bcat\\b", "concat", false), ("^\\u00e4$", "ä", true), ("^\\u{1F600}$", "😀", true),
    ("^a?b??c$", "bc", true), ("^(?:ab){2}$", "abab", true), ("^\\s\\S$", " x", true),
    ("^[\\w.]+$", "a.b", true), ("^[\\]\\\\]$", "]", true), ("^(?<year>\\d{4})$", "2026", true),
    ("x*", "", true), ("^[a-z0-9][a-z0-9._-]{0,127}$", "web-01", true),
  ])
  func matches(_ pattern: String, _ text: String, _ answer: Bool) throws {
    #expect(try Pattern(pattern).matches(text) == answer)
  }

  @Test(arguments: [
    "(", ")", "[a", "*", "a**", "\\", "a{2", "\\1", "[b-a]", "a{5,2}",
    "\\q",
  ])
  func refuses(_ pattern: String) { #expect(throws: PatternError.self) { try Pattern(pattern) } }

  /// Patterns that make backtracking engines run for ever end at once.
  @Test(arguments: ["^(a+)+$", "^(a|a)*$", "^(a*)*$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$"])
  func bombsDoNotExplode(_ pattern: String) throws {
    #expect(try !Pattern(pattern).matches(String(repeating: "a", count: 2_000) + "!"))
  }

  @Test func aPatternThatGrowsTooLargeIsRefused() {
    #expect(throws: PatternError.self) { try Pattern("((a{100}){100}){100}") }
  }
}
