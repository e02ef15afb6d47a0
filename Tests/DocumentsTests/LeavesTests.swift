import TestSupport
import Testing

@testable import Documents

/// Leaves: what blame, merge and diff go by.
@Suite struct LeavesTests {
  static let keys = ListKeys([
    "interfaces": ListKey(properties: ["name"]), "tags": ListKey(properties: []),
    "relations.depends_on": ListKey(properties: ["to"], scalarForm: true),
    "endpoints": ListKey(properties: ["port", "protocol"]),
  ])

  @Test func everyKindOfLeaf() throws {
    let text = """
      id: web-01
      cost: { monthly: 41.50, empty: {} }
      plain: [a, { b: c }]
      none: []
      interfaces:
        - { name: eth0, mac: x }
        - { name: eth0, mac: y }
        - { mac: z }
        - word
      tags: [web, 1, [x]]
      relations:
        depends_on: [database/orders, { to: service/x, share: 0.5, role: primary }, { share: 1 }]
      endpoints: [{ port: 443, protocol: tcp, name: https }, { port: 80 }]
      """
    let value = try ParsingTests.value(text)
    let leaves = value.leaves(keys: Self.keys)
    #expect(
      leaves.map { "\($0.path) = \($0.value.json())" } == [
        #"id = "web-01""#, "cost.monthly = 41.50", "cost.empty = {}", #"plain = ["a",{"b":"c"}]"#,
        "none = []", #"interfaces[eth0].name = "eth0""#, #"interfaces[eth0].mac = "x""#,
        #"interfaces[eth0#2].name = "eth0""#, #"interfaces[eth0#2].mac = "y""#,
        #"interfaces[#3].mac = "z""#, #"interfaces[#4] = "word""#, #"tags[web] = "web""#,
        "tags[1] = 1", #"tags[#3] = ["x"]"#,
        #"relations.depends_on[database/orders] = "database/orders""#,
        #"relations.depends_on[service/x] = "service/x""#,
        "relations.depends_on[service/x].share = 0.5",
        #"relations.depends_on[service/x].role = "primary""#, "relations.depends_on[#3].share = 1",
        "endpoints[443,tcp].port = 443", #"endpoints[443,tcp].protocol = "tcp""#,
        #"endpoints[443,tcp].name = "https""#, "endpoints[#2].port = 80",
      ]
    )
    for leaf in leaves {
      #expect(value.value(at: leaf.path, keys: Self.keys) == leaf.value, "\(leaf.path)")
    }
  }

  @Test func otherPaths() throws {
    let value = try ParsingTests.value(
      "relations: { depends_on: [a/b, { to: c/d, x: 1 }] }\nl: [p, q]\n"
    )
    #expect(value.value(at: "", keys: Self.keys) == value)
    #expect(value.value(at: "l[#2]", keys: Self.keys) == "q")
    #expect(value.value(at: "l[#3]", keys: Self.keys) == nil)
    #expect(value.value(at: "relations.depends_on[a/b].to", keys: Self.keys) == "a/b")
    #expect(value.value(at: "relations.depends_on[c/d].to", keys: Self.keys) == "c/d")
    #expect(value.value(at: "relations.depends_on[#2]", keys: Self.keys) == ["to": "c/d", "x": 1])
    #expect(Value.string("x").leaves(keys: Self.keys).map(\.path.description) == [""])
  }

  /// Every leaf is found again, and removing all leaves but one leaves that one.
  @Test func leavesAreFoundAndRemoved() throws {
    try Cases.forEach("leaves", 3_000) { generator, seed in
      let text = RandomText.make(&generator)
      guard let document = try? Document.parse(text) else { return }
      let value = document.value(document.root)
      let leaves = value.leaves(keys: RandomEdit.keys)
      #expect(Set(leaves.map(\.path)).count == leaves.count, "SEED=\(seed)")
      for leaf in leaves {
        let found = value.value(at: leaf.path, keys: RandomEdit.keys)
        #expect(found == leaf.value, "SEED=\(seed): \(leaf.path)")
      }
      guard leaves.count > 1 else { return }
      let gone = leaves.filter { _ in generator.chance(50) }
      let rest = try value.applying(gone.map { .remove($0.path) }, keys: RandomEdit.keys)
        .leaves(keys: RandomEdit.keys)
      // A presence leaf takes what stands below it along, and positions move up.
      let expected = leaves.filter { leaf in !gone.contains { leaf.path.hasPrefix($0.path) } }
      if gone.contains(where: { $0.path.description.contains("#") })
        || rest.first?.path.isEmpty == true
      {
        return
      }
      #expect(Set(rest.map(\.value)).isSubset(of: Set(expected.map(\.value))), "SEED=\(seed)")
    }
  }
}
