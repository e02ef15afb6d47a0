import Documents
import Reconciliation
import Records
import Testing

/// What goes wrong in practice, case by case.
@Suite struct TrapTests {
  static let dell = "serial: SN48291, manufacturer: Dell Inc."
  static let uuid = "4c4c4544-004e-3410-8038-b5c04f323931"
  static let otherUUID = "4c4c4544-0031-4410-8051-b4c04f4e3332"

  func kinds(_ outcome: ReconciliationOutcome) -> [String] {
    outcome.findings.map { "\($0.kind.rawValue) \($0.key)" }
  }

  static func interfaces(_ macs: String...) -> String {
    let items = macs.enumerated().map { "{ name: eth\($0), mac: '00:25:90:00:00:\($1)' }" }
    return "interfaces: [\(items.joined(separator: ", "))]"
  }

  // MARK: Identification

  @Test func adaptersThatTravelMergeNothing() throws {
    var world = World()
    try world.record("{ id: anna, class: workstation, \(Self.interfaces("01", "d0")) }")
    try world.source("glpi", "unknown: create\nclasses: [{ class: workstation }]")
    try world.say("glpi", "b", "{ fqdn: bert.x.net, \(Self.interfaces("02", "d0")) }")
    try world.sync()
    #expect(world.references == ["workstation/anna", "workstation/bert"])
    // Now two records have the dock, so a third laptop on it is known by its own adapter alone.
    try world.say("glpi", "c", "{ fqdn: carl.x.net, \(Self.interfaces("d0")) }")
    try world.sync()
    #expect(world.references == ["workstation/anna", "workstation/bert", "workstation/carl"])
    #expect(try world.value("workstation/anna", "sources") == nil)
  }

  @Test func aDockAloneIsNoMatchAgainstASerialNumber() throws {
    var world = World()
    try world.record("{ id: anna, class: workstation, \(Self.dell), \(Self.interfaces("d0")) }")
    try world.source("glpi", "unknown: create\nclasses: [{ class: workstation }]")
    try world.say(
      "glpi",
      "b",
      "{ fqdn: bert.x.net, serial: SN9, manufacturer: Dell Inc., \(Self.interfaces("d0")) }"
    )
    try world.say("glpi", "b2", "{ fqdn: bea.x.net, serial: SN777, manufacturer: Dell Inc. }")
    let outcome = try world.sync()
    #expect(outcome.changes.map(\.reference.id) == ["bea", "bert"])
  }

  @Test func madeUpAndSharedAddressesFindNothing() throws {
    for mac in [
      "02:42:ac:11:00:02", "0a:58:0a:f4:00:01", "00:00:5e:00:01:0a", "00:50:56:c0:00:01",
      "01:00:5e:00:00:01", "00:00:00:00:00:00", "52:54:00:12:34:56",
    ] {
      var world = World()
      try world.record("{ id: one, class: server, interfaces: [{ name: a, mac: '\(mac)' }] }")
      try world.source("glpi")
      try world.say("glpi", "k", "{ interfaces: [{ name: a, mac: '\(mac)' }] }")
      #expect(kinds(try world.sync()) == ["unmatched k"], "\(mac)")
    }
  }

