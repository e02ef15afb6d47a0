import Documents
import Records
import Testing

@testable import Connectors

@Suite struct ObservationsReaderTests {
  private func read(_ text: String) throws -> Delivery {
    try Kinds.read(Array(text.utf8), as: "observations")
  }

  private func failure(_ text: String) -> ConnectorError? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return error as? ConnectorError
    }
  }

  @Test func readsEveryPartOfADelivery() throws {
    let delivery = try read(
      """
      {"sweep": "whole", "sections": ["hardware"], "observed_at": "2026-11-24T09:12:31Z",
       "observations": [
        {"class": "server", "key": "host-17", "observed_at": "2026-11-24T09:00:00+01:00",
         "withdrawn": ["os.version", "interfaces[eth0].mac"],
         "attributes": {"serial": "S1", "cpu": {"sockets": 2}, "memory_mib": null, "x": 1.50}},
        {"key": "host-18", "attributes": {}}]}
      """
    )
    #expect(delivery.source == "test")
    #expect(delivery.kind == "observations")
    #expect(delivery.sweep == .whole(finished: true))
    #expect(delivery.sections == ["hardware"])
    #expect(delivery.rejected == [])
    #expect(
      delivery.observations == [
        Observation(
          key: "host-17",
          className: "server",
          attributes: [
            "serial": "S1", "cpu": ["sockets": 2], "memory_mib": nil,
            "x": Number("1.50").map(Value.number) ?? .null,
          ],
          withdrawn: ["os.version", "interfaces[eth0].mac"],
          observedAt: "2026-11-24T09:00:00+01:00"
        ),
        Observation(key: "host-18", attributes: [:], observedAt: "2026-11-24T09:12:31Z"),
      ]
    )
    #expect(delivery.observations[0].attributes["x"]?.numberValue?.text == "1.50")
  }

  @Test func oneObservationALine() throws {
    let delivery = try read(
      "{\"key\": \"a\", \"attributes\": {\"serial\": \"1\"}}\r\n\n{\"key\": \"b\"\n"
        + "{\"key\": \"c\", \"attributes\": {}}\n[1]\n{\"key\": \"d\", \"key\": \"e\"}\n"
    )
    #expect(delivery.observations.map(\.key) == ["a", "c"])
    #expect(delivery.rejected.map(\.line) == [3, 5, 6])
    #expect(delivery.sweep == .single)
    #expect(
      delivery.rejected[1].message == "an observation is a map with `key` and `attributes`"
    )
  }

  @Test func oneLineIsEnough() throws {
    #expect(try read("{\"key\": \"a\", \"attributes\": {}}").observations.map(\.key) == ["a"])
    #expect(try read("{\"observations\": []}").observations == [])
    #expect(
      try read("{\"observations\": [{\"key\": \"a\", \"withdrawn\": [\"b\"]}]}\n").observations
        .map(\.key) == ["a"]
    )
  }

  static let refused: [(item: String, message: String)] = [
    ("1", "an observation is a map with `key` and `attributes`"),
    ("{\"attributes\": {}}", "it has no `key`"),
    ("{\"key\": null, \"attributes\": {}}", "`key` is no text"),
    ("{\"key\": \"a\"}", "it says nothing: it has neither attributes nor withdrawn"),
    ("{\"key\": \"a\", \"attributes\": []}", "`attributes` is no map"),
    (
      "{\"key\": \"a\", \"atributes\": {}}",
      "an observation has no `atributes`: did you mean attributes?"
    ),
    ("{\"key\": \"a\", \"zebra\": {}}", "an observation has no `zebra`"),
    ("{\"key\": \"a\", \"attributes\": {}, \"class\": 1}", "`class` is no text"),
    (
      "{\"key\": \"a\", \"attributes\": {}, \"observed_at\": \"yesterday\"}",
      "`observed_at` is no time of RFC 3339: yesterday"
    ),
    (
      "{\"key\": \"a\", \"withdrawn\": \"os\"}", "`withdrawn` is no list of attributes"
    ),
  ]

  @Test(arguments: refused)
  func oneThatIsWrongIsRefusedAlone(_ sample: (item: String, message: String)) throws {
    let delivery = try read(
      "{\"observations\": [\n\(sample.item),\n{\"key\": \"z\", \"attributes\": {}}]}"
    )
    #expect(delivery.observations.map(\.key) == ["z"])
    #expect(delivery.rejected.map(\.message) == [sample.message])
    #expect(delivery.rejected.map(\.line) == [2])
  }

  @Test(arguments: [
    ("{\"a\": 1}", ConnectorError.Kind.otherMessage, 1), ("[]", .otherMessage, 1),
    ("{\"observations\": {}}", .syntax, 1),
    ("{\n\"observations\": [],\n\"sweeep\": 1}", .syntax, 3),
    ("{\"observations\": [], \"sweep\": \"half\"}", .syntax, 1),
    ("{\"observations\": [], \"sections\": [1]}", .syntax, 1),
    ("{\"observations\": [], \"observed_at\": \"now\"}", .syntax, 1),
    ("{\"observations\": [\n{\"key\": \"a\",", .truncated, 2),
    ("{\"observations\": [],\n\"observations\": []}", .syntax, 2),
  ])
  func objects(_ text: String, _ kind: ConnectorError.Kind, _ line: Int) {
    let error = failure(text)
    #expect(error?.kind == kind)
    #expect(error?.line == line)
    #expect(error?.help.isEmpty == false)
  }
}
