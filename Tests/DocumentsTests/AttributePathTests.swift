import Testing

@testable import Documents

/// Paths: how they are written and read.
@Suite struct AttributePathTests {
  @Test(arguments: [
    "id", "support.ends", "interfaces[eth0].mac", "relations.depends_on[database/orders].share",
    "endpoints[443,tcp].name", "list[#3]", "list[eth0#2]", "\"a.b\".c", "a[\"x,y\",\"#1\"]",
    "a[10.20.1.11]",
    "interfaces[].mac", "a[b][c]", "\"with space\"", "\"\"", "a[\"\"]", "\"q\\\"\\\\\"", "é.日本",
    "a[\"x]\"].b", "pinned.\"os.version\".until", "\"a\\nb\"", "a[\"Google Chrome\"]", "a-b.c_d/e",
  ])
  func writtenAsRead(text: String) throws {
    let path = try AttributePath(parsing: text)
    #expect(path.description == text)
    #expect(try AttributePath(parsing: path.description) == path)
  }

  @Test(arguments: [
    (".a", 0), ("a.", 2), ("a..b", 2), ("a[", 2), ("a[b", 1), ("a[b]c", 4), ("a b", 1),
    ("a[b,]", 4),
    ("\"a", 0), ("a\"b", 1), ("a[#0]", 4), ("a[#]", 3), ("a]", 1), ("a[x#y]", 4), ("\"\\q\"", 1),
    ("a[b c]", 3),
  ])
  func objections(text: String, offset: Int) throws {
    let error = try #require(throws: AttributePathError.self) { try AttributePath(parsing: text) }
    #expect(error.offset == offset, "\(error)")
  }

  @Test func parts() throws {
    let path: AttributePath = "interfaces[eth0].addresses[10.0.0.1#2]"
    #expect(path.segments.count == 4)
    #expect(path.pattern == "interfaces[].addresses[]")
    #expect(path.parent == "interfaces[eth0].addresses")
    #expect(path.hasPrefix("interfaces[eth0]") && !path.hasPrefix("interfaces[eth1]"))
    #expect(path.hasPrefix(path) && path.hasPrefix(""))
    #expect(path.last == .item(ItemKey(parts: ["10.0.0.1"], occurrence: 2)))
    #expect(AttributePath("").isEmpty && AttributePath("").parent == nil)
    #expect(AttributePath("a[b#1]") == "a[b]")
    #expect(AttributePath("a") < "b" && AttributePath("a.b") < "a[b]")
  }

  @Test func keysByPattern() {
    let keys = ListKeys([
      "interfaces": ListKey(properties: ["name"]), "interfaces[].tags": ListKey(properties: []),
      "sites.*.racks": ListKey(properties: ["id"]), "sites.main.racks": ListKey(properties: ["no"]),
      "not a path": ListKey(properties: ["x"]),
    ])
    #expect(keys.key(at: "interfaces")?.properties == ["name"])
    #expect(keys.key(at: "interfaces[eth0].tags")?.isSet == true)
    #expect(keys.key(at: "sites.fra.racks")?.properties == ["id"])
    #expect(keys.key(at: "sites.main.racks")?.properties == ["no"])
    #expect(keys.key(at: "sites.main.rows") == nil)
  }
}
