import Diagnostics
import Testing

/// Text from outside cannot drive a terminal.
@Suite struct SafeTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("é 日本 😀", "é 日本 😀"), ("a\u{1B}[31m", "a\\u{1b}[31m"),
    ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
    ("\u{202E}x\u{2066}", "\\u{202e}x\\u{2066}"), ("\u{200B}\u{FEFF}", "\\u{200b}\\u{feff}"),
    ("\u{85}\u{9B}", "\\u{85}\\u{9b}"), ("\u{2028}", "\\u{2028}"), ("\0", "\\u{0}"),
    ("\u{E0041}", "\\u{e0041}"),
  ])
  func escaped(text: String, safe: String) { #expect(SafeText.escape(text) == safe) }

  @Test func linesMayStay() {
    #expect(SafeText.escape("a\n\tb\u{7}", multiline: true) == "a\n\tb\\u{7}")
  }

  @Test func bidirectionalControls() {
    let controls = (0...0x10FFFF).compactMap(Unicode.Scalar.init)
      .filter(SafeText.isBidirectionalControl)
    #expect(controls.count == 12)
    #expect(controls.allSatisfy { SafeText.escape(String($0)) != String($0) })
  }
}
