import Testing

@testable import Connectors

@Suite struct InflationTests {
  private func failure(_ bytes: [UInt8], limit: Int = 1 << 20) -> ConnectorError? {
    var limits = ConnectorLimits()
    limits.bytes = limit
    do throws(ConnectorError) {
      _ = try Inflation.inflated(bytes, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  @Test func whatAgentsSendIsUnpacked() throws {
    let plain = try Fixture.bytes("glpi/03-inventory-web-01.json")
    let packed = try Fixture.bytes("glpi/03-inventory-web-01.json.zlib")
    #expect(try Inflation.inflated(packed, limits: ConnectorLimits()) == plain)
    #expect(try Inflation.inflated(plain, limits: ConnectorLimits()) == plain)
    let requests = try Inflation.inflated(
      try Fixture.bytes("otlp/logs.pb.gz"),
      limits: ConnectorLimits()
    )
    #expect(OTLPReader.isRequest(requests, ConnectorLimits()))
  }

  @Test func aBombIsRefusedWhileItIsUnpacked() throws {
    let packed = try Fixture.bytes("glpi/03-inventory-web-01.json.zlib")
    #expect(failure(packed, limit: 50_000)?.kind == .tooLarge)
  }

  @Test func whatIsCutOffOrDamagedIsAnError() throws {
    let packed = try Fixture.bytes("glpi/03-inventory-web-01.json.zlib")
    #expect(failure(Array(packed.dropLast(100)))?.kind == .truncated)
    #expect(failure([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])?.kind == .truncated)
    var damaged = packed
    for place in 20..<60 { damaged[place] = 0xFF }
    #expect(failure(damaged)?.kind == .encoding)
    #expect(failure([0x78, 0x9C] + [UInt8](repeating: 0xFF, count: 80))?.kind == .encoding)
  }

  @Test func textThatBeginsLikeACompressedOneIsText() throws {
    let text = Array("x^2 is a formula, and no zlib\n".utf8)
    #expect(try Inflation.inflated(text, limits: ConnectorLimits()) == text)
  }
}
