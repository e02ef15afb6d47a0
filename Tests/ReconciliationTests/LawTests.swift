import Documents
import Glibc
import Reconciliation
import Records
import TestSupport
import Testing

/// The laws over random repositories: people edit, pin, move and delete, sources say, take back, go
/// stale and are switched off, and after every step everything is reconciled and checked.
@Suite struct LawTests {
  @Test func theyHoldAfterEveryStep() throws {
    let seed = SeededGenerator.seed(for: "LawTests.theyHoldAfterEveryStep")
    let stories = getenv("CMDB_STORIES").flatMap { Int(String(cString: $0)) } ?? 12
    for story in 0..<stories { try run(seed: seed, story: story, steps: 10) }
  }

  /// One story; what fails names its last steps.
  private func run(seed: UInt64, story: Int, steps: Int) throws {
    var teller = StoryTeller(
      seed: seed &* 1_000_003 &+ UInt64(story),
      note: "SEED=\(seed) story \(story)"
    )
    for step in 0..<steps { try teller.tell(step) }
  }
}

/// Tells a random story.
struct StoryTeller {
  private(set) var world = World()
  private var generator: SeededGenerator
  private let note: String
  private var now: Int64 = 1_000
  private var log: [String] = []

  init(seed: UInt64, note: String) {
    generator = SeededGenerator(seed: seed)
    self.note = note
  }

  private mutating func chance(_ one: Int) -> Bool {
    Int.random(in: 1...one, using: &generator) == 1
  }
  private mutating func pick<Element>(_ all: [Element]) -> Element {
    all[Int.random(in: 0..<all.count, using: &generator)]
  }

  mutating func tell(_ step: Int) throws {
    now += Int64.random(in: 0...5_000, using: &generator)
    if step == 0 {
      for source in ["a", "b", "c"] { try describe(source) }
      for id in ["m0", "m1", "m2"] where !chance(3) { try write(id) }
    }
    for _ in 0..<pick([1, 2, 5]) { try act() }
    world.note = "\(note) step \(step)\n" + log.suffix(14).joined(separator: "\n")
    let outcome = try world.sync()
    log.append("sync: \(outcome.changes.map { "\($0.reference)" }) \(outcome.findings.map(\.kind))")
    try checkExplanations(outcome)
  }

  private mutating func describe(_ source: String) throws {
    var lines = [
      "unknown: \(pick(["create", "create", "hold"]))", "adopt: \(pick(["take", "ask", "keep"]))",
      "precedence: { '*': \(pick([1, 2])), os.*: \(pick([1, 2, 3])), server.uuid: \(pick([1, 2])) }",
      "classes: [{ class: server, when: not kind=vm }, { class: virtual-machine }]",
      "mapping: { '*': '*' }",
    ]
    if chance(4) { lines.append("freshness: 1h") }
    if chance(6) { lines.append("enabled: false") }
    if chance(6) { lines.append("kind: import") }
    if chance(4) { lines.append("ignore: [{ key: k\(pick([0, 1, 2, 3])) }]") }
    if chance(4) { lines.append("defaults: { owner: team/x, environment: test, firmware: no }") }
    try world.source(source, lines.joined(separator: "\n"))
    log.append("source \(source): \(lines.joined(separator: "; "))")
  }

