import Documents
import Records
import Testing

@testable import Connectors

@Suite struct OTLPReaderTests {
  private func failure(_ bytes: [UInt8]) throws -> ConnectorError? {
    do {
      _ = try Kinds.read(bytes, as: "otlp")
      return nil
    } catch let error as ConnectorError {
      return error
    }
  }

  @Test func bothFormsSayTheSame() throws {
    for name in ["metrics", "logs"] {
      let json = try Kinds.read(try Fixture.bytes("otlp/\(name).json"), as: "otlp")
      let binary = try Kinds.read(try Fixture.bytes("otlp/\(name).pb"), as: "otlp")
      #expect(json.observations == binary.observations)
      #expect(
        json.observations.map(\.key).sorted() == [
          "b1c2d3e4f5a60718293a4b5c6d7e8f90", "service/shop/web-shop",
        ]
      )
    }
  }

  /// Samples change with every request: what is kept does not.
  @Test func samplesAreNoState() throws {
    let text = String(decoding: try Fixture.bytes("otlp/metrics.json"), as: UTF8.self)
    let later = text.replacing("1795500332609333217", with: "1795500392609333217")
      .replacing("\"asInt\": \"5\"", with: "\"asInt\": \"9\"").replacing("0.97", with: "0.12")
    #expect(later != text)
    let first = try Kinds.read(Array(text.utf8), as: "otlp")
    #expect(try Kinds.read(Array(later.utf8), as: "otlp").observations == first.observations)
    #expect(!Kinds.text(of: first).contains("utilization"))
  }

  @Test func theNewestNumberCounts() throws {
    let text = """
      {"resourceMetrics": [{"resource": {"attributes": [
        {"key": "host.name", "value": {"stringValue": "web-01"}}]}, "scopeMetrics": [{"metrics": [
        {"name": "system.memory.limit", "gauge": {"dataPoints": [
          {"timeUnixNano": "3", "asInt": "1073741824"}, {"timeUnixNano": 2, "asInt": 5},
          {"timeUnixNano": "9", "asInt": "7", "attributes": [{"key": "a"}]}]}}]}]}]}
      """
    let delivery = try Kinds.read(Array(text.utf8), as: "otlp")
    let metrics = delivery.observations.first?.attributes["metrics"]
    #expect(metrics == ["system.memory.limit": 1_073_741_824])
  }

  @Test func aContainerIsNoHost() throws {
    for (name, value) in [
      ("k8s.pod.name", "web-7c9d5f5b9-x2x4k"), ("container.id", "web-7c9d5f5b9-x2x4kaaaa"),
    ] {
      let text = """
        {"resourceLogs": [{"resource": {"attributes": [
          {"key": "host.name", "value": {"stringValue": "web-7c9d5f5b9-x2x4k"}},
          {"key": "\(name)", "value": {"stringValue": "\(value)"}},
          {"key": "service.name", "value": {"stringValue": "web"}}]}}]}
        """
      let delivery = try Kinds.read(Array(text.utf8), as: "otlp")
      #expect(delivery.observations.map(\.key) == ["service/web"], "\(name)")
    }
  }

  static let hostile: [[UInt8]] = [
    // A length beyond the end, a field of number 0, a group, a number without an end.
    [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x02, 0x00], [0x0B, 0x0C],
    [0x08] + [UInt8](repeating: 0xFF, count: 11), [0x0A, 0x02, 0x12],
    // Text that is not UTF-8 as the name of an attribute.
    [0x0A, 0x07, 0x0A, 0x05, 0x0A, 0x03, 0x0A, 0x01, 0xFF],
    [0x12, 0x01, 0x00], [0x10, 0x01],
  ]

  @Test(arguments: hostile) func aMessageThatLiesIsAnError(_ bytes: [UInt8]) throws {
    let error = try failure(bytes)
    #expect(error != nil && error?.help.isEmpty == false, "\(bytes)")
    #expect(try Kinds.registry().recognise(bytes) == [])
  }

  @Test func deepValuesAreAnError() throws {
    func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
      var length: [UInt8] = []
      var rest = content.count
      repeat {
        length.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
        rest >>= 7
      } while rest > 0
      return [number << 3 | 2] + length + content
    }
    var value = field(1, Array("x".utf8))
    for _ in 0..<200 { value = field(5, field(1, value)) }
    let attribute = field(1, Array("host.name".utf8)) + field(2, value)
    let error = try failure(field(1, field(1, field(1, attribute))))
    #expect(error?.kind == .tooLarge)
  }
}
