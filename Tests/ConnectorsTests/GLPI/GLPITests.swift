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

  @Test func everyFormOfAMappingSelects() throws {
    let content: Value = [
      "a": 1, "b": ["c": 2, "d": 3], "e": [["f": 4, "g": 5, "h": 6], ["f": 7, "g": 8]],
      "i": [9, 10],
      "m": ["x": ["n": 11, "o": 12], "y": ["n": 13]],
      "s": [["t": "u", "v": 14], ["t": "w", "v": 15]],
    ]
    let root: Value = ["deviceid": "k", "content": content]
    let cases: [(mapping: Value, kept: Value)] = [
      ("a", ["a": 1]), (["b.c", "a"], ["a": 1, "b": ["c": 2]]),
      (["path": "b", "apply": ["trim"]], ["b": ["c": 2, "d": 3]]), (["value": "a"], [:]),
      (["each": "e", "item": ["x": "g"]], ["e": [["g": 5], ["g": 8]]]),
      (["each": "e", "where": "f=7", "item": "g"], ["e": [["f": 7, "g": 8]]]),
      (["each": "e", "item": ["path": "h"]], ["e": [["h": 6]]]), (["each": "i"], ["i": [9, 10]]),
      (
        ["each": "m.*", "where": "o>1", "item": ["x": ["entry": "name"], "y": "n"]],
        ["m": ["x": ["n": 11, "o": 12]]]
      ),
      ("e[].f", ["e": [["f": 4], ["f": 7]]]), ("e[#1].f", ["e": [["f": 4]]]),
      ("e[#2].f", ["e": [[:], ["f": 7]]]), ("nothing.here", [:]),
    ]
    for (mapping, kept) in cases {
      let delivery = try read(
        root.json(),
        source: ["mapping": ["x": mapping], "classes": [], "naming": []]
      )
      #expect(delivery.observations.map(\.attributes) == [kept], "\(mapping.json())")
    }
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
