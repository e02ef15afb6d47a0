import Documents
import Reconciliation
import Records
import Testing

@Suite struct IdentificationTests {
  func kinds(_ outcome: ReconciliationOutcome) -> [String] { outcome.findings.map(\.kind.rawValue) }

  @Test func aSerialNumberBindsAndIsRemembered() throws {
    var bench = Bench()
    try bench.record("server/web", "{ id: web, class: server, serial: SN12345X }")
    try bench.source("glpi")
    try bench.observe("glpi", "k1", "{ serial: ' sn12345x ', os: Debian }")
    let outcome = try bench.run()
    #expect(outcome.changes.map { "\($0.reference)" } == ["server/web"])
    #expect(bench.value("server/web", "sources.glpi") == "k1")
    #expect(bench.value("server/web", "os") == "Debian")
    #expect(try bench.run().changes.isEmpty)
  }

  @Test func junkIdentifiesNothing() throws {
    var bench = Bench()
    try bench.record("server/web", "{ id: web, class: server, serial: Default string }")
    try bench.source("glpi")
    try bench.observe("glpi", "k1", "{ serial: default string, fqdn: other.example.net }")
    #expect(try bench.run().changes.map { "\($0.reference) \($0.isNew)" } == ["server/other true"])
  }

  @Test func aUUIDInTheOtherByteOrderIsTheSame() throws {
    var bench = Bench()
    try bench.record(
      "server/web",
      "{ id: web, class: server, uuid: 4c4c4544-004e-3410-8038-b5c04f323931 }"
    )
    try bench.source("glpi")
    try bench.observe("glpi", "k1", "{ uuid: 44454c4c-4e00-1034-8038-b5c04f323931 }")
    #expect(try bench.run().changes.map { "\($0.reference)" } == ["server/web"])
  }

  @Test func aDockThatTravelsNeitherMovesNorMerges() throws {
    var bench = Bench()
    try bench.record(
      "server/one",
      "{ id: one, class: server, serial: AAA111, interfaces: [{ name: eth0, mac: '00:16:3e:00:00:01' }, { name: usb0, mac: '00:16:3e:00:00:99' }] }"
    )
    try bench.source("glpi")
    try bench.observe(
      "glpi",
      "k2",
      "{ serial: BBB222, fqdn: two.x, interfaces: [{ name: eth0, mac: '00:16:3e:00:00:02' }, { name: usb0, mac: '00:16:3e:00:00:99' }] }"
    )
    #expect(try bench.run().changes.map { "\($0.reference) \($0.isNew)" } == ["server/two true"])
  }

  @Test func mostAddressesMustAgree() throws {
    var bench = Bench()
    try bench.record(
      "server/one",
      "{ id: one, class: server, interfaces: [{ name: a, mac: '00:16:3e:00:00:01' }, { name: b, mac: '00:16:3e:00:00:02' }] }"
    )
    try bench.source("nmap", "unknown: hold")
    try bench.observe("nmap", "k", "{ interfaces: [{ name: a, mac: '00:16:3e:00:00:01' }] }")
    #expect(try bench.run().changes.count == 1)
  }

  @Test func clonedMachinesAreNeverTheOldest() throws {
    var bench = Bench()
    let uuid = "4c4c4544-004e-3410-8038-b5c04f323931"
    try bench.record("server/one", "{ id: one, class: server, uuid: \(uuid) }")
    try bench.record("server/two", "{ id: two, class: server, uuid: \(uuid) }")
    try bench.source("glpi")
    try bench.observe("glpi", "k", "{ uuid: \(uuid), os: Debian }")
    let outcome = try bench.run()
    #expect(outcome.changes.isEmpty)
    #expect(kinds(outcome) == ["duplicate"])
    #expect(outcome.held == ["glpi": 1])
  }

  @Test func aBoardSwapIsTheSameMachine() throws {
    var bench = Bench()
    try bench.record(
      "server/web",
      "{ id: web, class: server, serial: SN12345X, uuid: 11111111-2222-3333-4444-555555555556, sources: { glpi: k } }"
    )
    try bench.source("glpi")
    try bench.observe(
      "glpi",
      "k",
      "{ serial: SN12345X, maker: Dell, uuid: 91111111-2222-3333-4444-555555555556 }"
    )
    _ = try bench.run()
    // The maker was not known before, so the set of both decides only from now on.
    #expect(bench.value("server/web", "serial") == "SN12345X")
  }

