import Documents
import Reconciliation
import Records
import Testing

/// Items that a source knows by an identifier only.
@Suite struct ItemNamingTests {
  static let scan = "{ interfaces: [{ mac: '00:25:90:00:00:01', ipv4: 10.0.0.1 }] }"
  static let agent = "{ interfaces: [{ name: eth0, mac: '00:25:90:00:00:01', mtu: 1500 }] }"

  func world(_ interfaces: String = "") throws -> World {
    var world = World()
    try world.record("{ id: web, class: server, sources: { a: k, n: k } \(interfaces) }")
    for source in ["a", "n"] { try world.source(source) }
    return world
  }

  func names(_ world: World) throws -> [String] {
    try world.value("server/web", "interfaces")?.listValue?.compactMap { $0["name"]?.stringValue }
      ?? []
  }

  @Test func theAddressOfAPersonsInterfaceIsThatInterface() throws {
    var world = try world(", interfaces: [{ name: lan, mac: '00:25:90:00:00:01' }]")
    try world.say("n", "k", Self.scan)
    try world.sync()
    #expect(try names(world) == ["lan"])
    #expect(try world.value("server/web", "interfaces[lan].ipv4") == "10.0.0.1")
  }

  @Test func aScanThatContradictsAPersonIsDrift() throws {
    var world = try world(
      ", interfaces: [{ name: lan, mac: '00:25:90:00:00:01', ipv4: 10.0.0.9 }]"
    )
    try world.say("n", "k", Self.scan)
    let outcome = try world.sync()
    #expect(outcome.findings.map(\.attribute) == ["interfaces[lan].ipv4"])
    #expect(try world.value("server/web", "interfaces[lan].ipv4") == "10.0.0.9")
  }

  @Test func withoutANameTheAddressIsTheName() throws {
    var world = try world()
    try world.say("n", "k", Self.scan)
    try world.sync()
    #expect(try names(world) == ["00:25:90:00:00:01"])
    // Until somebody knows better.
    try world.say("a", "k", Self.agent, at: 2_000)
    try world.sync()
    #expect(try names(world) == ["eth0"])
    #expect(try world.value("server/web", "interfaces[eth0].ipv4") == "10.0.0.1")
    // What is known stays known as long as anybody sees the thing.
    world.retract("a", "k")
    try world.sync()
    #expect(try names(world) == ["eth0"])
    #expect(try world.value("server/web", "interfaces[eth0].mtu") == nil)
    world.retract("n", "k")
    try world.sync()
    #expect(try names(world) == [])
  }

  @Test func whoComesFirstMakesNoDifference() throws {
    for order in [["a", "n"], ["n", "a"]] {
      var world = try world()
      for source in order {
        try world.say(source, "k", source == "a" ? Self.agent : Self.scan)
        try world.sync()
      }
      #expect(try names(world) == ["eth0"])
      #expect(try world.value("server/web", "interfaces[eth0].ipv4") == "10.0.0.1")
      #expect(try world.value("server/web", "interfaces[eth0].mtu") == 1500)
    }
  }

  @Test func whatHasNoIdentifierEitherSaysNothing() throws {
    var world = try world()
    try world.say("n", "k", "{ interfaces: [{ ipv4: 10.0.0.1 }] }")
    try world.sync()
    #expect(try names(world) == [])
  }
}
