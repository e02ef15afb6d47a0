import Documents
import Reconciliation
import Records
import Testing

/// What people decided stays decided.
@Suite struct PeopleTests {
  func kinds(_ outcome: ReconciliationOutcome) -> [String] {
    outcome.findings.map { "\($0.kind.rawValue) \($0.attribute?.description ?? $0.key)" }
  }

  /// A server that glpi created.
  func created(_ settings: String = "unknown: create") throws -> World {
    var world = World()
    try world.source("glpi", settings)
    try world.say(
      "glpi",
      "k",
      "{ serial: SN48291, fqdn: web.x.net, os: { name: Debian, version: '11' } }"
    )
    try world.sync()
    return world
  }

  @Test func aCreatedRecordReadsLikeOneOfAPersons() throws {
    let world = try created("unknown: create\ndefaults: { owner: team/web, environment: test }")
    let text = try world.text("server/web")
    #expect(
      text == """
        id: web
        class: server
        name: web.x.net
        owner: team/web
        lifecycle: discovered
        environment: test
        serial: SN48291
        fqdn: web.x.net
        os: { name: Debian, version: "11" }
        sources: { glpi: k }

        """
    )
  }

  @Test func anEditedValueStandsAndIsReported() throws {
    var world = try created()
    try world.edit("server/web", "os.version", "11.9")
    #expect(kinds(try world.sync()) == ["drift os.version"])
    try world.say(
      "glpi",
      "k",
      "{ serial: SN48291, os: { name: Debian, version: '12' } }",
      at: 2_000
    )
    let outcome = try world.sync()
    #expect(kinds(outcome) == ["drift os.version"])
    #expect(outcome.findings[0].value == "11.9" && outcome.findings[0].observed == "12")
    #expect(
      outcome.findings[0].commands == [
        "cmdb set server/web os.version=12", "cmdb release server/web os.version",
        "cmdb pin server/web os.version --reason TEXT",
      ]
    )
    #expect(try world.value("server/web", "os.version") == "11.9")
    #expect(try world.explain("server/web", "os.version")?.rule == "a person wrote it")
    // Taking the value away hands it back.
    try world.edit("server/web", "os.version", nil)
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("server/web", "os.version") == "12")
    #expect(try world.explain("server/web", "os.version")?.isDecidedBySource == true)
  }

  @Test func aPersonsValueThatTheSourceComesToSayStaysAPersons() throws {
    var world = try created()
    try world.edit("server/web", "os.version", "12")
    try world.say(
      "glpi",
      "k",
      "{ serial: SN48291, os: { name: Debian, version: '12' } }",
      at: 2_000
    )
    #expect(kinds(try world.sync()) == [])
    try world.say("glpi", "k", "{ serial: SN48291, os: { name: Debian } }", at: 3_000)
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("server/web", "os.version") == "12")
  }

  @Test func aPinKeepsAValueAndItsAbsenceUntilItsDay() throws {
    var world = try created()
    let pin: Value = ["reason": "container", "until": "2001-09-08", "by": "person/ada"]
    try world.edit("server/web", "os.version", "9")
    try world.edit("server/web", #"pinned."os.version""#, pin)
    try world.edit("server/web", "os.name", nil)
    try world.edit("server/web", #"pinned."os.name""#, pin)
    // 2001-09-08T12:00:00Z: the last day.
    let said = "{ serial: SN48291, fqdn: web.x.net, os: { name: Ubuntu, version: '12' } }"
    try world.say("glpi", "k", said, at: 999_950_400)
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("server/web", "os.version") == "9")
    #expect(try world.value("server/web", "os.name") == nil)
    #expect(
      try world.explain("server/web", "os.version")?.rule == "pinned until 2001-09-08: container"
    )
    // The day after, the absence is filled; the value is still a person's.
    try world.say("glpi", "k", said, at: 1_000_036_800)
    #expect(kinds(try world.sync()) == ["drift os.version"])
    #expect(try world.value("server/web", "os.version") == "9")
    #expect(try world.value("server/web", "os.name") == "Ubuntu")
  }

  @Test func aPinKeepsAMachinesValueToo() throws {
    var world = try created()
    try world.edit("server/web", "pinned.os", ["reason": "frozen"])
    try world.say("glpi", "k", "{ serial: SN48291, os: ~ }", at: 2_000)
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("server/web", "os.version") == "11")
  }

  @Test func governedAttributesAreSetOnCreationOnly() throws {
    var world = World()
    try world.source("glpi", "unknown: create")
    try world.source("erp", "kind: import\nunknown: create\nprecedence: 40")
    try world.say("glpi", "a", "{ serial: SN1234X, criticality: high }")
    try world.say(
      "erp",
      "1",
      "{ id: srv-one, serial: SN999Y, criticality: high, cost: { purchase: 7 } }"
    )
    try world.sync()
    #expect(world.references == ["server/sn1234x", "server/srv-one"])
    #expect(try world.value("server/sn1234x", "criticality") == nil)
    #expect(try world.value("server/srv-one", "criticality") == "high")
    #expect(try world.value("server/srv-one", "cost.purchase") == 7)
    try world.say(
      "erp",
      "1",
      "{ id: srv-one, serial: SN999Y, criticality: low, cost: { purchase: 8, salvage: 1 } }",
      at: 2_000
    )
    #expect(kinds(try world.sync()) == ["drift cost.purchase", "drift criticality"])
    #expect(try world.value("server/srv-one", "criticality") == "high")
    #expect(try world.value("server/srv-one", "cost.salvage") == nil)
  }

  @Test func adoptionDecidesAboutOlderValues() throws {
    for (word, version, findings) in [
      ("take", "12", []), ("ask", "11", ["drift os.version"]), ("keep", "11", [String]()),
    ] {
      var world = World()
      try world.record("{ id: web, class: server, serial: SN48291, os: { version: '11' } }")
      try world.source("glpi", "adopt: \(word)")
      try world.say("glpi", "k", "{ serial: SN48291, os: { version: '12' } }")
      #expect(kinds(try world.sync()) == findings, "\(word)")
      #expect(try world.value("server/web", "os.version") == .string(version), "\(word)")
      // What a person writes after the binding stands under every word.
      try world.edit("server/web", "os.version", "13")
      #expect(kinds(try world.sync()) == ["drift os.version"], "\(word)")
      #expect(try world.value("server/web", "os.version") == "13", "\(word)")
    }
  }

  @Test func aDeletedRecordDoesNotComeBack() throws {
    var world = try created()
    try world.delete("server/web")
    let outcome = try world.sync()
    #expect(kinds(outcome) == ["deleted k"])
    #expect(outcome.findings[0].reference?.description == "server/web")
    #expect(world.references == [])
    let ignore = "ignore: [{ key: k, by: person/ada, reason: sold, until: 1970-01-02 }]"
    try world.source("glpi", "unknown: create\n\(ignore)")
    #expect(kinds(try world.sync()) == [])
    // The entry ran out, and so the question is there again.
    try world.say("glpi", "other", "{ serial: SN777Z }", at: 400_000)
    #expect(kinds(try world.sync()) == ["deleted k"])
  }

  @Test func aDuplicateThatAPersonDeletedIsFoundAgainByItsIdentifiers() throws {
    var world = World()
    try world.record("{ id: web, class: server, serial: SN48291 }")
    try world.record("{ id: double, class: server, sources: { glpi: k } }")
    try world.source("glpi", "unknown: create")
    try world.say("glpi", "k", "{ serial: SN48291, firmware: '2' }")
    try world.delete("server/double")
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("server/web", "firmware") == "2")
  }

  @Test func aBindingThatAPersonMovedStaysMoved() throws {
    var world = World()
    try world.source("scan")
    try world.record("{ id: one, class: server, fqdn: one.x.net }")
    try world.record("{ id: two, class: server, fqdn: two.x.net }")
    try world.say("scan", "k", "{ fqdn: one.x.net, firmware: '5' }")
    try world.sync()
    #expect(try world.value("server/one", "firmware") == "5")
    try world.edit("server/one", "sources", nil)
    try world.edit("server/two", "sources.scan", "k")
    world.formerlyBound = [Reference(className: "server", id: "one")]
    let outcome = try world.sync()
    #expect(kinds(outcome) == ["drift fqdn"])
    #expect(try world.value("server/two", "firmware") == "5")
    #expect(try world.value("server/two", "fqdn") == "two.x.net")
    #expect(try world.value("server/one", "sources") == nil)
    #expect(try world.value("server/one", "firmware") == nil)
  }

  @Test func aBindingThatAPersonCopiedIsAQuestion() throws {
    var world = try created()
    try world.record(
      "{ id: copy, class: server, fqdn: c.x.net, firmware: '1', sources: { glpi: k } }"
    )
    try world.say("glpi", "k", "{ serial: SN48291, os: { version: '12' } }", at: 2_000)
    let outcome = try world.sync()
    #expect(kinds(outcome) == ["duplicate k"])
    #expect(outcome.changes.isEmpty)
    #expect(
      outcome.findings[0].commands == [
        "cmdb unset server/copy sources.glpi", "cmdb unset server/web sources.glpi",
      ]
    )
    #expect(try world.value("server/web", "os.version") == "11")
    try world.edit("server/copy", "sources", nil)
    try world.sync()
    #expect(try world.value("server/web", "os.version") == "12")
  }

  @Test func commentsAndOrderSurvive() throws {
    var world = World()
    try world.record(
      """
      # bought second hand
      class: server
      id: web
      serial: SN48291   # from the sticker
      interfaces:
        # the one that is plugged in
        - { name: eth0, mac: "00:25:90:00:00:01" }
      owner: team/web
      """
    )
    try world.source("glpi")
    try world.say(
      "glpi",
      "k",
      "{ serial: sn48291, interfaces: [{ name: eth0, ipv4: 10.0.0.1 }, { name: eth1 }] }"
    )
    try world.sync()
    let text = try world.text("server/web")
    #expect(
      text == """
        # bought second hand
        class: server
        id: web
        serial: SN48291   # from the sticker
        interfaces:
          # the one that is plugged in
          - { name: eth0, mac: "00:25:90:00:00:01", ipv4: 10.0.0.1 }
          - { name: eth1 }
        owner: team/web
        sources: { glpi: k }
        """
    )
  }
}