  @Test func aReinstalledMachineKeepsItsRecord() throws {
    var bench = Bench()
    try bench.record(
      "server/web",
      "{ id: web, class: server, serial: SN12345X, sources: { glpi: old } }"
    )
    try bench.source("glpi")
    try bench.observe("glpi", "old", "{ serial: SN12345X, os: Debian 11 }", at: 500)
    try bench.observe("glpi", "new", "{ serial: SN12345X, os: Debian 12 }", at: 900)
    _ = try bench.run()
    #expect(bench.value("server/web", "os") == "Debian 12")
    #expect(bench.value("server/web", "sources.glpi") == ["old", "new"])
    #expect(try bench.run().changes.isEmpty)
  }

  @Test func aBindingWhoseSerialDiffersAsksToRebind() throws {
    var bench = Bench()
    try bench.record(
      "server/web",
      "{ id: web, class: server, serial: SN12345X, os: A, sources: { glpi: k } }"
    )
    try bench.source("glpi")
    try bench.observe("glpi", "k", "{ serial: OTHER9, os: B }")
    let outcome = try bench.run()
    #expect(outcome.changes.isEmpty)
    #expect(kinds(outcome) == ["rebind"])
    #expect(bench.value("server/web", "os") == "A")
  }

  @Test func aBindingThatAPersonMovedStaysMoved() throws {
    var bench = Bench()
    try bench.record("server/one", "{ id: one, class: server, fqdn: one.x }")
    try bench.record("server/two", "{ id: two, class: server, sources: { glpi: k } }")
    try bench.source("glpi")
    try bench.observe("glpi", "k", "{ fqdn: one.x, os: Debian }")
    _ = try bench.run()
    #expect(bench.value("server/two", "os") == "Debian")
    #expect(bench.value("server/one", "sources") == nil)
  }

  @Test func twoSourcesThatFindANewThingMakeOneRecord() throws {
    var bench = Bench()
    try bench.source("glpi")
    try bench.source("nmap")
    try bench.observe(
      "glpi",
      "g",
      "{ fqdn: new.x, serial: SN999AB, interfaces: [{ name: eth0, mac: '00:16:3e:00:00:07' }] }"
    )
    try bench.observe(
      "nmap",
      "n",
      "{ interfaces: [{ name: eth0, mac: '00:16:3e:00:00:07', ipv4: 10.0.0.7 }] }"
    )
    let outcome = try bench.run()
    #expect(outcome.changes.map { "\($0.reference) \($0.isNew)" } == ["server/new true"])
    #expect(bench.value("server/new", "sources.nmap") == "n")
    #expect(bench.value("server/new", "interfaces[eth0].ipv4") == "10.0.0.7")
    #expect(try bench.run().changes.isEmpty)
  }

  @Test func namesThatAreTakenGetADigest() throws {
    var bench = Bench()
    try bench.record("server/web", "{ id: web, class: server, serial: AAA111 }")
    try bench.source("glpi")
    try bench.observe("glpi", "k", "{ fqdn: web.y, serial: BBB222 }")
    let reference = try #require(try bench.run().changes.first).reference
    #expect(reference.id.hasPrefix("web-") && reference.id.count == 10)
  }

  @Test func unknownThingsAreHeldWhereTheSourceSaysSo() throws {
    var bench = Bench()
    try bench.source("nmap", "unknown: hold")
    try bench.observe("nmap", "k", "{ fqdn: new.x }")
    let outcome = try bench.run()
    #expect(outcome.changes.isEmpty)
    #expect(kinds(outcome) == ["unmatched"])
  }

  @Test func aDeletedRecordDoesNotComeBack() throws {
    var bench = Bench()
    try bench.source("glpi")
    try bench.observe("glpi", "k", "{ fqdn: gone.x }")
    bench.deleted["glpi k"] = Reference("server/gone")!
    #expect(kinds(try bench.run()) == ["deleted"])
    try bench.source("glpi", "unknown: create\nignore: [{ key: k, reason: sold }]")
    try bench.observe("glpi", "k", "{ fqdn: gone.x }")
    let outcome = try bench.run()
    #expect(outcome.changes.isEmpty && outcome.findings.isEmpty)
  }

  @Test func createdRecordsAreDiscoveredAndOwned() throws {
    var bench = Bench()
    try bench.source("glpi", "unknown: create\ndefaults: { owner: team/b, asset_tag: none yet }")
    try bench.observe("glpi", "k", "{ fqdn: new.x, asset_tag: from the source, junk_attribute: 1 }")
    _ = try bench.run()
    #expect(bench.value("server/new", "owner") == "team/b")
    #expect(bench.value("server/new", "asset_tag") == "none yet")
    #expect(bench.value("server/new", "junk_attribute") == nil)
  }
}
