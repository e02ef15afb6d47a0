import Diagnostics
import Testing

/// Findings as people see them.
@Suite struct FindingRendererTests {
  @Test func aHugeLineIsShownAroundTheObjection() {
    let line = String(repeating: "a", count: 100_000) + "b" + String(repeating: "c", count: 100_000)
    let finding = Finding(
      rule: "CMDB-R001",
      severity: .error,
      place: Place(file: "x.yaml", line: 1, column: 100_001),
      message: "no"
    )
    let lines = FindingRenderer().text(for: finding, source: Array(line.utf8)).split(
      separator: "\n"
    )
    #expect(lines[1].count < 180)
    let caret = lines[2].firstIndex(of: "^")!
    let offset = lines[2].distance(from: lines[2].startIndex, to: caret)
    #expect(Array(lines[1])[offset] == "b")
  }

  static func text(
    _ source: String,
    line: Int,
    column: Int?,
    length: Int? = nil,
    help: String? = nil
  ) -> String {
    let finding = Finding(
      rule: "CMDB-R002",
      place: Place(file: "web-01.yaml", line: line, column: column),
      message: "owner is wrong",
      help: help,
      length: length
    )
    return FindingRenderer().text(for: finding, source: Array(source.utf8))
  }

  @Test func caretAndHelp() {
    #expect(
      Self.text(
        "id: web-01\nowner: team/platfrom\n",
        line: 2,
        column: 8,
        length: 13,
        help: "did you mean team/platform?"
      )
        == """
        web-01.yaml:2:8: error: owner is wrong [CMDB-R002]
          2 | owner: team/platfrom
            |        ^^^^^^^^^^^^^
          help: did you mean team/platform?

        """
    )
  }

  /// The line with the caret below, for a text in which `«` stands before what is meant and `»` after.
  @Test(arguments: [
    ("a: «b»", "a: b", "   ^"), ("\ta: «b»", "    a: b", "       ^"),
    ("ab\tc: «dd»", "ab  c: dd", "       ^^"),
    ("日本: «x»", "日本: x", "      ^"), ("a: «日本»", "a: 日本", "   ^^^^"),
    ("e\u{301}: «x»", "e\u{301}: x", "   ^"),
    ("😀: «x»", "😀: x", "    ^"), ("a: «\u{202E}b»", "a: \\u{202e}b", "   ^^^^^^^^^"),
    ("\u{1B}[1m: «x»", "\\u{1b}[1m: x", "           ^"), ("a: «»", "a: ", "   ^"),
  ])
  func caretStaysInPlace(marked: String, shown: String, caret: String) throws {
    let before = marked.unicodeScalars.prefix { $0 != "«" }
    let inside = marked.unicodeScalars.dropFirst(before.count + 1).prefix { $0 != "»" }
    var source = "first\r\n"
    source.unicodeScalars.append(contentsOf: before)
    source.unicodeScalars.append(contentsOf: inside)
    let lines = Self.text(source + "\r\n", line: 2, column: before.count + 1, length: inside.count)
      .split(separator: "\n").map(String.init)
    #expect(lines[1] == "  2 | \(shown)")
    #expect(lines[2] == "    | \(caret)")
  }

  @Test func marginFollowsTheLineNumber() {
    let source = String(repeating: "x\n", count: 99) + "last"
    #expect(Self.text(source, line: 100, column: 1).hasSuffix("  100 | last\n      | ^\n"))
  }

  @Test func withoutPlaceOrSource() {
    let renderer = FindingRenderer()
    let nowhere = Finding(rule: "R", severity: .note, reference: "a/b", message: "m")
    #expect(renderer.text(for: nowhere) == "a/b: note: m [R]\n")
    #expect(
      Self.text("one line\n", line: 7, column: 1)
        == "web-01.yaml:7:1: error: owner is wrong [CMDB-R002]\n"
    )
    #expect(Self.text("one\n", line: 1, column: nil).hasSuffix("  1 | one\n"))
    #expect(Self.text("", line: 1, column: 1).hasSuffix("  1 | \n    | ^\n"))
  }

  @Test func colourAndEscaping() {
    let finding = Finding(
      rule: "R",
      severity: .warning,
      place: Place(file: "a\u{1B}b"),
      message: "x\ny",
      help: "h\u{7}"
    )
    let text = FindingRenderer(colour: true).text(for: finding)
    #expect(text == "a\\u{1b}b: \u{1B}[1;33mwarning\u{1B}[0m: x\\ny [R]\n  help: h\\u{7}\n")
  }
}
