import Diagnostics
import Documents
import JSONSchema
import Records
import SchemaLibrary
import Testing
import Validation

@Suite struct RuleTests {
  static let server = """
    id: web-01
    class: server
    name: web-01
    owner: team/platform
    lifecycle: discovered
    serial: SN48291
    """

  func check(_ text: String, _ name: String = "server/web-01", others: [String: String] = [:])
    throws
    -> [String]
  {
    try RuleBench(others.merging([name: text]) { _, new in new }).findings(name)
  }

  @Test func aGoodRecordHasNoFinding() throws { #expect(try check(Self.server) == []) }

  @Test func everyExampleOfEveryClassIsWhatItsSchemaDescribes() throws {
    let catalogue = try RuleBench([:]).catalogue
    let store = SchemaStore(catalogue)
    for name in catalogue.classNames {
      let recordClass = try #require(catalogue.recordClass(name))
      let schema = try #require(try store.schema(of: name))
      #expect(!recordClass.examples.isEmpty, "\(name) has no example")
      for example in recordClass.examples {
        let document = try Document.parse(YAMLWriter.text(of: example))
        let errors = schema.explain(document, at: document.root)
        #expect(errors.isEmpty, "\(name): \(errors.map(\.message))")
        #expect(schema.isValid(document, at: document.root), "\(name)")
      }
    }
  }

  @Test func everyAttributeIsExplained() throws {
    let catalogue = try RuleBench([:]).catalogue
    for name in catalogue.classNames {
      for attribute in catalogue.recordClass(name)?.attributes.all ?? [] {
        if case .item? = attribute.pattern.last { continue }
        #expect(attribute.title != nil, "\(name) \(attribute.pattern) has no title")
        #expect(attribute.text != nil, "\(name) \(attribute.pattern) has no description")
      }
    }
  }

  @Test func anUnknownAttributeIsNamedWithTheNearest() throws {
    #expect(
      try check(Self.server + "\nserail: X12345") == ["7:1 CMDB-R001 there is no attribute serail"]
    )
  }

  @Test func aWrongStateIsNamed() throws {
    let found = try check(Self.server.replacing("discovered", with: "discoverd"))
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("5:12 CMDB-R001 \"discoverd\" is not one of discovered, planned"))
  }

  @Test func theOwnerMustBeATeamThatIsThere() throws {
    let wrong = Self.server.replacing("team/platform", with: "team/platfrom")
    #expect(try check(wrong) == ["4:8 CMDB-R002 owner team/platfrom does not exist"])
    let person = Self.server.replacing("team/platform", with: "person/ada")
    #expect(try check(person).contains("4:8 CMDB-R002 owner person/ada is no team"))
    let inactive = RuleBench.team.replacing("active", with: "inactive")
    #expect(
      try check(Self.server, others: ["team/platform": inactive])
        == ["4:8 CMDB-R002 owner team/platform is inactive, not active"]
    )
  }

  @Test func aTeamNeedsAMemberAndAContact() throws {
    let found = try check(
      RuleBench.team.replacing("contact: { mail: platform@example.net }", with: ""),
      "team/platform",
      others: ["person/ada": ""]
    )
    #expect(found.contains { $0.hasSuffix("team platform has no contact") })
    #expect(found.contains { $0.hasSuffix("team platform has no active member") })
  }

  @Test func referencesMustPointSomewhere() throws {
    let found = try check(
      Self.server + "\nlocation: location/fra9\nrelations:\n  connects_to: [server/web-01]\n"
    )
    #expect(
      found == [
        "7:11 CMDB-R003 location/fra9 does not exist",
        "9:17 CMDB-R003 relations.connects_to[server/web-01] refers to a server, but only "
          + "network-device, network may stand here",
      ]
    )
  }

  @Test func anIdentifierStandsOnce() throws {
    let other = Self.server.replacing("web-01", with: "web-02").replacing(
      "SN48291",
      with: "sn48291 "
    )
    let found = try check(Self.server, others: ["server/web-02": other])
    #expect(found == ["6:9 CMDB-R004 serial SN48291 is also that of server/web-02"])
    let shared = ["server/web-02": other + "\nshared_with: [server/web-01]"]
    #expect(try check(Self.server + "\nshared_with: [server/web-02]", others: shared) == [])
  }

  @Test func theIdSaysWhatTheFileNameSays() throws {
    let found = try check(Self.server.replacing("id: web-01", with: "id: web-1"))
    #expect(found == ["1:5 CMDB-R001 id is web-1, but the file name says web-01"])
  }

  @Test(arguments: RuleList.explained.map { $0.id })
  func everyRuleExplainsItself(_ id: String) throws {
    let rule = try #require(RuleList.rule(id.lowercased()))
    #expect(rule.id == id)
    #expect(rule.explanation.contains("Cure:"))
    // An example is set apart by its indentation.
    #expect(rule.explanation.contains("\n\n    "))
    #expect(!rule.title.hasSuffix("."))
  }

  @Test func everyIdentifierBelongsToOneRule() {
    #expect(Set(RuleList.explained.map { $0.id }).count == RuleList.explained.count)
  }

  @Test func factsAgreeWithTheRecord() throws {
    let bench = try RuleBench([
      "server/web-01": Self.server + "\nrelations: { depends_on: [{ to: server/x, share: 0.5 }] }"
    ])
    let record = try #require(bench.table.record(Reference("server/web-01")!))
    let recordClass = try #require(bench.catalogue.recordClass("server"))
    let facts = RecordFacts(record.document, by: recordClass.factPlan, as: record.reference)
    #expect(facts.hasOwner && facts.isOrderly)
    #expect(facts.targets.texts == ["team/platform", "team/platform", "server/x"])
    let other = try Document.parse(Array("class: server\nid: web-02\nserial: SN48291\n".utf8))
    let same = RecordFacts(other, by: recordClass.factPlan, as: Reference("server/web-02")!)
      .identifiers
    #expect(same.count == 1 && facts.identifiers.contains(same[0]))
    #expect(
      !RecordFacts(record.document, by: recordClass.factPlan, as: Reference("server/x")!).isOrderly
    )
  }
}
