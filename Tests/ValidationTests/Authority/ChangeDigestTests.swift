import Records
import TestSupport
import Testing
import Validation

/// What makes two proposals the same change.
@Suite struct ChangeDigestTests {
  static func changes(_ old: [String: String], _ new: [String: String]) throws -> [RecordChange] {
    RuleBench.changes(from: try RuleBench(old), to: try RuleBench(new))
  }
  static let server = ChangeRuleTests.server("discovered")

  @Test func aLineForEachLeaf() throws {
    let old = [
      "server/web-01": Self.server + "cost: { monthly: 41.50, currency: EUR }\ntags: [b]\n"
    ]
    let new = [
      "server/web-01": Self.server + "cost: { monthly: 42, currency: EUR }\ntags: [a]\n"
    ]
    #expect(
      ChangeDigest.lines(of: try Self.changes(old, new)) == [
        "server/web-01\tcost.monthly\t41.5\t42",
        "server/web-01\ttags[a]\t\t\"a\"",
        "server/web-01\ttags[b]\t\"b\"\t",
      ]
    )
    // Layout, quoting and the order of names are no change.
    let laid = [
      "server/web-01": "tags: [\"b\"]\n" + Self.server + "cost: { currency: EUR, monthly: 41.5 }\n"
    ]
    #expect(ChangeDigest.lines(of: try Self.changes(old, laid)).isEmpty)
  }

  @Test func aRecordThatComesOrGoesGivesAllItsLeaves() throws {
    let created = ChangeDigest.lines(of: try Self.changes([:], ["server/web-01": Self.server]))
    #expect(
      created == [
        "server/web-01\tclass\t\t\"server\"", "server/web-01\tid\t\t\"web-01\"",
        "server/web-01\tlifecycle\t\t\"discovered\"", "server/web-01\tname\t\t\"web-01\"",
        "server/web-01\towner\t\t\"team/platform\"",
      ]
    )
    let deleted = ChangeDigest.lines(of: try Self.changes(["server/web-01": Self.server], [:]))
    #expect(deleted.first == "server/web-01\tclass\t\"server\"\t")
  }

  @Test func theDigestIsThatOfTheLines() throws {
    let found = ChangeDigest.digest(of: try Self.changes([:], ["server/web-01": Self.server]))
    // printf 'ref\tattribute\t\tvalue\n' … | sha256sum
    let lines = ChangeDigest.lines(of: try Self.changes([:], ["server/web-01": Self.server]))
    let text = lines.map { $0 + "\n" }.joined()
    let result = Shell.run(["sh", "-c", "printf '%s' \"$0\" | sha256sum", text])
    #expect(result.output.hasPrefix(found))
    #expect(found.count == 64)
  }
}
