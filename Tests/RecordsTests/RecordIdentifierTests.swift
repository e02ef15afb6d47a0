import Records
import Testing

@Suite struct RecordIdentifierTests {
  @Test(arguments: [
    "a", "web-01", "0", "web.01_x", String(repeating: "a", count: 128), "com10", "console", "nul-1",
  ])
  func accepts(_ id: String) { #expect(RecordIdentifier.objection(to: id) == nil) }

  @Test(arguments: [
    "", "Web", "-a", ".a", "_a", "a b", "a/b", "ä", "a\u{0}", "a\n", "..", "con", "con.old", "nul",
    "aux.x", "com1", "lpt9.txt", "prn", String(repeating: "a", count: 129), "a\u{202E}b",
  ])
  func refuses(_ id: String) { #expect(RecordIdentifier.objection(to: id) != nil) }

  @Test(arguments: [
    ("Web 01", "web-01"), ("  web--01  ", "web--01"), ("Überraschung", "berraschung"),
    ("SW-FRA1/01", "sw-fra1-01"), ("a  b", "a-b"), ("a.", "a"),
  ])
  func makes(_ text: String, _ id: String) { #expect(RecordIdentifier.made(from: text) == id) }

  @Test(arguments: ["", "---", "con", "日本"])
  func makesNothingOf(_ text: String) { #expect(RecordIdentifier.made(from: text) == nil) }
}

@Suite struct ReferenceTests {
  @Test func readsTwoParts() {
    #expect(Reference("server/web-01") == Reference(className: "server", id: "web-01"))
    #expect("\(Reference(className: "team", id: "x"))" == "team/x")
  }

  @Test(arguments: ["", "server", "server/", "/web", "a/b/c"])
  func refuses(_ text: String) { #expect(Reference(text) == nil) }
}

@Suite struct RecordLayoutTests {
  @Test func shardIsOfTheSHA1OfTheId() {
    let reference = Reference(className: "server", id: "web-01")
    #expect(RecordLayout().path(of: reference) == "records/server/web-01.yaml")
    // printf web-01 | sha1sum begins with 84
    let path = RecordLayout(sharding: 2).path(of: reference)
    #expect(path.hasPrefix("records/server/") && path.hasSuffix("/web-01.yaml"))
    #expect(RecordLayout(sharding: 2).shard(of: "abc") == "a9")
  }

  @Test func readsReferencesFromPaths() {
    #expect(
      RecordLayout.reference(ofPath: "records/server/fra1/web-01.yaml")
        == Reference(className: "server", id: "web-01")
    )
    for path in [
      "records/web-01.yaml", "records/server/web-01.yml", "schema/a/b.yaml", "records/server/.yaml",
    ] {
      #expect(RecordLayout.reference(ofPath: path) == nil, "\(path)")
    }
  }
}
