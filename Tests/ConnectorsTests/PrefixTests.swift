import Documents
import Records
import TestSupport
import Testing

@testable import Connectors

/// Every prefix of a sample, and every sample with damaged bytes, reads or gives a typed error.
@Suite struct PrefixTests {
  private let rulesOfLines: Set = ["dpkg", "rpm", "snmp"]

  @Test(arguments: GoldenTests.samples)
  func everyPrefixReadsOrFails(_ sample: (kind: String, file: String)) throws {
    let bytes = try Fixture.bytes(sample.file)
    let registry = try Kinds.registry()
    let source = SourceDefinition(name: "test", file: [:])
    var generator = SeededGenerator.announced("prefixes of \(sample.file)")
    var lengths: Set<Int> = bytes.count < 400 ? Set(0..<bytes.count) : []
    while lengths.count < min(bytes.count, 40) {
      lengths.insert(Int.random(in: 0..<bytes.count, using: &generator))
    }
    let isTable = sample.file.hasSuffix(".csv")
    let text = bytes.lastIndex { !JSONReader.isSpace($0) } ?? 0
    for length in lengths where length <= text {
      let prefix = Array(bytes[..<length])
      do throws(ConnectorError) {
        let delivery = try registry.read(prefix, as: sample.kind, source: source, subject: "web-01")
        // A list of lines may end at any of them; only a sweep may else give what was complete, and
        // then it says that it did not finish.
        let isOfLines = isTable || rulesOfLines.contains(delivery.kind)
        #expect(delivery.kind == "nmap" || isOfLines, "\(sample.file), \(length) bytes")
        #expect(delivery.sweep != .whole(finished: true), "\(sample.file), \(length) bytes")
        if rulesOfLines.contains(delivery.kind) { #expect(prefix.last == UInt8(ascii: "\n")) }
      } catch {
        #expect(
          [.truncated, .empty, .otherMessage, .missing].contains(error.kind)
            || ((isTable || Recognition.isBinary(bytes))
              && [.syntax, .encoding].contains(error.kind)),
          "\(sample.file), \(length) bytes: \(error)"
        )
        #expect(!error.help.isEmpty)
      }
      _ = registry.recognise(prefix)
    }
  }

  @Test(arguments: GoldenTests.samples)
  func damagedBytesReadOrFail(_ sample: (kind: String, file: String)) throws {
    let bytes = try Fixture.bytes(sample.file)
    let registry = try Kinds.registry()
    let source = SourceDefinition(name: "test", file: [:])
    var generator = SeededGenerator.announced("damage to \(sample.file)")
    for _ in 0..<15 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<damaged.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: damaged[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: damaged.remove(at: place)
        default: damaged.insert(UInt8(ascii: "\""), at: place)
        }
      }
      do throws(ConnectorError) {
        let delivery = try registry.read(
          damaged,
          as: sample.kind,
          source: source,
          subject: "web-01"
        )
        #expect(delivery.observations.count <= 5)
      } catch {
        #expect(!error.message.isEmpty && !error.help.isEmpty)
      }
    }
  }
}
