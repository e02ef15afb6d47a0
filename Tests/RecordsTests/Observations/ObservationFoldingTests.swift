import Documents
import Records
import Testing

@Suite struct ObservationFoldingTests {
  static func value(_ text: String) throws -> Value {
    let document = try Document.parse(Array(text.utf8))
    return document.value(document.root)
  }

  func fold(
    _ before: String?,
    _ now: String,
    sections: [String] = [],
    withdrawn: [AttributePath] = []
  ) throws -> Value {
    let previous = try before.map { Observation(key: "k", attributes: try Self.value($0)) }
    return Observation(key: "k", attributes: try Self.value(now), withdrawn: withdrawn)
      .folded(into: previous, fullSections: sections).attributes
  }

  @Test(arguments: [
    ("{ a: 1, b: { c: 2 } }", "{ b: { d: 3 } }", "{ a: 1, b: { c: 2, d: 3 } }"),
    ("{ a: 1 }", "{ a: ~ }", "{ a: ~ }"),
    ("{ a: ~ }", "{ a: 1 }", "{ a: 1 }"),
    ("{ a: ~ }", "{}", "{ a: ~ }"),
    ("{ a: [1, 2] }", "{ a: [2] }", "{ a: [2] }"),
    ("{ a: { b: 1 } }", "{ a: 5 }", "{ a: 5 }"),
    ("{ a: 5 }", "{ a: { b: 1 } }", "{ a: { b: 1 } }"),
  ])
  func givenValuesReplaceAndTheRestStays(_ before: String, _ now: String, _ after: String) throws {
    #expect(try fold(before, now) == Self.value(after))
  }

  @Test func whatIsMissingWithinAFullSectionGoes() throws {
    let before = "{ bios: { a: 1, b: 2 }, net: { c: 3 }, tag: x }"
    #expect(
      try fold(before, "{ bios: { b: 4 } }", sections: ["bios"])
        == Self.value("{ bios: { b: 4 }, net: { c: 3 }, tag: x }")
    )
    #expect(
      try fold(before, "{ bios: { b: 4 } }", sections: ["bios", "net"])
        == Self.value("{ bios: { b: 4 }, tag: x }")
    )
  }

  @Test(arguments: [
    ("os.version", "{ os: { name: x, version: 1 } }", "{ os: { name: x } }"),
    ("os.version", "{ a: 1, os: { version: 1 } }", "{ a: 1 }"),
    ("os", "{ os: { version: 1 } }", "{}"),
    (
      "nets[eth0]", "{ nets: [{ name: eth0, m: 1 }, { name: eth1 }] }", "{ nets: [{ name: eth1 }] }"
    ),
    ("nets[eth0].m", "{ nets: [{ name: eth0, m: 1 }] }", "{ nets: [{ name: eth0 }] }"),
    ("nets[#2]", "{ nets: [{ name: a }, { name: b }] }", "{ nets: [{ name: a }] }"),
    ("tags[web]", "{ tags: [web, db] }", "{ tags: [db] }"),
    ("tags[web]", "{ tags: [web] }", "{}"),
    (
      "ports[443,tcp]", "{ ports: [{ port: 443, protocol: tcp }, { port: 443, protocol: udp }] }",
      "{ ports: [{ port: 443, protocol: udp }] }"
    ),
    ("nothing.there", "{ a: 1 }", "{ a: 1 }"),
  ])
  func whatIsTakenBackGoes(_ path: String, _ before: String, _ after: String) throws {
    let path = try AttributePath(parsing: path)
    #expect(try fold(before, "{}", withdrawn: [path]) == Self.value(after))
    #expect(try fold(nil, before, withdrawn: [path]) == Self.value(after))
  }

  @Test func aThingOfWhichAllWasSaidOnceStaysOne() {
    let part = Observation(key: "k", attributes: ["a": 1])
    let first = part.folded(into: nil, fullSections: [], isPartial: true)
    #expect(first.isPartial)
    #expect(part.folded(into: first, fullSections: [], isPartial: true).isPartial)
    let whole = part.folded(into: first, fullSections: [])
    #expect(!whole.isPartial)
    #expect(!part.folded(into: whole, fullSections: [], isPartial: true).isPartial)
  }

  @Test func theClassStaysUntilAnotherIsSaid() {
    let before = Observation(key: "k", className: "server", attributes: [:])
    let silent = Observation(key: "k", attributes: [:]).folded(into: before, fullSections: [])
    #expect(silent.className == "server")
    let other = Observation(key: "k", className: "storage", attributes: [:])
    #expect(other.folded(into: before, fullSections: []).className == "storage")
  }

  @Test func equalObservationsHaveEqualBytesAndReadBack() throws {
    let left = Observation(
      key: "0012",
      className: "server",
      attributes: ["b": [["y": 1, "x": "on"]], "a": .null],
      observedAt: "2026-11-24T09:12:31Z",
      isPartial: true
    )
    let right = Observation(
      key: "0012",
      className: "server",
      attributes: ["a": .null, "b": [["x": "on", "y": 1]]],
      isPartial: true
    )
    #expect(left.saysTheSame(as: right))
    #expect(left.text != right.text)
    let document = try Document.parse(left.text)
    #expect(Observation(document.value(document.root)) == left)
    var later = right
    later.observedAt = left.observedAt
    #expect(left.text == later.text)
  }

  static let noObservations: [Value] = [
    ["attributes": [:]], ["key": "k"], ["key": 1, "attributes": [:]],
    ["key": "k", "attributes": "a"], ["key": "k", "attributes": [:], "class": 1],
    ["key": "k", "attributes": [:], "partial": "no"],
    ["key": "k", "attributes": [:], "observed_at": "yesterday"], "k",
  ]

  @Test(arguments: noObservations)
  func whatIsNoObservationIsNone(_ file: Value) {
    #expect(Observation.objection(to: file) != nil)
    #expect(Observation(file) == nil)
  }
}
