import Documents
import Reconciliation
import Records
import Testing

/// Whose word counts among the sources.
@Suite struct SourcesTests {
  func kinds(_ outcome: ReconciliationOutcome) -> [String] {
    outcome.findings.map {
      "\($0.kind.rawValue) \($0.source) \($0.attribute?.description ?? $0.key)"
    }
  }

  /// A server that the sources `a` and `b` know.
  func world(_ a: String, _ b: String) throws -> World {
    var world = World()
    try world.record("{ id: web, class: server, sources: { a: k, b: k } }")
    try world.source("a", a)
    try world.source("b", b)
    return world
  }

  @Test func theGreaterWeightOfTheLongestPatternWins() throws {
    var world = try world(
      "precedence: { '*': 60, server.os.kernel: 10 }",
      "precedence: { '*': 50, interfaces.mtu: 90 }"
    )
    try world.say("a", "k", "{ os: { kernel: a, version: a }, interfaces: [{ name: e, mtu: 1 }] }")
    try world.say("b", "k", "{ os: { kernel: b, version: b }, interfaces: [{ name: e, mtu: 2 }] }")
    try world.sync()
    #expect(try world.value("server/web", "os.version") == "a")
    #expect(try world.value("server/web", "os.kernel") == "b")
    #expect(try world.value("server/web", "interfaces[e].mtu") == 2)
    let line = try #require(try world.explain("server/web", "os.version"))
    #expect(line.rule == "a says it with the greatest precedence 60 (*)")
    #expect(line.contenders.map(\.source) == ["a", "b"])
  }

  @Test func sourcesThatIdentifyARecordDifferentlyAreNotMixed() throws {
    var world = try world("precedence: 60", "precedence: 70")
    try world.say("a", "k", "{ serial: SN111A, firmware: '1' }")
    try world.say("b", "k", "{ serial: SN222B }")
    let outcome = try world.sync()
    #expect(kinds(outcome) == ["rebind a serial"])
    #expect(try world.value("server/web", "serial") == "SN222B")
    try world.say("a", "k", "{ serial: SN111A, firmware: '2' }", at: 2_000)
    try world.sync()
    #expect(try world.value("server/web", "firmware") == "1")
  }

