import Documents
import Foundation
import Records
import Testing

@testable import Connectors

@Suite struct NmapReaderTests {
  private let mac = "<address addr=\"00:16:3E:2A:11:01\" addrtype=\"mac\"/>"

  private func scan(_ hosts: String, end: String? = nil) -> [UInt8] {
    let end =
      end
      ?? "<runstats><finished time=\"1795489956\" exit=\"success\"/>"
      + "<hosts up=\"1\" down=\"0\" total=\"256\"/></runstats></nmaprun>"
    return Array("<!DOCTYPE nmaprun><nmaprun>\n\(hosts)\n\(end)".utf8)
  }

  private func host(_ address: String, _ inside: String = "") -> String {
    "<host><status state=\"up\"/><address addr=\"\(address)\" addrtype=\"ipv4\"/>\(inside)</host>"
  }

  @Test func aScanThatWasStoppedAtOnceIsAnError() throws {
    do {
      _ = try Kinds.read(try Fixture.bytes("nmap/interrupted-truncated.xml"), as: "nmap")
      Issue.record("it was read")
    } catch let error as ConnectorError {
      #expect(error.kind == .truncated)
      #expect(error.message == "the scan was stopped before any host was complete")
      #expect(error.help == "let nmap finish, and deliver the whole file")
      #expect(error.line == 15)
    }
  }

  @Test func aScanThatWasStoppedLaterIsNoFinishedSweep() throws {
    let whole = try Fixture.text("nmap/ping-sweep.xml")
    let place = try #require(whole.range(of: "<runstats>"))
    let delivery = try Kinds.read(Array(whole[..<place.lowerBound].utf8), as: "nmap")
    #expect(delivery.sweep == .whole(finished: false))
    #expect(delivery.observations.map(\.key) == ["00:16:3e:2a:11:01", "10.20.1.254"])
  }

  @Test func onlySuccessFinishesASweep() throws {
    for end in [
      "<runstats><finished time=\"1\" exit=\"error\" errormsg=\"no route\"/></runstats></nmaprun>",
      "<runstats><finished time=\"1\" exit=\"success\"/></runstats>", "</nmaprun>",
    ] {
      let delivery = try Kinds.read(scan(host("10.0.0.1"), end: end), as: "nmap")
      #expect(delivery.sweep == .whole(finished: false), "\(end)")
    }
    #expect(
      try Kinds.read(scan(host("10.0.0.1")), as: "nmap").sweep == .whole(finished: true)
    )
  }

  @Test func aScanWithoutHostsThatFailedIsAnError() {
    let end =
      "<runstats><finished time=\"1\" exit=\"error\" errormsg=\"no route\"/></runstats></nmaprun>"
    #expect(throws: ConnectorError.self) { _ = try Kinds.read(scan("", end: end), as: "nmap") }
  }

  @Test func theSourceDecidesWhetherAScanIsASweep() throws {
    let delivery = try Kinds.read(
      scan(host("10.0.0.1")),
      as: "nmap",
      source: ["sweep": "single"]
    )
    #expect(delivery.sweep == .single)
    let one = "<runstats><finished exit=\"success\"/><hosts total=\"1\"/></runstats></nmaprun>"
    #expect(try Kinds.read(scan(host("10.0.0.1"), end: one), as: "nmap").sweep == .single)
  }

  @Test func theKeyIsTheMACWhereItIsKnown() throws {
    let hosts = host("10.0.0.1", mac) + host("10.0.0.2")
    let delivery = try Kinds.read(scan(hosts), as: "nmap")
    #expect(delivery.observations.map(\.key) == ["00:16:3e:2a:11:01", "10.0.0.2"])
  }

  @Test func hintsAndHostsThatAreDownAreNone() throws {
    let down = "<host><status state=\"down\"/><address addr=\"10.0.0.9\" addrtype=\"ipv4\"/></host>"
    let hint =
      "<hosthint><status state=\"up\"/><address addr=\"10.0.0.8\" addrtype=\"ipv4\"/></hosthint>"
    let delivery = try Kinds.read(scan(hint + down + host("10.0.0.1")), as: "nmap")
    #expect(delivery.observations.map(\.key) == ["10.0.0.1"])
    #expect(delivery.rejected == [])
  }

  @Test func aSecondHostWithTheSameMACIsRefused() throws {
    let delivery = try Kinds.read(
      scan(host("10.0.0.1", mac) + "\n" + host("10.0.0.2", mac)),
      as: "nmap"
    )
    #expect(delivery.observations.count == 1)
    #expect(
      delivery.rejected == [
        Rejection(
          line: 3,
          key: "00:16:3e:2a:11:01",
          message: "10.0.0.2 answers with the MAC of the host in line 2: a second address of it, "
            + "or a device that answers for others"
        )
      ]
    )
  }

  @Test func closedPortsAreNoneAndNoneOpenTakesBack() throws {
    let port = { (state: String) in
      "<port protocol=\"tcp\" portid=\"22\"><state state=\"\(state)\"/></port>"
    }
    let hosts =
      host("10.0.0.1", "<ports>\(port("closed"))</ports>")
      + host("10.0.0.2", "<ports>\(port("open"))\(port("filtered"))</ports>") + host("10.0.0.3")
    let observations = try Kinds.read(scan(hosts), as: "nmap").observations
    #expect(observations.map { $0.withdrawn.map(\.description) } == [["ports"], [], []])
    #expect(observations[0].attributes["ports"] == nil)
    #expect(observations[1].attributes["ports"]?["port"]?.listValue?.count == 1)
    #expect(observations[2].attributes["ports"] == nil)
  }

  @Test func aTextOfAnotherProgramIsNamed() throws {
    do {
      _ = try Kinds.read(Array("<REQUEST/>".utf8), as: "nmap")
      Issue.record("it was read")
    } catch let error as ConnectorError {
      #expect(error.kind == .otherMessage)
      #expect(error.message == "this is not what kind nmap reads")
    }
  }

  @Test func theSameMachineKeepsItsKeyWhenItsAddressChanges() throws {
    let before = try Kinds.read(try Fixture.bytes("nmap/subnet-services-os.xml"), as: "nmap")
    let after = try Kinds.read(try Fixture.bytes("nmap/subnet-later-ip-changed.xml"), as: "nmap")
    #expect(before.observations.first?.key == after.observations.first?.key)
  }
}
