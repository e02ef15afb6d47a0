import Documents
import Records
import Testing

@Suite struct QueryParserTests {
  @Test(arguments: [
    ("", "x=", 2, "the query ends where a value was expected"),
    ("", "class=server or", 15, "the query ends where a term was expected"),
    ("", "(class=server", 13, "expected ) to close the parenthesis"),
    ("", "class", 5, "expected =, !=, <, <=, >, >= or ~ after class"),
    ("", "class=a )", 8, "unexpected \")\": expected a term, or, or the end"),
    ("", "=a", 0, "unexpected \"=\": expected an attribute, has(…), in(…), not or ("),
    ("", "in(a)", 4, "expected , and at least one value"),
    ("", "name=\"x", 5, "the quotation mark is not closed"),
    ("", "a[b=1", 5, "expected ] to close the item's key"),
  ])
  func mistakesPointAtTheCharacter(_: String, _ text: String, _ offset: Int, _ message: String) {
    #expect(throws: QueryError(query: text, offset: offset, message: message)) {
      try Query(parsing: text)
    }
  }

  @Test func andBindsTighterThanOr() throws {
    let a = try Query(parsing: "a=1 b=2 or c=3")
    let b = try Query(parsing: "(a=1 and b=2) or (c=3)")
    #expect(a == b)
    #expect(
      a
        == .any([
          .all([.compare("a", .equal, "1"), .compare("b", .equal, "2")]),
          .compare("c", .equal, "3"),
        ])
    )
  }

  @Test func readsEveryOperator() throws {
    #expect(try Query(parsing: "a<=1") == .compare("a", .atMost, "1"))
    #expect(try Query(parsing: "a != x") == .compare("a", .notEqual, "x"))
    #expect(try Query(parsing: "a~w*") == .compare("a", .glob, "w*"))
    #expect(try Query(parsing: "not has(a.b)") == .not(.has("a.b")))
    #expect(try Query(parsing: "in(a, x, \"y z\")") == .isOneOf("a", ["x", "y z"]))
    #expect(try Query(parsing: "name=\"a \\\" b\"") == .compare("name", .equal, "a \" b"))
    #expect(
      try Query(parsing: "relations.depends_on[database/orders].share>0.5")
        == .compare("relations.depends_on[database/orders].share", .greater, "0.5")
    )
    #expect(try Query(parsing: "  ") == .everything)
  }

  @Test func knowsTheClassesThatCanMatch() throws {
    #expect(try Query(parsing: "class=server owner=team/a").requiredClasses == ["server"])
    #expect(try Query(parsing: "class=server or class=team").requiredClasses == ["server", "team"])
    #expect(try Query(parsing: "class=server or owner=team/a").requiredClasses == nil)
    #expect(try Query(parsing: "in(class, server, rack)").requiredClasses == ["server", "rack"])
    #expect(try Query(parsing: "not class=server").requiredClasses == nil)
  }

  @Test func aDeepQueryIsRefusedNotCrashed() {
    #expect(throws: QueryError.self) {
      try Query(parsing: String(repeating: "(", count: 100_000))
    }
  }
}

@Suite struct QueryEvaluatorTests {
  let catalogue = ClassCatalogue([
    SchemaFile(
      name: "server",
      origin: .builtIn,
      source: Array(
        """
        properties:
          id: { type: string }
          class: { type: string }
          name: { type: string }
          cores: { type: integer }
          bought: { type: string, format: date }
          owner: { type: string, x-references: [team] }
          tags: { type: array, x-key: ".", items: { type: string } }
          interfaces:
            type: array
            x-key: name
            items: { type: object, properties: { name: { type: string }, mac: { type: string } } }
        """.utf8
      )
    ),
    SchemaFile(
      name: "team",
      origin: .builtIn,
      source: Array("properties: { id: { type: string }, lifecycle: { type: string } }".utf8)
    ),
  ])

  func record(_ reference: String, _ text: String) throws -> Record {
    Record(
      reference: Reference(reference)!,
      path: "records/\(reference).yaml",
      blob: nil,
      document: try Document.parse(Array(text.utf8))
    )
  }

  @Test(arguments: [
    ("name=web", true), ("name!=web", false), ("missing!=x", true), ("missing=x", false),
    ("missing<5", false), ("cores>9", true), ("cores=16.0", true), ("cores<2", false),
    ("bought<today", true), ("bought>=2025-03-01", true), ("bought<2025-03-01", false),
    ("bought>today-5w", false), ("owner.lifecycle=active", true), ("owner=team/a", true),
    ("tags=prod", true), ("tags!=prod", false), ("tags!=dev", true),
    ("interfaces.mac=aa", true), ("interfaces[eth1].mac=bb", true),
    ("interfaces[eth0].mac=bb", false), ("has(interfaces.mac)", true), ("has(missing)", false),
    ("in(name, a, web)", true), ("name~w?b", true), ("name~W*", false),
    ("not (name=web or cores=1)", false), ("", true),
  ])
  func answers(_ text: String, _ answer: Bool) throws {
    let web = try record(
      "server/web",
      """
      id: web
      name: web
      cores: 16
      bought: 2025-03-01
      owner: team/a
      tags: [prod, eu]
      interfaces: [{ name: eth0, mac: aa }, { name: eth1, mac: bb }]
      """
    )
    let table = RecordTable(
      [web, try record("team/a", "id: a\nlifecycle: active")],
      catalogue: catalogue
    )
    let evaluator = QueryEvaluator(
      lookup: table,
      catalogue: catalogue,
      today: CalendarDay("2026-11-24")!
    )
    #expect(try evaluator.matches(Query(parsing: text), web) == answer)
  }
}
