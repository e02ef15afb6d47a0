import Diagnostics
import Documents
import Foundation
import JSONSchema
import TestSupport
import Testing
import Validation

/// Findings in the forms that forges and build servers read.
@Suite struct RendererTests {
  static let findings = [
    Finding(
      rule: "CMDB-R002",
      reference: "server/web-01",
      place: Place(file: "records/server/web 01%ä.yaml", line: 5, column: 8),
      attribute: "owner",
      message: "owner team/platfrom does not exist",
      help: "did you mean team/platform?",
      length: 13
    ),
    Finding(
      rule: "CMDB-R014",
      severity: .note,
      place: Place(file: "records/server"),
      message: "records/server holds 5000 files\nso"
    ),
    Finding(rule: "OWN-1", severity: .warning, message: "<a href=\"x\">&\u{7}"),
  ]

  @Test func workflowCommands() {
    #expect(
      WorkflowCommands.text(Self.findings) == """
        ::error file=records/server/web 01%25ä.yaml,line=5,col=8,title=CMDB-R002::owner \
        team/platfrom does not exist (did you mean team/platform?)
        ::notice file=records/server,title=CMDB-R014::records/server holds 5000 files%0Aso
        ::warning title=OWN-1::<a href="x">&\u{7}

        """
    )
  }

  @Test func codeQuality() throws {
    let value = try Self.json(CodeQualityReport.text(Self.findings + [Self.findings[0]]))
    let entries = try #require(value.listValue)
    #expect(entries.count == 4)
    #expect(entries[0]["check_name"] == "CMDB-R002")
    #expect(entries[0]["severity"] == "major")
    #expect(entries[0]["location"]?["path"] == "records/server/web 01%ä.yaml")
    #expect(entries[0]["location"]?["lines"]?["begin"] == 5)
    #expect(entries[1]["severity"] == "info")
    // Every entry has a place and a fingerprint of its own, or the whole report is refused.
    #expect(entries[2]["location"]?["path"]?.stringValue?.isEmpty == false)
    #expect(Set(entries.compactMap { $0["fingerprint"]?.stringValue }).count == 4)
    // The fingerprint stays the same while lines move.
    var moved = Self.findings[0]
    moved.place?.line = 9
    let other = try Self.json(CodeQualityReport.text([moved]))
    #expect(other.listValue?[0]["fingerprint"] == entries[0]["fingerprint"])
  }

  @Test func jUnit() {
    let xml = JUnitReport.text(Self.findings, checked: 7)
    #expect(xml.contains("<testsuites name=\"cmdb validate\" tests=\"3\" failures=\"1\">"))
    #expect(
      xml.contains("<failure type=\"CMDB-R002\" message=\"owner team/platfrom does not exist\">")
    )
    #expect(xml.contains("&lt;a href=&quot;x&quot;&gt;&amp;\u{FFFD}"))
    #expect(JUnitReport.text([], checked: 7).contains("name=\"7 files are valid\""))
    for text in [xml, JUnitReport.text([], checked: 7)] {
      #expect(Self.isWellFormed(text), "\(text)")
    }
  }

  @Test func sarif() throws {
    let log = try Self.json(SARIFLog.text(Self.findings, version: "1.2.3"))
    #expect(log["version"] == "2.1.0")
    let run = try #require(log["runs"]?.listValue?.first)
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.listValue)
    let results = try #require(run["results"]?.listValue)
    #expect(results.count == 3)
    for result in results {
      let index = try #require(result["ruleIndex"]?.numberValue?.intValue)
      #expect(rules[index]["id"] == result["ruleId"])
    }
    #expect(results[0]["level"] == "error" && results[1]["level"] == "note")
    let place = try #require(
      results[0]["locations"]?.listValue?.first?["physicalLocation"]
    )
    #expect(place["artifactLocation"]?["uri"] == "records/server/web%2001%25%C3%A4.yaml")
    #expect(place["region"]?["startColumn"] == 8 && place["region"]?["endColumn"] == 21)
  }

  @Test func theLogIsWhatTheStandardDescribes() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = package.deletingLastPathComponent()
      .appendingPathComponent("shared/standards/sarif-schema-2.1.0.json")
    guard let data = try? Data(contentsOf: file) else {
      print("the schema of SARIF is not here; looked for \(file.path)")
      return
    }
    // It is written in draft-04, of which it uses only what draft-07 says alike.
    let text = String(decoding: data, as: UTF8.self)
      .replacing(
        "http://json-schema.org/draft-04/schema#",
        with: "http://json-schema.org/draft-07/schema#"
      )
      .replacing("\"id\": \"https://", with: "\"$id\": \"https://")
    let document = try Document.parse(Array(text.utf8), as: .json, limits: .delivery)
    let compiler = SchemaCompiler(
      documents: [("sarif:schema", document)],
      options: SchemaOptions(assertFormats: true)
    )
    let schema = try compiler.compile("sarif:schema")
    for findings in [Self.findings, []] {
      let text = SARIFLog.text(findings, version: "1.2.3")
      let log = try Document.parse(Array(text.utf8), as: .json)
      let errors = schema.explain(log, at: log.root)
      #expect(errors.isEmpty, "\(errors.map { "\($0.instanceLocation): \($0.message)" })")
    }
    // The schema does judge: a log without a version is refused.
    let broken = SARIFLog.text([], version: "1").replacing("\"version\": \"2.1.0\",", with: "")
    let log = try Document.parse(Array(broken.utf8), as: .json)
    #expect(!schema.isValid(log, at: log.root))
  }

  @Test func theRulesPageIsCurrent() throws {
    try Golden.expectPage(RuleReference.markdown(), "docs/rules.md")
  }

  static func json(_ text: String) throws -> Value {
    let document = try Document.parse(Array(text.utf8), as: .json)
    return document.value(document.root)
  }

  /// Whether every element that begins ends, in the right order.
  static func isWellFormed(_ xml: String) -> Bool {
    var open: [Substring] = []
    for piece in xml.split(separator: "<").dropFirst() {
      guard let end = piece.firstIndex(of: ">") else { return false }
      let tag = piece[..<end]
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty
  }
}
