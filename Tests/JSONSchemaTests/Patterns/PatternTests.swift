import JSONSchema
import Testing

@Suite struct PatternTests {
  @Test(arguments: [
    ("^a+$", "aaa", true), ("^a+$", "aab", false), ("b", "abc", true), ("^$", "", true),
    ("a|bc", "xbcx", true), ("^(a|b)*c$", "ababc", true), ("^[a-c0-9_-]+$", "a-b_9", true),
    ("^[^a]$", "b", true), ("^[^a]$", "a", false), ("^\\d{2,3}$", "123", true),
    ("^\\d{2,3}$", "1", false), ("^\\d{2}$", "123", false), ("^\\d{2,}$", "12345", true),
    ("^.$", "ä", true), ("^.$", "\n", false), ("\\bcat\\b", "a cat sat", true),
    ("\\bcat\\b", "concat", false), ("\\Bcat", "concat", true), ("^\\u00e4$", "ä", true),
    ("^\\u{1F600}$", "😀", true), ("^\\uD83D\\uDE00$", "😀", true), ("^a?b??c$", "bc", true),
    ("^(?:ab){2}$", "abab", true), ("^\\s\\S$", " x", true), ("^[\\w.]+$", "a.b", true),
    ("^[\\]\\\\]$", "]", true), ("^(?<year>\\d{4})$", "2026", true), ("x*", "", true),
    ("^[a-z0-9][a-z0-9._-]{0,127}$", "web-01", true), ("[]", "a", false), ("^[^]$", "\n", true),
    ("^[^/]+$", "ä😀", true), ("^[^/]+$", "", false), ("^[^\\s,]+$", "a\u{A0}b", false),
    ("^[a-z]+[0-9]+$", "ab12", true), ("^[a-z]+[a-z]$", "ab", true), ("^[a-z]*", "", true),
    ("^[a-c]{2,3}[d]$", "abd", true), ("^[a-c]{2,3}[d]$", "ad", false), ("^\\cJ$", "\n", true),
    ("^\\x41\\0$", "A\0", true), ("^a{0}$", "", true), ("^[\\b]$", "\u{8}", true),
    ("(?:)", "", true), ("^(?:|a)+$", "aaa", true), ("^\\u{0}$", "\0", true),
    ("$\\b", "1", true), ("$\\b", "-", false), ("^(?:^){1,}a", "a", true),
    ("(?:(?=a))*b", "b", true),
  ])
  func matches(_ pattern: String, _ text: String, _ answer: Bool) throws {
    #expect(try Pattern(pattern).matches(text) == answer)
    #expect(try (Pattern(pattern).captures(in: text) != nil) == answer)
  }

  @Test(arguments: [
    ("^(?=.*\\d)(?=.*[a-z]).{4,}$", "a1bc", true), ("^(?=.*\\d)(?=.*[a-z]).{4,}$", "abcd", false),
    ("^(?!admin).*$", "administrator", false), ("^(?!admin).*$", "user", true),
    ("(?<=\\$)\\d+", "cost $42", true), ("(?<=\\$)\\d+", "cost 42", false),
    ("(?<!\\$)\\b\\d+", "cost 42", true), ("(?<=a+)b", "aaab", true), ("^(a|b)\\1$", "aa", true),
    ("^(a|b)\\1$", "ab", false), ("^(?<q>['\"]).*\\k<q>$", "'x'", true),
    ("^(?<q>['\"]).*\\k<q>$", "'x\"", false), ("^\\k<n>(?<n>a)$", "a", true),
    ("^(?:(a)|b)*\\1$", "ab", true), ("(?<=(\\d+)(\\d+))$", "1053", true),
    ("^(?=(a+))a*b\\1", "baaabac", false), ("(?=(a+))a*b\\1", "baaabac", true),
  ])
  func looksAround(_ pattern: String, _ text: String, _ answer: Bool) throws {
    #expect(try Pattern(pattern).matches(text) == answer)
  }

  @Test(arguments: [
    ("^\\p{Letter}+$", "Straße", true), ("^\\p{L}+$", "Ж", true), ("^\\p{Lu}$", "a", false),
    ("^\\P{L}$", "1", true), ("^\\p{gc=Nd}+$", "٣", true), ("^[\\p{L}\\d]+$", "a1é", true),
    ("^[^\\p{L}]+$", "12", true), ("^[^\\p{L}]+$", "1a", false),
    ("^\\p{Script=Greek}+$", "αβγ", true),
    ("^\\p{sc=Latn}$", "α", false), ("^\\p{scx=Hira}$", "ー", true), ("^\\p{Emoji}$", "😀", true),
    ("^\\p{ASCII}+$", "abc", true), ("^\\p{Alphabetic}\\p{White_Space}$", "é\u{2003}", true),
    ("^\\p{Lu}\\p{Ll}\\p{Nd}\\p{P}$", "Aa1!", true), ("\\p{Han}", "", false),
  ])
  func knowsPropertiesOfUnicode(_ pattern: String, _ text: String, _ answer: Bool) throws {
    guard let compiled = try? Pattern(pattern) else {
      // A script's name alone is no property.
      #expect(pattern == "\\p{Han}")
      return
    }
    #expect(compiled.matches(text) == answer)
  }

  @Test(arguments: [
    "(", ")", "[a", "*", "a**", "\\", "a{2", "\\1", "[b-a]", "a{5,2}", "\\q", "\\-", "]", "}", "{",
    "a{,2}", "(?P<n>a)", "(?i)a", "(?<n>a)(?<n>b)", "\\k<n>", "(?<1>a)", "\\p{Nonsense}", "\\p{L",
    "\\u{110000}", "\\xg0", "\\c1", "\\01", "[\\d-z]", "^*", "(?=a)*", "\\a", "\\u12", "(?#x)",
    "\\p{gc=Greek}", "a{1,20000}",
  ])
  func refuses(_ pattern: String) { #expect(throws: PatternError.self) { try Pattern(pattern) } }

  @Test func errorsNameThePlace() {
    let error = #expect(throws: PatternError.self) { try Pattern("ab[z-a]") }
    #expect(error?.offset == 3)
    #expect(error?.description == "a range is out of order, at character 4")
  }

  /// Patterns that make backtracking engines run for ever end at once.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "^(a+)+$", "^(a|a)*$", "^(a*)*$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a?){50}a{50}b",
      "^(?:a|aa|aaa)+$", "(x+x+)+y", "^(?=(a+)+$)b", "(?!(a|a)*b)c", "^(a+)+\\1$",
    ]
  )
  func bombsDoNotExplode(_ pattern: String) throws {
    #expect(try !Pattern(pattern).matches(String(repeating: "a", count: 5_000) + "!"))
  }

  @Test func aPatternThatGrowsTooLargeIsRefused() {
    #expect(throws: PatternError.self) { try Pattern("((a{100}){100}){100}") }
  }

  /// Too large for an automaton, so all ways are followed at once.
  @Test func aLongPatternIsStillLinear() throws {
    let pattern = try Pattern("(?:a|b)*a(?:a|b){300}c")
    let text = String(repeating: "ab", count: 2_000)
    #expect(!pattern.matches(text))
    #expect(pattern.matches(text + "ac"))
  }

  @Test func unicodeScalarsAreLettersNotCharacters() throws {
    #expect(try Pattern("^..$").matches("e\u{301}"))
    #expect(try !Pattern("^é$").matches("e\u{301}"))
    #expect(try Pattern("^.$").matches("👍"))
  }
}