  @Test func nullFromTheWinnerMeansThatThereIsNone() throws {
    var world = try world("precedence: 60", "precedence: 50")
    try world.say("a", "k", "{ firmware: '1', os: { name: A, version: '1' } }")
    try world.say("b", "k", "{ firmware: '2', os: { name: B, version: '2' } }")
    try world.sync()
    try world.say("b", "k", "{ firmware: ~, os: ~ }", at: 2_000)
    try world.sync()
    #expect(try world.value("server/web", "firmware") == "1")
    try world.say("a", "k", "{ firmware: ~, os: ~ }", at: 3_000)
    try world.say("b", "k", "{ firmware: '2', os: { name: B, version: '2' } }", at: 3_000)
    try world.sync()
    #expect(try world.value("server/web", "firmware") == nil)
    #expect(try world.value("server/web", "os") == nil)
    #expect(
      try world.explain("server/web", "os.name")?.rule
        == "a says that there is none with the greatest precedence 60 (*)"
    )
  }

  @Test func aSourceThatStopsSayingHandsOver() throws {
    var world = try world("precedence: 60", "precedence: 50")
    try world.say("a", "k", "{ firmware: '1', hypervisor: KVM }")
    try world.say("b", "k", "{ firmware: '2' }")
    try world.sync()
    try world.say("a", "k", "{}", at: 2_000)
    try world.sync()
    #expect(try world.value("server/web", "firmware") == "2")
    #expect(try world.value("server/web", "hypervisor") == nil)
    world.retract("b", "k")
    try world.sync()
    #expect(try world.value("server/web", "firmware") == nil)
  }

  @Test func aSourceThatIsOffWithdrawsItsWord() throws {
    var world = try world("precedence: 60", "precedence: 50")
    try world.say("a", "k", "{ firmware: '1', hypervisor: KVM }")
    try world.say("b", "k", "{ firmware: '2' }")
    try world.sync()
    try world.source("a", "precedence: 60\nenabled: false")
    try world.sync()
    #expect(try world.value("server/web", "firmware") == "2")
    #expect(try world.value("server/web", "hypervisor") == nil)
    #expect(try world.value("server/web", "sources.a") == "k")
  }

  @Test func aSourceThatIsNotKnownHereTakesNothingAway() throws {
    var world = try world("precedence: 60", "precedence: 50")
    try world.say("a", "k", "{ firmware: '1', hypervisor: KVM }")
    try world.say("b", "k", "{ firmware: '2' }")
    try world.sync()
    world.states["a"] = nil
    try world.sync()
    #expect(try world.value("server/web", "hypervisor") == "KVM")
    #expect(try world.value("server/web", "firmware") == "2")
  }

  @Test func aStaleSourceYieldsToAFreshOne() throws {
    var world = try world("precedence: 60\nfreshness: 1h", "precedence: 50")
    try world.say("a", "k", "{ firmware: '1' }", at: 1_000)
    try world.say("b", "k", "{ firmware: '2' }", at: 4_600)
    try world.sync()
    #expect(try world.value("server/web", "firmware") == "1")
    try world.say("b", "k", "{ firmware: '2' }", at: 4_601)
    try world.sync()
    #expect(try world.value("server/web", "firmware") == "2")
    let line = try #require(try world.explain("server/web", "firmware"))
    #expect(line.rule == "b says it, and a is past its freshness window")
    #expect(line.contenders.map(\.isFresh) == [true, false])
    // A delivery that changes nothing is a sign of life.
    world.states["a"]?.seen = 4_000
    try world.sync()
    #expect(try world.value("server/web", "firmware") == "1")
  }

  @Test func twoSourcesThatFindANewThingMakeOneRecord() throws {
    for (first, second) in [("create", "create"), ("hold", "create"), ("create", "hold")] {
      var world = World()
      try world.source("a", "unknown: \(first)\nprecedence: 60")
      try world.source("b", "unknown: \(second)\nprecedence: 50")
      try world.say(
        "a",
        "1",
        "{ uuid: \(TrapTests.uuid), firmware: a, \(TrapTests.interfaces("01")) }"
      )
      try world.say(
        "b",
        "2",
        "{ fqdn: new.x.net, serial: SN321A, firmware: b, \(TrapTests.interfaces("01")) }"
      )
      let outcome = try world.sync()
      #expect(world.references.count == 1, "\(first) \(second)")
      let name = try #require(world.references.first)
      #expect(try world.value(name, "firmware") == "a")
      #expect(try world.value(name, "sources.a") == "1")
      #expect(try world.value(name, "sources.b") == "2")
      #expect(outcome.changes.map(\.sources) == [["a", "b"]])
    }
  }

  /// `x` is found by an address that only `y` brings along, and `y` by a serial number.
  @Test func whatOneSourceAddsIdentifiesForTheNext() throws {
    var world = World()
    try world.record("{ id: web, class: server, serial: SN48291 }")
    try world.source("x", "unknown: create")
    try world.source("y", "unknown: create")
    try world.say("x", "1", "{ firmware: '3', \(TrapTests.interfaces("01")) }")
    try world.say("y", "2", "{ serial: SN48291, \(TrapTests.interfaces("01")) }")
    try world.sync()
    #expect(world.references == ["server/web"])
    #expect(try world.value("server/web", "firmware") == "3")
  }

  @Test func anObservationOfSomeSectionsCreatesNothing() throws {
    var world = World()
    try world.source("glpi", "unknown: create")
    try world.say("glpi", "k", "{ fqdn: web.x.net }", isPartial: true)
    #expect(kinds(try world.sync()) == ["unmatched glpi k"])
    #expect(world.references == [])
    try world.record("{ id: web, class: server, fqdn: web.x.net }")
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("server/web", "sources.glpi") == "k")
  }

  @Test func unknownThingsGoAsTheSourceSays() throws {
    for (word, message) in [("hold", "creates none"), ("propose", "only proposes")] {
      var world = World()
      try world.source("scan", "unknown: \(word)")
      try world.say("scan", "k", "{ fqdn: web.x.net }")
      let outcome = try world.sync()
      #expect(kinds(outcome) == ["unmatched scan k"])
      #expect(outcome.findings[0].message.contains(message))
      #expect(outcome.held == ["scan": 1])
    }
    var world = World()
    try world.source("scan", "unknown: create\nclasses: [{ class: server, when: has(serial) }]")
    try world.say("scan", "k", "{ fqdn: web.x.net }")
    try world.say("scan", "l", "{ fqdn: wib.x.net }", class: "sever")
    let outcome = try world.sync()
    #expect(
      outcome.findings.map { $0.message.prefix(22) } == [
        "no class rule of scan ", "l of scan is said to b",
      ]
    )
  }

  @Test func aTakenNameGetsADigestOfSourceAndKey() throws {
    var world = World()
    try world.record("{ id: web, class: server, serial: SN111A }")
    try world.source("glpi", "unknown: create\nnaming: [label, tag]")
    try world.say("glpi", "k", "{ serial: SN222B, label: Web }")
    try world.say("glpi", "l", "{ serial: SN333C, label: '***', tag: Rack 7/12 }")
    try world.say("glpi", "m", "{ serial: SN444D, fqdn: Db.x.net }")
    try world.say("glpi", "n", "{ serial: SN555E }")
    try world.say("glpi", "AUX", "{ firmware: '1' }")
    try world.say("glpi", "10.0.0.7", "{ firmware: '1' }")
    let outcome = try world.sync()
    // printf 'glpi\0k' | sha1sum; AUX is the name of a device on Windows, so nothing is left.
    #expect(
      outcome.changes.map(\.reference.id) == [
        "10.0.0.7", "db", "rack-7-12", "sn555e", "web-507ad9",
      ]
    )
    #expect(kinds(outcome) == ["unmatched glpi AUX"])
  }

  // MARK: Items

  @Test func anItemLosesWhatMachinesWroteAndGoesWithTheRest() throws {
    var world = World()
    try world.source("a", "unknown: create")
    try world.say(
      "a",
      "k",
      "{ fqdn: web.x.net, interfaces: [{ name: e0, mtu: 1500 }, { name: e1, mtu: 1500 }, { name: e2, addresses: [10.0.0.1, 10.0.0.2] }] }"
    )
    try world.sync()
    try world.edit("server/web", "interfaces[e1].network", "network/lan")
    try world.edit("server/web", "interfaces[e2].addresses[10.0.0.3]", "10.0.0.3")
    try world.say("a", "k", "{ fqdn: web.x.net, interfaces: [] }", at: 2_000)
    try world.sync()
    #expect(
      try world.value("server/web", "interfaces") == [
        ["name": "e1", "network": "network/lan"], ["name": "e2", "addresses": ["10.0.0.3"]],
      ]
    )
  }

  @Test func itemsOfOneKeyAreOneAndThoseWithoutAreNone() throws {
    var world = World()
    try world.source("a", "unknown: create")
    try world.say(
      "a",
      "k",
      "{ fqdn: web.x.net, interfaces: [{ name: e0, mtu: 1 }, { name: e0, mtu: 2, vlan: 7 }, { mtu: 3 }] }"
    )
    try world.sync()
    #expect(try world.value("server/web", "interfaces") == [["name": "e0", "mtu": 1, "vlan": 7]])
  }

  // MARK: Holds

  @Test func whatIsInvalidAloneIsHeldAndTheRestApplies() throws {
    var world = try world("precedence: 60", "precedence: 50")
    try world.say("a", "k", "{ memory_mib: 1, firmware: '1' }")
    try world.say("b", "k", "{ os: { name: B } }")
    try world.sync()
    world.objection = { _, value in value["memory_mib"] == -1 ? ["too little memory"] : [] }
    try world.say("a", "k", "{ memory_mib: -1, hypervisor: KVM }", at: 2_000)
    try world.say("b", "k", "{ os: { name: C }, firmware: '2', hypervisor: Xen }", at: 2_000)
    let outcome = try world.sync()
    #expect(kinds(outcome) == ["invalid a k"])
    #expect(outcome.held == ["a": 1])
    // What a said before stays, although b would be the next to be heard; what b says otherwise applies.
    #expect(try world.value("server/web", "memory_mib") == 1)
    #expect(try world.value("server/web", "firmware") == "2")
    #expect(try world.value("server/web", "os.name") == "C")
    #expect(try world.value("server/web", "hypervisor") == nil)
    #expect(
      try world.explain("server/web", "memory_mib")?.rule
        == "what a says of k is held, so the value stays as it was"
    )
  }

  @Test func whatIsInvalidTogetherIsHeldByTheLesserWord() throws {
    var world = try world("precedence: 60", "precedence: 50")
    world.objection = { _, value in
      value["firmware"] != nil && value["hypervisor"] != nil ? ["one or the other"] : []
    }
    try world.say("a", "k", "{ firmware: '1' }")
    try world.say("b", "k", "{ hypervisor: KVM }")
    #expect(kinds(try world.sync()) == ["conflict b k"])
    #expect(try world.value("server/web", "firmware") == "1")
    #expect(try world.value("server/web", "hypervisor") == nil)
  }

  @Test func whatIsInvalidAlreadyIsNoObjection() throws {
    var world = try world("precedence: 60", "precedence: 50")
    world.objection = { _, value in value["owner"] == nil ? ["there is no owner"] : [] }
    try world.say("a", "k", "{ firmware: '1' }")
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("server/web", "firmware") == "1")
  }

  @Test func whatTheRecordNeedsStaysAlthoughNobodySaysIt() throws {
    var world = try world("precedence: 60", "precedence: 50")
    world.objection = { _, value in value["firmware"] == nil ? ["there is no firmware"] : [] }
    try world.say("a", "k", "{ firmware: '1', hypervisor: KVM }")
    try world.say("b", "k", "{ os: { name: B } }")
    try world.sync()
    try world.say("a", "k", "{ hypervisor: Xen }", at: 2_000)
    try world.say("b", "k", "{ os: { name: C } }", at: 2_000)
    let outcome = try world.sync()
    #expect(kinds(outcome) == ["invalid a k"])
    #expect(outcome.held == [:])
    #expect(try world.value("server/web", "firmware") == "1")
    #expect(try world.value("server/web", "hypervisor") == "Xen")
    #expect(try world.value("server/web", "os.name") == "C")
    let rule = try world.explain("server/web", "firmware")?.rule
    #expect(rule == "no source says it any more, but the record would be invalid without it")
  }

  @Test func twoRecordsThatComeToShareAnIdentifierAreAConflict() throws {
    var world = World()
    try world.record("{ id: one, class: server, sources: { a: k1 } }")
    try world.record("{ id: two, class: server, sources: { a: k2, b: k2 } }")
    try world.source("a", "precedence: 60")
    try world.source("b", "precedence: 70")
    try world.say("a", "k1", "{ uuid: \(TrapTests.uuid), firmware: '1' }")
    try world.say("b", "k2", "{ uuid: \(TrapTests.uuid), firmware: '2' }")
    try world.say("a", "k2", "{ hypervisor: KVM }")
    let outcome = try world.sync()
    #expect(kinds(outcome) == ["conflict a k1"])
    #expect(try world.value("server/two", "uuid") == .string(TrapTests.uuid))
    #expect(try world.value("server/one", "uuid") == nil)
    #expect(try world.value("server/one", "firmware") == nil)
  }

  @Test func membersOfAStackMayShare() throws {
    var world = World()
    try world.record("{ id: one, class: server, shared_with: [server/two], sources: { a: k1 } }")
    try world.record("{ id: two, class: server, shared_with: [server/one], sources: { a: k2 } }")
    try world.source("a")
    for key in ["k1", "k2"] { try world.say("a", key, "{ serial: SN48291 }") }
    #expect(kinds(try world.sync()) == [])
    #expect(try world.value("server/two", "serial") == "SN48291")
  }

  @Test func anEditThatCannotBeMadeIsAHoldAndNoFailure() throws {
    var world = World()
    try world.record("{ id: one, class: server, os: Debian, interfaces: none, sources: { a: k1 } }")
    try world.record("{ id: two, class: server, sources: nowhere, serial: SN48291 }")
    try world.source("a")
    try world.say("a", "k1", "{ os: { version: '1' }, firmware: '1' }")
    try world.say("a", "k2", "{ serial: SN48291 }")
    #expect(kinds(try world.sync()) == ["invalid a k1", "invalid a k2"])
  }
}