  @Test func clonesWithOneUUIDAreHeldUntilAPersonSays() throws {
    var world = World()
    let vm = "unknown: create\nclasses: [{ class: virtual-machine }]"
    try world.source("vcenter", vm)
    try world.say(
      "vcenter",
      "vm-1",
      "{ uuid: \(Self.uuid), fqdn: app.x.net, \(Self.interfaces("01")) }"
    )
    try world.say(
      "vcenter",
      "vm-2",
      "{ uuid: \(Self.uuid), fqdn: app.x.net, \(Self.interfaces("02")) }"
    )
    let outcome = try world.sync()
    #expect(world.references == ["virtual-machine/app"])
    #expect(kinds(outcome) == ["duplicate vm-2"])
    #expect(outcome.findings[0].attribute == "interfaces[].mac")
    // The record has a key of this source already, which a command must not overwrite.
    #expect(
      outcome.findings[0].commands == [
        #"cmdb set virtual-machine/app 'sources.vcenter=["vm-1","vm-2"]'"#,
        "cmdb new virtual-machine ID --set sources.vcenter=vm-2",
      ]
    )
    // A person writes the second record with its key: from now on both are kept apart.
    try world.record("{ id: app-2, class: virtual-machine, sources: { vcenter: vm-2 } }")
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("virtual-machine/app-2", "interfaces[eth0].mac") == "00:25:90:00:00:02")
    #expect(try world.value("virtual-machine/app", "interfaces[eth0].mac") == "00:25:90:00:00:01")
  }

  @Test func clonesThatOnlyTheirNamesTellApartAreHeld() throws {
    var world = World()
    try world.source("vcenter", "unknown: create\nclasses: [{ class: virtual-machine }]")
    try world.say("vcenter", "vm-1", "{ uuid: \(Self.uuid), fqdn: a.x.net }")
    try world.say("vcenter", "vm-2", "{ uuid: \(Self.uuid), fqdn: b.x.net }")
    #expect(kinds(try world.sync()) == ["duplicate vm-2"])
    // Another source may well call the one machine otherwise.
    try world.source("agent", "unknown: hold\nclasses: [{ class: virtual-machine }]")
    try world.say("agent", "x", "{ uuid: \(Self.uuid), fqdn: alias.x.net, vcpu: 4 }")
    try world.sync()
    #expect(try world.value("virtual-machine/a", "vcpu") == 4)
  }

  @Test func clonesWithIdsOfTheirOwnAreTwo() throws {
    var world = World()
    try world.source("vcenter", "unknown: create\nclasses: [{ class: virtual-machine }]")
    try world.say("vcenter", "vm-1", "{ instance_id: vm-1, uuid: \(Self.uuid), fqdn: a.x.net }")
    try world.say("vcenter", "vm-2", "{ instance_id: vm-2, uuid: \(Self.uuid), fqdn: b.x.net }")
    #expect(kinds(try world.sync()) == [])
    #expect(world.references == ["virtual-machine/a", "virtual-machine/b"])
  }

  @Test func bothByteOrdersOfAUUIDAreOne() throws {
    let swapped = "44454c4c-4e00-1034-8038-b5c04f323931"
    for (ours, theirs) in [(Self.uuid, swapped), (swapped, Self.uuid.uppercased())] {
      var world = World()
      try world.record("{ id: web, class: server, uuid: \(ours) }")
      try world.source("glpi", "unknown: create")
      try world.say("glpi", "k", "{ uuid: \(theirs), os: { version: '12' } }")
      let outcome = try world.sync()
      #expect(world.references == ["server/web"])
      #expect(try world.value("server/web", "os.version") == "12")
      // The spelling that stands is a person's, and says the same.
      #expect(try world.value("server/web", "uuid") == .string(ours))
      #expect(kinds(outcome) == [])
    }
  }

  @Test func bladesThatReportTheirChassisAreNotOne() throws {
    var world = World()
    try world.source("lshw", "unknown: create")
    for blade in 1...3 {
      let uuid = "4c4c4544-0000-1000-8000-00000000000\(blade)"
      try world.say(
        "lshw",
        "blade-\(blade)",
        "{ fqdn: blade-\(blade).x.net, \(Self.dell), uuid: \(uuid), \(Self.interfaces("0\(blade)")) }"
      )
    }
    let outcome = try world.sync()
    #expect(world.references == ["server/blade-1"])
    #expect(kinds(outcome) == ["duplicate blade-2", "duplicate blade-3"])
  }

  @Test func aHostNameUsedTwiceFindsNeither() throws {
    var world = World()
    try world.record("{ id: ber, class: server, fqdn: web.x.net, location: location/ber }")
    try world.record("{ id: fra, class: server, fqdn: web.x.net, location: location/fra }")
    try world.source("scan")
    try world.say("scan", "10.0.0.1", "{ fqdn: web.x.net }")
    #expect(kinds(try world.sync()) == ["duplicate 10.0.0.1"])
    // With the place it is one of them.
    try world.say("scan", "10.0.0.1", "{ fqdn: web.x.net, location: location/fra, firmware: '2' }")
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("server/fra", "firmware") == "2")
  }

  @Test func aHostNameIsNoMatchAgainstAnAddress() throws {
    var world = World()
    try world.record("{ id: web, class: server, fqdn: web.x.net, \(Self.interfaces("01")) }")
    try world.source("scan")
    try world.say("scan", "k", "{ fqdn: web.x.net, \(Self.interfaces("02")) }")
    #expect(kinds(try world.sync()) == ["unmatched k"])
    #expect(try world.value("server/web", "sources") == nil)
  }

  @Test func twoKeysOfOneSourceWithOneNameAreHeld() throws {
    var world = World()
    try world.source("vcenter", "unknown: create\nclasses: [{ class: virtual-machine }]")
    try world.say("vcenter", "vm-1", "{ fqdn: app.x.net }")
    try world.say("vcenter", "vm-2", "{ fqdn: app.x.net }")
    #expect(kinds(try world.sync()) == ["duplicate vm-2"])
  }

  @Test func aBoardSwapKeepsTheRecord() throws {
    var world = World()
    try world.source("glpi", "unknown: create")
    let before = "\(Self.dell), fqdn: web.x.net, uuid: \(Self.uuid), \(Self.interfaces("01"))"
    let after = "\(Self.dell), fqdn: web.x.net, uuid: \(Self.otherUUID), \(Self.interfaces("09"))"
    try world.say("glpi", "web-1", "{ \(before) }")
    try world.sync()
    try world.say("glpi", "web-1", "{ \(after) }", at: 2_000)
    #expect(kinds(try world.sync()) == [])
    #expect(world.references == ["server/web"])
    #expect(try world.value("server/web", "uuid") == .string(Self.otherUUID))
    // Installed anew on top of it: another key, and only serial number and name are left.
    var again = World()
    try again.source("glpi", "unknown: create")
    try again.say("glpi", "web-1", "{ \(before) }")
    try again.sync()
    try again.say("glpi", "web-2", "{ \(after) }", at: 2_000)
    try again.sync()
    #expect(again.references == ["server/web"])
    #expect(try again.value("server/web", "sources.glpi") == ["web-1", "web-2"])
  }

  @Test func aBoardWithoutSerialNumberAsksToRebind() throws {
    var world = World()
    try world.source("glpi", "unknown: create")
    try world.say("glpi", "k", "{ fqdn: web.x.net, uuid: \(Self.uuid), firmware: '1' }")
    try world.sync()
    try world.say(
      "glpi",
      "k",
      "{ fqdn: web.x.net, uuid: \(Self.otherUUID), firmware: '2' }",
      at: 2_000
    )
    let outcome = try world.sync()
    #expect(kinds(outcome) == ["rebind k"])
    #expect(outcome.findings[0].attribute == "uuid")
    #expect(outcome.findings[0].value == .string(Self.uuid))
    #expect(outcome.findings[0].observed == .string(Self.otherUUID))
    #expect(outcome.held == ["glpi": 1])
    #expect(outcome.findings[0].commands == ["cmdb unset server/web sources.glpi"])
    #expect(try world.value("server/web", "firmware") == "1")
    // A person who says that it is the same machine sets the new one.
    try world.edit("server/web", "uuid", .string(Self.otherUUID))
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("server/web", "firmware") == "2")
  }

  @Test func aReinstalledMachineKeepsItsRecord() throws {
    var world = World()
    try world.source("glpi", "unknown: create")
    try world.say(
      "glpi",
      "web-2024",
      "{ \(Self.dell), fqdn: web.x.net, os: { version: '11' } }",
      at: 100
    )
    try world.sync()
    try world.say(
      "glpi",
      "web-2026",
      "{ \(Self.dell), fqdn: web.x.net, os: { version: '12' } }",
      at: 200
    )
    try world.sync()
    #expect(world.references == ["server/web"])
    #expect(try world.value("server/web", "os.version") == "12")
    #expect(try world.value("server/web", "sources.glpi") == ["web-2024", "web-2026"])
  }

  @Test func aRenamedMachineKeepsItsRecord() throws {
    var world = World()
    try world.source("glpi", "unknown: create")
    try world.source("vcenter", "unknown: create\nclasses: [{ class: virtual-machine }]")
    try world.say("glpi", "k", "{ \(Self.dell), fqdn: old.x.net }")
    try world.say("vcenter", "vm-1", "{ fqdn: oldvm.x.net, vcpu: 2 }")
    try world.sync()
    try world.say("glpi", "k", "{ \(Self.dell), fqdn: new.x.net }", at: 2_000)
    try world.say("vcenter", "vm-1", "{ fqdn: newvm.x.net, vcpu: 2 }", at: 2_000)
    #expect(kinds(try world.sync()) == [])
    #expect(world.references == ["server/old", "virtual-machine/oldvm"])
    #expect(try world.value("server/old", "fqdn") == "new.x.net")
    #expect(try world.value("virtual-machine/oldvm", "fqdn") == "newvm.x.net")
  }

  @Test func aMakerWrittenOtherwiseIsAQuestionAndNoSecondRecord() throws {
    var world = World()
    try world.record("{ id: web, class: server, serial: SN48291, manufacturer: Dell }")
    try world.source("glpi", "unknown: create")
    try world.say("glpi", "k", "{ \(Self.dell), firmware: '2' }")
    let outcome = try world.sync()
    #expect(kinds(outcome) == ["duplicate k"])
    #expect(outcome.findings[0].attribute == "manufacturer")
    #expect(outcome.findings[0].commands[0] == "cmdb set server/web sources.glpi=k")
    try world.edit("server/web", "sources.glpi", "k")
    #expect(kinds(try world.sync()) == ["drift k"])
    #expect(try world.value("server/web", "firmware") == "2")
  }

  @Test func junkFindsNothingAndIsNotWritten() throws {
    for serial in [
      "To be filled by O.E.M.", "default string", " 0 ", "None", "123456789", "aaaa", "NA",
    ] {
      var world = World()
      try world.record("{ id: one, class: server, serial: '\(serial)' }")
      try world.source("glpi", "unknown: create")
      try world.say("glpi", "k", "{ serial: '\(serial)', fqdn: two.x.net }")
      try world.sync()
      #expect(world.references == ["server/one", "server/two"], "\(serial)")
      #expect(try world.value("server/two", "serial") == nil)
      #expect(try world.value("server/one", "serial") == .string(serial))
    }
  }

  @Test func aGuestIsFoundUnderWhateverClassASourceTakesItFor() throws {
    var world = World()
    try world.record("{ id: app, class: virtual-machine, uuid: \(Self.uuid) }")
    try world.source("glpi", "unknown: create")
    try world.say("glpi", "k", "{ \(Self.dell), uuid: \(Self.uuid), memory_mib: 4096 }")
    try world.sync()
    #expect(world.references == ["virtual-machine/app"])
    #expect(try world.value("virtual-machine/app", "memory_mib") == 4096)
    #expect(try world.value("virtual-machine/app", "serial") == nil)
  }

  @Test func aGuestThatReportsItsHostsSerialNumberIsNotTheHost() throws {
    var world = World()
    try world.record(
      "{ id: host, class: server, \(Self.dell), uuid: \(Self.uuid), \(Self.interfaces("01")) }"
    )
    try world.source("glpi", "unknown: create")
    try world.say(
      "glpi",
      "guest",
      "{ \(Self.dell), uuid: \(Self.otherUUID), \(Self.interfaces("02")), fqdn: g.x.net }"
    )
    #expect(kinds(try world.sync()) == ["duplicate guest"])
    #expect(try world.value("server/host", "sources") == nil)
  }
}
