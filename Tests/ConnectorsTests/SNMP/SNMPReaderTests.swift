import Documents
import Records
import Testing

@testable import Connectors

@Suite struct SNMPReaderTests {
  private func read(_ text: String) throws -> Delivery {
    try Kinds.read(Array((text + "\n").utf8), as: "snmp", subject: "sw-01")
  }

  @Test func everyFormOfAValueIsRead() throws {
    let delivery = try read(
      """
      .1.3.6.1.2.1.1.1.0 = STRING: "first line
      second \\"line\\""
      .1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.9.1.516
      iso.3.6.1.2.1.1.5.0 = STRING: SW-01.example.net
      .1.3.6.1.2.1.2.2.1.2.1 = STRING: "Gi1/0/1"
      .1.3.6.1.2.1.2.2.1.3.1 = INTEGER: ethernetCsmacd(6)
      .1.3.6.1.2.1.2.2.1.6.1 = STRING: 0:1c:73:aa:b:1
      .1.3.6.1.2.1.2.2.1.7.1 = INTEGER: up(1)
      1.3.6.1.2.1.31.1.1.1.18.1 "uplink"
      .1.3.6.1.2.1.4.34.1.3.1.4.10.20.0.2 = INTEGER: 1
      .1.3.6.1.2.1.4.20.1.2.10.20.0.3 1
      .1.3.6.1.2.1.47.1.1.1.1.5.1001 = INTEGER: 3
      .1.3.6.1.2.1.47.1.1.1.1.11.1001 = STRING: "FCH1234"
      .1.3.6.1.2.1.47.1.1.1.1.12.1001 = No Such Instance currently exists at this OID
      """
    )
    let thing = try #require(delivery.observations.first)
    #expect(thing.key == "sw-01.example.net")
    #expect(thing.attributes["system"]?["object_id"] == "1.3.6.1.4.1.9.1.516")
    #expect(thing.attributes["system"]?["description"] == "first line\nsecond \"line\"")
    #expect(thing.attributes["chassis"] == ["serial": "FCH1234"])
    let interface = try #require(thing.attributes["interfaces"]?.listValue?.first)
    #expect(interface["name"] == "Gi1/0/1" && interface["alias"] == "uplink")
    #expect(interface["mac"] == "00:1c:73:aa:0b:01" && interface["type"] == "6")
    #expect(interface["addresses"] == ["10.20.0.2", "10.20.0.3"])
    #expect(delivery.rejected == [])
    #expect(delivery.sections == nil)
  }

  @Test func aWalkOfOneTableIsPartial() throws {
    let delivery = try read(".1.3.6.1.2.1.31.1.1.1.1.1 = STRING: \"eth0\"")
    #expect(delivery.sections == ["host", "interfaces"])
    #expect(delivery.observations.map(\.key) == ["sw-01"])
  }

  @Test func wordsAreRefusedWithTheWayOut() throws {
    do {
      _ = try read("SNMPv2-MIB::sysName.0 = STRING: web-01")
      Issue.record("names of objects were read")
    } catch let error as ConnectorError {
      #expect(error.message == "the names of the objects are words, which are not read")
      #expect(error.help.contains("snmpwalk -On"))
    }
  }

  @Test func strayLinesAreFindings() throws {
    let delivery = try read("Timeout: No Response\n.1.3.6.1.2.1.1.5.0 = STRING: sw-01")
    #expect(delivery.rejected.map(\.line) == [1])
    #expect(delivery.observations.count == 1)
  }

  @Test func identifiersAreBounded() throws {
    let long = ".1" + String(repeating: ".1", count: 100_000)
    let delivery = try read("\(long) = INTEGER: 1\n.1.3.6.1.2.1.1.5.0 = STRING: sw-01")
    #expect(delivery.rejected.map(\.line) == [1])
  }
}
