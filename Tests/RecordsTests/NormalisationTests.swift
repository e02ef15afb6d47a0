import TestSupport
import Testing

@testable import Records

@Suite struct NormalisationTests {
  @Test(arguments: [
    (Normalisation.trim, "  a b \n", "a b"), (.upper, "sn1", "SN1"), (.lower, "SN1", "sn1"),
    (.mac, "00-16-3E-2A-11-01", "00:16:3e:2a:11:01"), (.mac, "0016.3e2a.1101", "00:16:3e:2a:11:01"),
    (.uuid, "{4C4C4544-004E-3410-8038-B5C04F323931}", "4c4c4544-004e-3410-8038-b5c04f323931"),
    (.fqdn, "Web-01.Example.NET.", "web-01.example.net"), (.junk, "None", "None"),
  ])
  func applies(_ step: Normalisation, _ text: String, _ value: String) {
    #expect(step.applied(to: text) == value)
    #expect(step.applied(to: value) == value, "a second time changes nothing")
  }

  @Test(arguments: [
    (Normalisation.mac, "00:16:3e"), (.mac, "gg:16:3e:2a:11:01"), (.uuid, "12"), (.fqdn, "..."),
  ])
  func saysNothing(_ step: Normalisation, _ text: String) { #expect(step.applied(to: text) == nil) }

  @Test func whatIsLeftIsWhatTheStepMakes() {
    var generator = SeededGenerator.announced("NormalisationTests.whatIsLeftIsWhatTheStepMakes")
    let samples = [
      "00:16:3e:2a:11:01", "4c4c4544-004e-3410-8038-b5c04f323931", "web-01.example.net", "SN4829",
    ]
    var left = 0
    for _ in 0..<20_000 {
      var bytes = Array(generator.pick(samples).utf8)
      for _ in 0..<generator.below(3) {
        let letter = generator.pick(Array("aF0:-. \tÄ\0z".utf8))
        bytes[generator.below(bytes.count)] = letter
      }
      let text = String(decoding: bytes, as: UTF8.self)
      for step in Normalisation.allCases where bytes.withUnsafeBufferPointer(step.leaves) {
        #expect(step.applied(to: text) == text, "SEED=\(generator.seed): \(step) of \(text)")
        left += 1
      }
    }
    #expect(left > 20_000)
  }

  @Test func emptyIsNothing() { #expect(Normalisation.apply([.trim], to: "   ") == nil) }
}

@Suite struct GlobTests {
  @Test(arguments: [
    ("web-*", "web-01", true), ("web-*", "web-", true), ("*", "", true), ("?", "", false),
    ("?", "ä", true), ("a*b*c", "aXbYc", true), ("a*b*c", "aXbY", false), ("Web*", "web1", false),
    ("*01", "web-01", true), ("web", "web-01", false), ("**a**", "bab", true),
  ])
  func matches(_ pattern: String, _ text: String, _ answer: Bool) {
    #expect(Glob.matches(pattern, text) == answer)
  }

  @Test func cannotBeMadeToRunForEver() {
    let pattern = String(repeating: "*a", count: 2_000) + "b"
    #expect(!Glob.matches(pattern, String(repeating: "a", count: 4_000)))
  }
}