  private mutating func write(_ id: String) throws {
    let name = pick(["server", "server", "virtual-machine"])
    let text =
      "{ id: \(id), class: \(name), owner: team/y, \(facts(of: pick([0, 1, 2, 3]), isRecord: true)) }"
    if world.texts[try #require(Reference("\(name)/\(id)"))] != nil { return }
    try world.record(text)
    log.append("record \(text)")
  }

  /// What somebody says about thing number `thing`: mostly the truth.
  private mutating func facts(of thing: Int, isRecord: Bool) -> String {
    var parts: [String] = []
    let number = chance(8) ? pick([0, 1, 2, 3]) : thing
    if !chance(3) { parts.append("serial: SERIAL\(number)") }
    if chance(2) { parts.append("manufacturer: \(pick(["Dell", "Dell", "HP"]))") }
    if !chance(3) {
      parts.append("uuid: 4c4c4544-0000-1000-8000-00000000000\(chance(8) ? 9 : number)")
    }
    if chance(2) { parts.append("fqdn: \(pick(["m\(number)", "m\(number)", "web"])).x.net") }
    if !isRecord && chance(6) { parts.append("kind: vm") }
    if chance(2) {
      parts.append("firmware: \(pick(["'1'", "'2'", "'3'"] + (isRecord ? [] : ["~"])))")
    }
    if chance(2) { parts.append("memory_mib: \(pick(["1", "2"] + (isRecord ? [] : ["~", "-1"])))") }
    if chance(4) { parts.append("criticality: \(pick(["low", "high"]))") }
    if !isRecord && chance(8) {
      parts.append("os: ~")
    } else if chance(2) {
      parts.append("os: { name: \(pick(["x", "y"])), version: \(pick(["'1'", "'2'"])) }")
    }
    var items: [String] = []
    for port in 0..<2 where chance(2) {
      let mac = chance(6) ? "00:25:90:00:00:dd" : "00:25:90:00:0\(number):0\(port)"
      // Some sources know an address without its interface.
      let name = !isRecord && (number + port) % 3 == 2 ? "" : "name: e\(port), "
      var item = "{ \(name)mac: '\(mac)'"
      if chance(2) { item += ", mtu: \(pick([1, 2]))" }
      if chance(3) { item += ", addresses: [10.0.0.\(pick([1, 2])), 10.0.0.\(pick([3, 4]))]" }
      items.append(item + " }")
    }
    if !items.isEmpty || chance(6) {
      parts.append("interfaces: [\(items.joined(separator: ", "))]")
    }
    return parts.joined(separator: ", ")
  }

  private mutating func act() throws {
    switch Int.random(in: 0...19, using: &generator) {
    case 0...8:
      let (source, thing) = (pick(["a", "b", "c"]), pick([0, 1, 2, 3, 4]))
      let key = chance(6) ? "j\(thing)" : "k\(thing)"
      let text = "{ \(facts(of: thing, isRecord: false)) }"
      try world.say(source, key, text, at: now, isPartial: chance(8))
      log.append("\(source) says \(key): \(text)")
    case 9:
      let (source, thing) = (pick(["a", "b", "c"]), pick([0, 1, 2, 3]))
      world.retract(source, "k\(thing)")
      log.append("\(source) retracts k\(thing)")
    case 10: try describe(pick(["a", "b", "c"]))
    case 11: try write("m\(pick([0, 1, 2, 3]))")
    case 12:
      guard let name = world.references.randomElement(using: &generator), chance(2) else { return }
      try world.delete(name)
      log.append("delete \(name)")
    case 13: try move()
    default: try edit()
    }
  }

  private mutating func edit() throws {
    guard let name = world.references.randomElement(using: &generator) else { return }
    let edits: [(AttributePath, Value?)] = [
      ("firmware", "9"), ("firmware", nil), ("os.version", "9"), ("os", nil), ("serial", nil),
      ("interfaces[e0].network", "network/lan"), ("interfaces[e0]", nil), ("memory_mib", 7),
      ("interfaces[e1].mtu", 9), ("interfaces[e0].addresses[10.0.0.9]", "10.0.0.9"),
      ("criticality", "critical"), ("pinned.firmware", ["reason": "x"]), ("pinned", nil),
      (#"pinned."os.version""#, ["reason": "x", "until": "1970-01-01"]),
      (#"pinned."interfaces[e0]""#, ["reason": "x"]),
    ]
    let (path, value) = pick(edits)
    try world.edit(name, path, value)
    log.append("edit \(name) \(path) \(value.map { $0.json(pretty: false) } ?? "none")")
  }

  /// A person moves, copies or removes a binding.
  private mutating func move() throws {
    guard let from = world.references.randomElement(using: &generator),
      let to = world.references.randomElement(using: &generator),
      let (source, keys) = Bindings.all(in: try #require(try world.value(from))).first,
      let key = keys.first
    else { return }
    let isCopy = chance(4)
    if !isCopy { try world.edit(from, Bindings.attribute.appending(name: source), nil) }
    let reference = try #require(Reference(from))
    if try world.value(from, "sources") == nil { world.formerlyBound.insert(reference) }
    if !chance(4) {
      try world.edit(to, Bindings.attribute.appending(name: source), .string(key))
    }
    log.append("\(isCopy ? "copy" : "move") \(source) \(key) from \(from) to \(to)")
  }

  /// Every value that stands by a source's word is the word of the first contender.
  private func checkExplanations(_ outcome: ReconciliationOutcome) throws {
    let explainer = try Explainer(world.input())
    for name in world.references {
      let reference = try #require(Reference(name))
      for line in try explainer.explain(reference) where line.isDecidedBySource {
        let winner = try #require(line.contenders.first)
        #expect(!winner.isHeld, "\(world.note) \(name) \(line.attribute)")
        #expect(
          winner.value.isNull == (line.value == nil),
          "\(world.note) \(name) \(line.attribute)"
        )
      }
    }
  }
}
