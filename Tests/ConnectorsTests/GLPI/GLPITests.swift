import Documents
import Records
import Testing

@testable import Connectors

/// GLPI's JSON needs no Swift of its own; what its file says is tested here.
@Suite struct GLPITests {
  private func read(_ text: String, source: Value = [:]) throws -> Delivery {
    try Kinds.read(Array(text.utf8), as: "glpi", source: source)
  }

  @Test func aPartialInventoryCarriesItsSections() throws {
    let partial = try Kinds.read(
      try Fixture.bytes("glpi/06-inventory-web-01-partial-network.json"),
      as: "glpi"
    )
    #expect(partial.sections == ["bios", "hardware", "networks"])
    let full = try Kinds.read(try Fixture.bytes("glpi/03-inventory-web-01.json"), as: "glpi")
    #expect(full.sections == nil)
    #expect(full.sweep == .single)
  }

  @Test func noiseMakesNoDifference() throws {
    let first =
      "{\"deviceid\": \"a\", \"action\": \"inventory\", \"itemtype\": \"Computer\", \"content\": "
      + "{\"bios\": {\"ssn\": \"S1\"}, \"accesslog\": {\"logdate\": \"1\"}, "
      + "\"networks\": [{\"description\": \"eth0\", \"mac\": \"00:16:3e:2a:11:01\"}, "
      + "{\"description\": \"veth12ab\", \"mac\": \"aa:16:3e:2a:11:01\"}], "
      + "\"drives\": [{\"free\": 17}], \"softwares\": [{\"name\": \"nginx\"}]}}"
    let second =
      "{\"deviceid\": \"a\", \"action\": \"inventory\", \"itemtype\": \"Computer\", \"content\": "
      + "{\"bios\": {\"ssn\": \"S1\"}, \"accesslog\": {\"logdate\": \"2\"}, "
      + "\"networks\": [{\"mac\": \"00:16:3e:2a:11:01\", \"description\": \"eth0\"}], "
      + "\"drives\": [{\"free\": 16}], \"softwares\": []}}"
    #expect(try read(first).observations == read(second).observations)
  }

  /// Of software, only the products that a rule names.
  @Test func aRuleNamesProducts() throws {
    let delivery = try Kinds.read(
      try Fixture.bytes("glpi/03-inventory-web-01.json"),
      as: "glpi",
      source: ["mapping": ["version": "softwares[openssh-server].version"], "classes": []]
    )
    let attributes = try #require(delivery.observations.first?.attributes)
    #expect(attributes["softwares"]?.listValue?.map { $0["name"] } == ["openssh-server"])
    #expect(attributes["bios"] == nil)
    #expect(attributes["hardware"] == ["name": "web-01"])
  }

  @Test func withoutADeviceNothingIsTaken() throws {
    let delivery = try read("{\"deviceid\": \" \", \"content\": {\"bios\": {}}}")
    #expect(delivery.observations == [])
    #expect(
      delivery.rejected == [
        Rejection(line: 1, key: nil, message: "it has no key: nothing stands at deviceid")
      ]
    )
  }
}
