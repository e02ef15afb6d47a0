import Diagnostics
import Testing
import Validation

/// Rules about single records: relations, redundancy, states and what cannot be seen.
@Suite struct ShapeRuleTests {
  func location(_ id: String, within: String? = nil) -> String {
    "id: \(id)\nclass: location\nname: \(id)\nkind: site\nowner: team/platform\nlifecycle: active\n"
      + (within.map { "within: location/\($0)\n" } ?? "")
  }

  @Test func aLadderThatComesBackIsPrintedWhole() throws {
    let bench = try RuleBench([
      "location/room": location("room", within: "site"),
      "location/site": location("site", within: "country"),
      "location/country": location("country", within: "room"),
    ])
    #expect(
      try bench.findings("location/room").filter { $0.contains("CMDB-R006") } == [
        "7:9 CMDB-R006 within leads back: location/room → location/site → location/country "
          + "→ location/room"
      ]
    )
    let straight = try RuleBench([
      "location/room": location("room", within: "site"), "location/site": location("site"),
    ])
    #expect(try straight.findings("location/room").filter { $0.contains("CMDB-R006") } == [])
  }

  @Test func aRecordThatLeadsToACircleIsNotInIt() throws {
    let bench = try RuleBench([
      "location/room": location("room", within: "a"),
      "location/a": location("a", within: "b"), "location/b": location("b", within: "a"),
    ])
    #expect(try bench.findings("location/room").filter { $0.contains("CMDB-R006") } == [])
    #expect(try bench.findings("location/a").filter { $0.contains("CMDB-R006") }.count == 1)
  }

  @Test func aRecordMayNotBeWithinItself() throws {
    let bench = try RuleBench(["location/room": location("room", within: "room")])
    #expect(
      try bench.findings("location/room").contains(
        "7:9 CMDB-R006 within leads back: location/room → location/room"
      )
    )
  }

  @Test func redundancyNamesWhatTheRecordDependsOn() throws {
    let service = """
      id: shop
      class: service
      name: Shop
      owner: team/platform
      lifecycle: in-use
      relations: { depends_on: [service/a, { to: service/b, share: 0.5 }] }
      redundancy:
        - need: 3
          of: [service/a, service/c]
      """
    let found = try RuleBench(["service/shop": service]).findings("service/shop")
      .filter { $0.contains("CMDB-R007") }
    #expect(
      found == [
        "8:11 CMDB-R007 the group needs 3, and has 2",
        "9:21 CMDB-R007 service/c is in a redundancy group, but no relation of the record names it",
      ]
    )
    let right = service.replacing("service/c]", with: "service/b]").replacing("3", with: "2")
    #expect(
      try RuleBench(["service/shop": right]).findings("service/shop")
        .filter { $0.contains("CMDB-R007") } == []
    )
  }

  @Test func aStateHasWhatItRequires() throws {
    let server = """
      id: web-01
      class: server
      owner: team/platform
      lifecycle: in-use
      cost: { in_service: null }
      substate: avalable
      """
    let bench = try RuleBench(["server/web-01": server])
    #expect(
      try bench.findings("server/web-01").filter { $0.contains("CMDB-R008") } == [
        "4:12 CMDB-R008 a server that is in-use needs cost.in_service",
        "4:12 CMDB-R008 a server that is in-use needs location or assigned_to",
        "6:11 CMDB-R008 avalable is no substate of in-use",
      ]
    )
    let stock = server.replacing("in-use", with: "in-stock")
      .replacing("cost: { in_service: null }", with: "location: location/fra1")
    let found = try RuleBench(["server/web-01": stock]).all("server/web-01")
      .filter { $0.rule == StateHasWhatItRequires.id }
    #expect(found.map(\.message) == ["avalable is no substate of in-stock"])
    #expect(found.first?.help == "did you mean available?")
  }

  @Test func whatCannotBeSeenIsNamed() throws {
    let text = RuleTests.server.replacing("name: web-01", with: "name: \"web\u{200B}-01\"")
    #expect(
      try RuleBench(["server/web-01": text]).findings("server/web-01") == [
        "3:7 CMDB-R017 name holds U+200B, which cannot be seen"
      ]
    )
    let turned = RuleTests.server.replacing("name: web-01", with: "name: \"we\u{202E}b-01\"")
    #expect(
      try RuleBench(["server/web-01": turned]).findings("server/web-01") == [
        "3:7 CMDB-R017 name holds U+202E, which reorders the text around it"
      ]
    )
    let german = RuleTests.server.replacing("name: web-01", with: "name: Überprüfung – 日本 👩‍💻")
    #expect(try RuleBench(["server/web-01": german]).findings("server/web-01") == [])
  }

  @Test func sharedAndMadeUpAddressesIdentifyNothing() throws {
    func server(_ id: String, _ mac: String) -> String {
      RuleTests.server.replacing("web-01", with: id).replacing("SN48291", with: "SN-\(id)-X")
        + "\ninterfaces: [{ name: eth0, mac: \"\(mac)\" }]"
    }
    func found(_ mac: String) throws -> [String] {
      try RuleBench(["server/web-01": server("web-01", mac), "server/b": server("b", mac)])
        .findings("server/web-01")
    }
    #expect(
      try found("00:16:3e:2a:11:01") == [
        "7:33 CMDB-R004 interfaces[].mac 00:16:3e:2a:11:01 is also that of server/b"
      ]
    )
    // VRRP, Docker, a placeholder.
    for mac in ["00:00:5e:00:01:0a", "02:42:ac:11:00:02", "00:50:56:c0:00:01"] {
      #expect(try found(mac) == [], "\(mac)")
    }
  }

  @Test func placeholdersOfFirmwareIdentifyNothing() throws {
    let text = RuleTests.server.replacing("SN48291", with: "To be filled by O.E.M.")
    let bench = try RuleBench([
      "server/web-01": text, "server/b": text.replacing("web-01", with: "b"),
    ])
    #expect(try bench.findings("server/web-01") == [])
  }

  @Test func bothPlacesOfAnIdentifierAreNamed() throws {
    let bench = try RuleBench([
      "server/web-01": RuleTests.server,
      "server/b": "# first\n" + RuleTests.server.replacing("web-01", with: "b"),
    ])
    let found = try #require(try bench.all("server/web-01").first)
    #expect(found.place?.description == "records/server/web-01.yaml:6:9")
    #expect(found.help?.contains("records/server/b.yaml:7:9") ?? false)
  }
}
