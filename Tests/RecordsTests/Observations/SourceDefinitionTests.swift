import Documents
import Records
import Testing

@Suite struct SourceDefinitionTests {
  func source(_ text: String, connector: String = "{}") throws -> SourceDefinition {
    SourceDefinition(
      name: "s",
      file: try ObservationFoldingTests.value(text),
      connector: try ObservationFoldingTests.value(connector)
    )
  }

  @Test func fiveLinesAreEnough() throws {
    let source = try source(
      "{ source: s, kind: discovery, format: glpi, owner: team/a, unknown: create }"
    )
    #expect(source.kind == .discovery && source.format == "glpi" && source.owner == "team/a")
    #expect(source.unknown == .create && source.adoption == .ask && source.isEnabled)
    #expect(source.freshness == nil && source.ignored.isEmpty && source.classRules.isEmpty)
    #expect(source.precedence(of: "serial", className: "server") == (50, "*"))
    #expect(try self.source("{}").unknown == .hold)
  }

  @Test func whatTheFileSaysGoesBeforeTheConnector() throws {
    let connector =
      "{ naming: host, classes: [{ class: server }], mapping: { a: b }, sections: [x] }"
    #expect(try source("{}", connector: connector).naming == ["host"])
    let own = try source("{ naming: [a, b], mapping: { c: d } }", connector: connector)
    #expect(own.naming == ["a", "b"] && own.mapping == ["c": "d"])
    #expect(own.classRules.map(\.className) == ["server"] && own.sections == ["x"])
  }

  @Test(arguments: [
    ("os.version", "server", 80, "server.os.*"), ("os.version", "storage", 60, "os.*"),
    ("serial", "server", 50, "*"), ("interfaces[eth0].mac", "server", 70, "server.interfaces.mac"),
    ("interfaces[eth0].mtu", "server", 65, "server.interfaces[].*"), ("os", "server", 50, "*"),
  ])
  func theLongestPatternWeighs(
    _ attribute: String,
    _ className: String,
    _ weight: Int,
    _ pattern: String
  ) throws {
    let table =
      "{ '*': 50, 'os.*': 60, 'server.os.*': 80, server.interfaces.mac: 70, 'server.interfaces[].*': 65 }"
    let source = try source("precedence: \(table)")
    let path = try AttributePath(parsing: attribute)
    #expect(source.precedence(of: path, className: className) == (weight, pattern))
  }

  @Test func oneNumberWeighsForAll() throws {
    #expect(
      try source("precedence: 20").precedence(of: "os.version", className: "server") == (20, "*")
    )
    #expect(
      try source("precedence: { 'os.*': 20 }").precedence(of: "serial", className: "x") == (50, "*")
    )
  }

  @Test(
    arguments: [
      ("90s", 90), ("15m", 900), ("6h", 21_600), ("14d", 1_209_600), ("0s", 0), ("d", nil),
      ("-1d", nil),
      ("14", nil), ("14 d", nil), ("99999999999999999999d", nil), ("999999999999999999d", nil),
    ] as [(String, Int64?)]
  )
  func durations(_ text: String, _ seconds: Int64?) throws {
    #expect(try source("freshness: '\(text)'").freshness == seconds)
  }

  @Test func ignoredKeysEndWithTheirDay() throws {
    let source = try source("ignore: [{ key: a }, { key: b, until: 2027-06-30 }, { reason: none }]")
    #expect(source.ignored.map(\.key) == ["a", "b"])
    #expect(source.ignored.map(\.until) == [nil, CalendarDay("2027-06-30")])
  }

  @Test func whatCannotBeReadIsObjectedTo() throws {
    let source = try source(
      """
      classes: [{ class: a, when: has(x) }, { class: b, when: "has(" }]
      naming: ["a..b"]
      mapping:
        serial: [{ path: "bios[" }, bios.ssn]
        interfaces: { each: nets, where: "((", item: { name: n, mac: "m..m" } }
        "x..y": a
        os.name: { value: "a..b" }
      """
    )
    #expect(
      source.objections.map(\.attribute) == [
        "classes[#2].when", "naming", "mapping.serial", "mapping.interfaces", "mapping.interfaces",
        #"mapping."x..y""#,
      ]
    )
    #expect(try self.source("mapping: { '*': '*' }").objections.isEmpty)
  }

  @Test func bindingsAreAddedOnce() {
    #expect(Bindings.adding(["k"], of: "s", to: [:]) == [.set("sources.s", "k")])
    #expect(Bindings.adding(["k", "l", "k"], of: "s", to: [:]) == [.set("sources.s", ["k", "l"])])
    #expect(Bindings.adding(["k"], of: "s", to: ["sources": ["s": "k"]]) == [])
    #expect(
      Bindings.adding(["l"], of: "s", to: ["sources": ["s": "k"]]) == [
        .set("sources.s", ["k", "l"])
      ]
    )
    #expect(
      Bindings.adding(["l", "k"], of: "s", to: ["sources": ["s": ["k"]]])
        == [.append("sources.s", "l")]
    )
  }
}
