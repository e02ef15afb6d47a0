import Documents
import Testing

@Suite struct PercentEncodingTests {
  @Test(arguments: [
    ("", ""), ("records/server/web-01.yaml", "records/server/web-01.yaml"), ("a b", "a%20b"),
    ("~/é", "~/%C3%A9"), ("100%", "100%25"), ("a?b#c", "a%3Fb%23c"), ("\u{1}", "%01"),
  ])
  func writesAPathAsAURIHasIt(path: String, encoded: String) {
    #expect(PercentEncoding.path(path) == encoded)
    #expect(PercentEncoding.decoded(encoded) == path)
  }

  @Test func readsDigitsOfEitherCase() { #expect(PercentEncoding.decoded("%c3%A9") == "é") }

  @Test(arguments: ["%", "%4", "a%g0", "%+1", "%ff", "%C3"])
  func refusesWhatSaysNoText(encoded: String) {
    #expect(PercentEncoding.decoded(encoded) == nil)
  }

  @Test func aByteIsAlwaysTwoDigits() {
    #expect(Hexadecimal.text(of: [0, 9, 16, 255]) == "000910ff")
  }
}
