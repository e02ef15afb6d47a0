import Diagnostics
import Documents
import Testing
import Validation

/// Every rule about a single record allows one sample and objects to another.
@Suite struct VerdictTests {
  static let server = RuleTests.server
  static let standard = """
    standards: [{ id: named, title: Named, match: class=server, require: "name~web-*" }]
    """

  /// A rule, what is added to a good server, and the line of the finding; nil where there is none.
  static let samples: [(rule: String, added: String, line: Int?)] = [
    ("CMDB-R001", "criticality: high", nil), ("CMDB-R001", "criticality: hihg", 7),
    ("CMDB-R003", "relations: { depends_on: [server/web-02] }", nil),
    ("CMDB-R003", "relations: { depends_on: [server/web-09] }", 7),
    ("CMDB-R004", "asset_tag: AT-2", nil), ("CMDB-R004", "asset_tag: at-1", 7),
    ("CMDB-R005", "interfaces:\n  - { name: eth0 }\n  - { name: eth1 }", nil),
    ("CMDB-R005", "interfaces:\n  - { name: eth0 }\n  - { name: eth0 }", 9),
    ("CMDB-R006", "replaces: server/web-02", nil), ("CMDB-R006", "replaces: server/web-01", 7),
    (
      "CMDB-R007",
      "relations: { depends_on: [server/web-02] }\nredundancy: [{ need: 1, of: [server/web-02] }]",
      nil
    ),
    ("CMDB-R007", "redundancy: [{ need: 1, of: [server/web-02] }]", 7),
    ("CMDB-R017", "reason: \"new disk\"", nil), ("CMDB-R017", "reason: \"new\u{200B}disk\"", 7),
  ]

  @Test(arguments: samples)
  func aRuleAllowsAndObjects(_ rule: String, _ added: String, _ line: Int?) throws {
    let found = try findings(Self.server + "\n" + added).filter { $0.rule == rule }
    #expect(found.first?.place?.line == line, "\(found)")
    #expect(found.isEmpty == (line == nil), "\(found)")
  }

  /// The same with a word of the good server exchanged.
  static let exchanges: [(rule: String, old: String, new: String, line: Int)] = [
    ("CMDB-R002", "team/platform", "team/nobody", 4), ("CMDB-R008", "discovered", "ordered", 5),
    ("CMDB-R009", "name: web-01", "name: db-01", 3),
  ]

  @Test func everyRuleHasSamples() {
    let sampled = Set(Self.samples.map(\.rule) + Self.exchanges.map(\.rule))
    #expect(sampled == Set(RuleList.all.map { $0.id }))
  }

  @Test(arguments: exchanges)
  func aRuleAboutWhatIsThere(_ rule: String, _ old: String, _ new: String, _ line: Int) throws {
    #expect(try findings(Self.server).filter { $0.rule == rule } == [])
    let found = try findings(Self.server.replacing(old, with: new)).filter { $0.rule == rule }
    #expect(found.first?.place?.line == line, "\(found)")
  }

  private func findings(_ text: String) throws -> [Finding] {
    let other = Self.server.replacing("web-01", with: "web-02").replacing("SN48291", with: "SN2")
    return try RuleBench(
      ["server/web-01": text, "server/web-02": other + "\nasset_tag: AT-1"],
      policy: Self.standard
    ).all("server/web-01")
  }

  /// What YAML readers understand differently cannot be parsed; the finding stands at its place.
  @Test(arguments: [
    ("id: a\nname: b\n", nil), ("tags: &all [pci]\n", 1), ("id: a\nid: b\n", 2),
    ("id: a\n---\nid: b\n", 2), ("id: a\nmap:\n\tx: 1\n", 3), ("id: a\nmap: { <<: { b: 1 } }\n", 2),
    ("id: a\nname: !!str 1\n", 2), ("id: a\n<<<<<<< ours\nname: b\n=======\nname: c\n", 2),
  ])
  func aTextIsADocumentOrNot(_ text: String, _ line: Int?) throws {
    let bytes = Array(text.utf8)
    do throws(DocumentError) {
      _ = try Document.parse(bytes)
      #expect(line == nil, "\(text)")
    } catch {
      let finding = TextIsDocument.finding(error, of: bytes, path: "a.yaml", reference: "server/a")
      #expect(finding.rule == "CMDB-R011" && finding.severity == .error)
      #expect(finding.place?.line == line, "\(text): \(finding.message)")
      #expect(finding.message.contains("conflict markers") == text.contains("<<<<"))
    }
  }

  @Test func aMergeThatSomebodyMustDecide() {
    func finding(_ attribute: String?, _ ours: String?, _ theirs: String?) -> Finding {
      MergeIsClean.finding(
        path: "a.yaml",
        reference: "server/a",
        attribute: attribute,
        ours: ours,
        theirs: theirs
      )
    }
    let attribute = finding("owner", "team/a", "team/b")
    #expect(attribute.rule == "CMDB-R028" && attribute.attribute == "owner")
    #expect(attribute.message == "both sides changed owner: ours team/a, theirs team/b")
    #expect(finding(nil, nil, nil).message == "both sides changed a.yaml")
  }
}
