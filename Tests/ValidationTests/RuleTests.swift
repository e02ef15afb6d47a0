import Diagnostics
import Documents
import JSONSchema
import Records
import SchemaLibrary
import Testing
import Validation

/// Records in memory with the built-in classes, judged by every rule.
struct RuleBench {
  let catalogue = ClassCatalogue(
    SchemaLibrary.files.map { SchemaFile(name: $0.name, origin: .builtIn, source: $0.source) }
  )
  var table: RecordTable
  var texts: [String: String] = [:]

  static let team = """
    id: platform
    class: team
    name: Platform
    lifecycle: active
    contact: { mail: platform@example.net }
    """
  static let person = """
    id: ada
    class: person
    name: Ada
    lifecycle: active
    authors: [ada@example.net]
    relations: { member_of: [team/platform] }
    """

  init(_ texts: [String: String]) throws {
    table = RecordTable([], catalogue: catalogue)
    self.texts = ["team/platform": Self.team, "person/ada": Self.person]
      .merging(texts) { _, new in new }
    for (reference, text) in self.texts where !text.isEmpty {
      table.insert(
        Record(
          reference: Reference(reference)!,
          path: "records/\(reference).yaml",
          blob: nil,
          document: try Document.parse(Array(text.utf8))
        )
      )
    }
  }

  /// The findings about one record, as `line:column rule message`.
  func findings(_ name: String) throws -> [String] {
    let reference = Reference(name)!
    let record = try #require(table.record(reference))
    let context = ValidationContext(
      lookup: table,
      catalogue: catalogue,
      settings: Settings(),
      schemas: SchemaStore(catalogue),
      day: CalendarDay("2026-11-24")!
    )
    let subject = RecordSubject(
      path: record.path,
      reference: reference,
      recordClass: catalogue.recordClass(reference.className),
      document: record.document
    )
    return try RuleList.all.flatMap { try $0.check(subject, in: context) }.sorted().map {
      "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.rule) \($0.message)"
    }
  }
}

@Suite struct RuleTests {
  static let server = """
    id: web-01
    class: server
    name: web-01
    owner: team/platform
    lifecycle: in-use
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
    let found = try check(Self.server.replacing("in-use", with: "in-used"))
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("5:12 CMDB-R001 \"in-used\" is not one of discovered, planned"))
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

  @Test(arguments: RuleList.all.map { $0.id })
  func everyRuleExplainsItself(_ id: String) throws {
    let rule = try #require(RuleList.rule(id))
    #expect(rule.explanation.contains("Cure:"))
    #expect(!rule.title.hasSuffix("."))
  }

  @Test func factsAgreeWithTheRecord() throws {
    let bench = try RuleBench([
      "server/web-01": Self.server + "\nrelations: { depends_on: [{ to: server/x, share: 0.5 }] }"
    ])
    let record = try #require(bench.table.record(Reference("server/web-01")!))
    let recordClass = try #require(bench.catalogue.recordClass("server"))
    let facts = RecordFacts(record.document, of: recordClass)
    #expect(facts.owner == "team/platform")
    #expect(facts.references.map(\.text) == ["team/platform", "server/x"])
    #expect(facts.identifiers.map(\.value).contains("SN48291"))
    #expect(facts.id == "web-01" && facts.className == "server")
  }
}

@Suite struct FileRuleTests {
  func check(_ path: String, sharding: Int = 0, kind: String? = nil, faithful: Bool = true)
    -> [String]
  {
    let catalogue = ClassCatalogue(
      SchemaLibrary.files.map { SchemaFile(name: $0.name, origin: .builtIn, source: $0.source) }
    )
    return FileIsRecord.check(
      .init(path: path, isFaithful: faithful, otherKind: kind),
      settings: Settings(sharding: sharding),
      catalogue: catalogue
    ).map(\.message)
  }

  @Test func goodPlaces() {
    #expect(check("records/server/web-01.yaml") == [])
    #expect(check("records/server/fra1/row-2/web-01.yaml") == [])
    #expect(
      check(
        "records/server/\(RecordLayout(sharding: 2).shard(of: "web-01"))/web-01.yaml",
        sharding: 2
      ) == []
    )
  }

  @Test(arguments: [
    "records/server/Web.yaml", "records/server/con.yaml", "records/server/a b.yaml",
    "records/server/web-01.yml", "records/web-01.yaml", "records/server/readme.md",
    "records/server/AUX/a.yaml", "records/server/-a.yaml",
  ])
  func badPlaces(_ path: String) { #expect(check(path).count == 1) }

  @Test func linksAndForeignNames() {
    #expect(
      check("records/server/a.yaml", kind: "a symbolic link") == [
        "records/server/a.yaml is a symbolic link"
      ]
    )
    #expect(check("records/server/\u{FFFD}.yaml", faithful: false).count == 1)
    #expect(
      check("records/server/web-01.yaml", sharding: 2).first?.hasPrefix("with sharding") ?? false
    )
  }

  @Test func twoFilesOfOneName() {
    let found = RecordNamesAreDistinct.check([
      "records/server/a/web.yaml", "records/server/b/web.yaml", "records/rack/web.yaml",
    ])
    #expect(found.map(\.message) == ["server/web is also the record in records/server/a/web.yaml"])
  }
}
