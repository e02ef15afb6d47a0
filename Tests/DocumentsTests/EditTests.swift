import Testing

@testable import Documents

/// Edits by example: what the text looks like afterwards.
@Suite struct EditTests {
  static let keys = ListKeys([
    "interfaces": ListKey(properties: ["name"]), "tags": ListKey(properties: []),
    "relations.depends_on": ListKey(properties: ["to"], scalarForm: true),
    "endpoints": ListKey(properties: ["port", "protocol"]),
  ])
  static let order = KeyOrder([
    "": ["id", "class", "name", "owner", "cost", "tags", "interfaces", "relations"],
    "cost": ["purchase", "currency", "monthly"], "interfaces[]": ["name", "mac", "ipv4"],
  ])

  static func edited(_ text: String, _ edits: [DocumentEdit]) throws -> String {
    let document = try Document.parse(Array(text.utf8))
    return String(decoding: try document.applying(edits, keys: keys, order: order), as: UTF8.self)
  }

  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var before: String
    var edits: [DocumentEdit]
    var after: String
    var testDescription: String { name }

    init(_ name: String, _ before: String, _ edits: DocumentEdit..., gives after: String) {
      (self.name, self.before, self.edits, self.after) = (name, before, edits, after)
    }
  }

  @Test(arguments: replacing + adding + removing + structures)
  func example(_ example: Example) throws {
    let after = try Self.edited(example.before, example.edits)
    #expect(after == example.after, "\(after)")
  }

  static let replacing = [
    Example(
      "a scalar, with the comment beside it",
      "a: 1  # one\nb: 2\n",
      .set("a", 3),
      gives: "a: 3  # one\nb: 2\n"
    ),
    Example(
      "equal values change nothing",
      "a: 41.50 # c\n",
      .set("a", .number(Number(unchecked: "41.5"))),
      gives: "a: 41.50 # c\n"
    ),
    Example(
      "quotes are kept",
      "a: \"x\"\nb: 'y'\n",
      .set("a", "z"),
      .set("b", "it's"),
      gives: "a: \"z\"\nb: 'it''s'\n"
    ),
    Example(
      "what would read as something else is quoted",
      "a: x\nb: x\nc: x\nd: x\n",
      .set("a", "no"),
      .set("b", "012"),
      .set("c", "null"),
      .set("d", "a: b #c"),
      gives: "a: \"no\"\nb: \"012\"\nc: \"null\"\nd: \"a: b #c\"\n"
    ),
    Example(
      "lines become a literal block",
      "a: x # c\nb: 1\n",
      .set("a", "one\ntwo\n"),
      gives: "a: | # c\n  one\n  two\nb: 1\n"
    ),
    Example(
      "a literal block becomes a word",
      "a: | # c\n  one\n  two\n\nb: 1\n",
      .set("a", "x"),
      gives: "a: x # c\n\nb: 1\n"
    ),
    Example(
      "comments below a literal block stay comments",
      "a: 1\n    # c\nb: 2\n",
      .set("a", "x\ny"),
      gives: "a: |-\n  x\n  y\n# c\nb: 2\n"
    ),
    Example("null by nothing", "a:  # c\nb: 1\n", .set("a", true), gives: "a: true  # c\nb: 1\n"),
    Example(
      "in brackets",
      "a: { b: 1, c: [x, y] } # c\n",
      .set("a.b", "p, q"),
      .set("a.c[#2]", "z"),
      gives: "a: { b: \"p, q\", c: [x, z] } # c\n"
    ),
    Example(
      "a map by a scalar",
      "a: # c1\n  b: 1\n  c: 2\nd: 1\n",
      .set("a", "x"),
      gives: "a: x # c1\nd: 1\n"
    ),
    Example(
      "a scalar by a map",
      "a: x # c\nd: 1\n",
      .set("a", ["b": 1, "c": 2, "e": 3]),
      gives: "a: # c\n  b: 1\n  c: 2\n  e: 3\nd: 1\n"
    ),
    Example(
      "a map by a map, entry by entry",
      "a:\n  b: 1 # one\n  # above c\n  c: 2\n",
      .set("a", ["b": 1, "d": 4]),
      gives: "a:\n  b: 1 # one\n  d: 4\n  # above c\n"
    ),
    Example(
      "a list by a list, item by item",
      "a:\n  - x # one\n  - y # two\n  - z # three\n",
      .set("a", ["x", "z"]),
      gives: "a:\n  - x # one\n  - z # three\n"
    ),
    Example(
      "CRLF stays",
      "a: 1\r\nb: 2\r\n",
      .set("a", "x\ny"),
      .set("c", 3),
      gives: "a: |-\r\n  x\r\n  y\r\nb: 2\r\nc: 3\r\n"
    ),
  ]

  static let adding = [
    Example(
      "in schema order",
      "# top\nid: x\nowner: y\n\n# money\ncost: 1\n",
      .set("class", "server"),
      .set("name", "web"),
      .set("zzz", 1),
      gives: "# top\nid: x\nclass: server\nname: web\nowner: y\n\n# money\ncost: 1\nzzz: 1\n"
    ),
    Example(
      "first of all",
      "# top\nowner: y\n",
      .set("id", "x"),
      gives: "# top\nid: x\nowner: y\n"
    ),
    Example("to an empty text", "", .set("a.b", 1), gives: "a: { b: 1 }\n"),
    Example("to comments only", "# c\n", .set("a", 1), gives: "# c\na: 1\n"),
    Example(
      "after a document start",
      "---\n# c\n...\n",
      .set("a", 1),
      gives: "---\n# c\na: 1\n...\n"
    ),
    Example("without a final newline", "a: 1", .set("b", 2), gives: "a: 1\nb: 2"),
    Example("after a cut off literal block", "a: |\n  x", .set("b", 2), gives: "a: |-\n  x\nb: 2"),
    Example(
      "before a comment at the end",
      "a: 1\n# end\n",
      .set("b", 2),
      gives: "a: 1\nb: 2\n# end\n"
    ),
    Example(
      "behind comments of what is nested",
      "a:\n  b: 1\n  # deep\n# c\nx: 1\n",
      .set("id", 2),
      .set("z", 3),
      gives: "id: 2\na:\n  b: 1\n  # deep\n# c\nx: 1\nz: 3\n"
    ),
    Example(
      "into brackets",
      "cost: { purchase: 1, monthly: 2 }\n",
      .set("cost.currency", "EUR"),
      gives: "cost: { purchase: 1, currency: EUR, monthly: 2 }\n"
    ),
    Example(
      "into brackets on several lines",
      "a: [\n  x, # one\n  y # two\n]\n",
      .append("a", "z"),
      gives: "a: [\n  x, # one\n  y, # two\n  z\n]\n"
    ),
    Example(
      "an item with its key",
      "interfaces:\n  - { name: eth0, mac: x }\n",
      .set("interfaces[eth1].mac", "z"),
      gives: "interfaces:\n  - { name: eth0, mac: x }\n  - { name: eth1, mac: z }\n"
    ),
    Example(
      "an item like its siblings",
      "interfaces:\n- name: eth0\n  mac: x\n",
      .set("interfaces[eth1].mac", "z"),
      gives: "interfaces:\n- name: eth0\n  mac: x\n- name: eth1\n  mac: z\n"
    ),
    Example(
      "an item with a composite key",
      "a: 1\n",
      .set("endpoints[443,tcp].name", "https"),
      gives: "a: 1\nendpoints:\n  - { port: 443, protocol: tcp, name: https }\n"
    ),
    Example("a word to a set", "tags: [web]\n", .set("tags[db]", "db"), gives: "tags: [web, db]\n"),
    Example("a first word", "id: x\n", .set("tags[web]", "web"), gives: "id: x\ntags: [web]\n"),
    Example(
      "items at places",
      "a: [1, 2]\n",
      .insert("a", 0, at: 0),
      .insert("a", 9, at: 1),
      gives: "a: [0, 9, 1, 2]\n"
    ),
    Example(
      "a property to a relation",
      "relations:\n  depends_on:\n    - database/orders # db\n",
      .set("relations.depends_on[database/orders].share", .number(Number(unchecked: "0.7"))),
      gives: "relations:\n  depends_on:\n    - { to: database/orders, share: 0.7 } # db\n"
    ),
    Example(
      "a relation",
      "relations: {}\n",
      .set("relations.depends_on[a/b]", "a/b"),
      gives: "relations: { depends_on: [a/b] }\n"
    ),
    Example(
      "a relation that is there",
      "relations: { depends_on: [{ to: a/b, share: 1 }] }\n",
      .set("relations.depends_on[a/b]", "a/b"),
      gives: "relations: { depends_on: [{ to: a/b, share: 1 }] }\n"
    ),
    Example(
      "to a map without braces",
      "a: [b: c]\n",
      .set("a[#1].d", 1),
      gives: "a: [{ b: c, d: 1 }]\n"
    ),
    Example(
      "addresses in quotes",
      "a: 1\n",
      .set("mac", "00:16:3e:2a:11:01"),
      .set("at", "10:20"),
      .set("day", "2025-03-01"),
      gives: "a: 1\nmac: \"00:16:3e:2a:11:01\"\nat: \"10:20\"\nday: 2025-03-01\n"
    ),
  ]

  static let removing = [
    Example(
      "comments above stay, the one beside goes",
      "a: 1\n# above\nb: 2 # beside\nc: 3\n",
      .remove("b"),
      gives: "a: 1\n# above\nc: 3\n"
    ),
    Example(
      "all lines of a map",
      "a:\n  b: 1\n  # in\n  c: 2 # x\nd: 3\n",
      .remove("a"),
      gives: "d: 3\n"
    ),
    Example("what is not there", "a: 1\n", .remove("b"), .remove("a.c"), gives: "a: 1\n"),
    Example("the last one", "# c\na: 1\n", .remove("a"), gives: "# c\n{}\n"),
    Example(
      "a map that becomes empty",
      "id: x\ncost:\n  monthly: 1\n",
      .remove("cost.monthly"),
      gives: "id: x\n"
    ),
    Example(
      "an item, leaf by leaf",
      "id: x\ninterfaces:\n  - { name: eth0, mac: y }\n",
      .remove("interfaces[eth0].name"),
      .remove("interfaces[eth0].mac"),
      gives: "id: x\n"
    ),
    Example(
      "from brackets",
      "a: { b: 1, c: 2, d: 3 }\n",
      .remove("a.c"),
      gives: "a: { b: 1, d: 3 }\n"
    ),
    Example("first from brackets", "a: [x, y]\n", .remove("a[#1]"), gives: "a: [y]\n"),
    Example("last from brackets", "a: { b: 1, c: 2 }\n", .remove("a.c"), gives: "a: { b: 1 }\n"),
    Example(
      "from lines in brackets",
      "a: [\n  x, # one\n  y, # two\n  z # three\n]\n",
      .remove("a[#2]"),
      gives: "a: [\n  x, # one\n  z # three\n]\n"
    ),
    Example(
      "beside a dash",
      "a:\n  - b: 1 # one\n    c: 2\n",
      .remove("a[#1].b"),
      gives: "a:\n  - c: 2\n"
    ),
    Example(
      "beside a dash above a comment",
      "a:\n  - b: 1\n    # c\n    c: 2\n",
      .remove("a[#1].b"),
      gives: "a:\n  -\n    # c\n    c: 2\n"
    ),
    Example(
      "after lines that would grow",
      "a: |+\n  x\nb: 1\n\nc: 2\n",
      .remove("b"),
      gives: "a: |+\n  x\nc: 2\n"
    ),
    Example(
      "before a comment that would join",
      "a: |\n  x\nb: 1\n  # c\n",
      .remove("b"),
      gives: "a: |\n  x\n# c\n"
    ),
    Example(
      "a word of a set",
      "tags: [web, db] # c\n",
      .remove("tags[web]"),
      gives: "tags: [db] # c\n"
    ),
  ]

  static let structures = [
    Example("the root", "# c\na: 1\n", .set("", ["b": 1]), gives: "# c\nb: 1\n"),
    Example(
      "explicit keys",
      "? a\n: 1\n? b\n",
      .set("a", 2),
      .set("b", 3),
      gives: "? a\n: 2\n? b\n: 3\n"
    ),
    Example(
      "deep values",
      "id: x\n",
      .set("pinned", ["os.version": ["reason": "r", "until": "2027-01-01"]]),
      gives: "id: x\npinned:\n  os.version: { reason: r, until: 2027-01-01 }\n"
    ),
    Example(
      "long lists",
      "a: 1\n",
      .set("l", .list((0..<12).map { .string("word-number-\($0)") })),
      gives: "a: 1\nl:\n" + (0..<12).map { "  - word-number-\($0)\n" }.joined()
    ),
  ]

  @Test(arguments: [
    ("a: 1\n", DocumentEdit.set("a.b", 1), EditError.Kind.notAMap),
    ("a: 1\n", .set("a[x]", 1), .notAList), ("a: 1\n", .append("a", 1), .notAList),
    ("a: [x]\n", .set("a[y]", 1), .noKey), ("a: [x]\n", .set("a[#3]", 1), .noSuchItem),
    ("interfaces: []\n", .set("interfaces[eth0#2].mac", 1), .noSuchItem),
    ("interfaces: []\n", .set("interfaces[]", 1), .noSuchItem),
    ("tags: []\n", .set("tags[a]", "b"), .keyMismatch),
    ("interfaces: []\n", .set("interfaces[a]", ["name": "b"]), .keyMismatch),
  ])
  func objections(text: String, edit: DocumentEdit, kind: EditError.Kind) throws {
    let document = try Document.parse(Array(text.utf8))
    let error = try #require(throws: EditError.self) {
      try document.applying([edit], keys: Self.keys)
    }
    #expect(error.kind == kind)
    #expect(throws: EditError.self) {
      try document.value(document.root).applying([edit], keys: Self.keys)
    }
  }
}
