import Diagnostics
import Testing

/// The order in which findings and places are listed.
@Suite struct FindingTests {
  @Test func placesAreOrdered() {
    let places = [
      Place(file: "a"), Place(file: "a", line: 1), Place(file: "a", line: 1, column: 2),
      Place(file: "a", line: 2), Place(file: "b"),
    ]
    #expect(places.reversed().sorted() == places)
    #expect(places.map(\.description) == ["a", "a:1", "a:1:2", "a:2", "b"])
  }

  @Test func findingsAreOrdered() {
    let findings = [
      Finding(rule: "Z", message: "m"), Finding(rule: "A", place: Place(file: "a"), message: "m"),
      Finding(rule: "B", place: Place(file: "a"), attribute: "x", message: "m"),
      Finding(rule: "B", place: Place(file: "a"), attribute: "x", message: "n"),
      Finding(rule: "A", place: Place(file: "a", line: 3), message: "a"),
    ]
    #expect(findings.reversed().sorted() == findings)
  }

  @Test func severitiesAreOrdered() {
    #expect(Severity.allCases.sorted() == [.note, .warning, .error] as [Severity])
    #expect(Severity.allCases.max() == Severity.error)
  }

  @Test func identityIgnoresTheLine() {
    var finding = Finding(
      rule: "R",
      place: Place(file: "a", line: 1),
      attribute: "x",
      message: "m",
      help: "h"
    )
    let identity = FindingIdentity(finding)
    finding.place?.line = 9
    #expect(FindingIdentity(finding) == identity)
    finding.message = "other"
    #expect(FindingIdentity(finding) != identity)
  }

  @Test func widths() {
    #expect(TextWidth.of("abc") == 3)
    #expect(TextWidth.of("日本") == 4)
    #expect(TextWidth.of("e\u{301}") == 1)
    #expect(TextWidth.of("😀") == 2)
    #expect(TextWidth.of("ﬀ") == 1)
  }
}
