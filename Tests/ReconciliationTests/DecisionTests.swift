import Documents
import Reconciliation
import Records
import TestSupport
import Testing

@Suite struct DecisionTests {
  func bench(_ record: String, _ said: String, _ settings: String = "unknown: create") throws
    -> Bench
  {
    var bench = Bench()
    try bench.record("server/web", record)
    try bench.source("glpi", settings)
    try bench.observe("glpi", "k", said)
    return bench
  }

  static let bound = "id: web, class: server, sources: { glpi: k }"

  @Test func aPersonsValueStandsAndIsDrift() throws {
    var bench = try bench("{ \(Self.bound), os: Debian 11 }", "{ os: Debian 12 }")
    bench.writers["server/web os"] = .person
    let outcome = try bench.run()
    #expect(outcome.changes.isEmpty)
    #expect(
      outcome.findings.map { "\($0.kind.rawValue) \($0.attribute!) \($0.value!) \($0.observed!)" }
        == ["drift os \(Value.string("Debian 11")) \(Value.string("Debian 12"))"]
    )
  }

  @Test func aGovernedValueStandsAndIsDrift() throws {
    var bench = try bench("{ \(Self.bound), asset_tag: AT-1 }", "{ asset_tag: AT-2 }")
    let outcome = try bench.run()
    #expect(outcome.changes.isEmpty)
    #expect(outcome.findings.map(\.kind) == [.drift])
  }

  @Test func aGovernedValueIsNeverFilledIn() throws {
    var bench = try bench("{ \(Self.bound) }", "{ asset_tag: AT-2 }")
    let outcome = try bench.run()
    #expect(outcome.changes.isEmpty && outcome.findings.isEmpty)
  }

  @Test func aPinHoldsUntilItEnds() throws {
    let record =
      "{ \(Self.bound), os: mine, pinned: { os: { reason: known better, until: 1970-01-01 } } }"
    var held = try bench(record, "{ os: theirs }")
    held.states["glpi"]?.time = 1_000
    #expect(try held.run().changes.isEmpty)
    var over = try bench(record, "{ os: theirs }")
    try over.observe("glpi", "k", "{ os: theirs }", at: 200_000)
    _ = try over.run()
    #expect(over.value("server/web", "os") == "theirs")
  }

  @Test func adoptionDecidesOverOlderValues() throws {
    for (word, value) in [("take", "theirs"), ("ask", "mine"), ("keep", "mine")] {
      var bench = try bench(
        "{ \(Self.bound), os: mine }",
        "{ os: theirs }",
        "unknown: create\nadopt: \(word)"
      )
      bench.writers["server/web os"] = .personBeforeBinding
      _ = try bench.run()
      #expect(bench.value("server/web", "os") == .string(value), "\(word)")
    }
  }

  @Test func nullFromTheWinnerMeansThatThereIsNone() throws {
    var bench = try bench("{ \(Self.bound), os: A }", "{ os: ~ }")
    _ = try bench.run()
    #expect(bench.value("server/web", "os") == nil)
  }

  @Test func whatNobodySaysAnyMoreGoesUnlessAPersonWroteIt() throws {
    var bench = try bench("{ \(Self.bound), os: A, memory: 5 }", "{}")
    bench.writers["server/web memory"] = .person
    _ = try bench.run()
    #expect(bench.value("server/web", "os") == nil)
    #expect(bench.value("server/web", "memory") == 5)
  }

  @Test func anItemGoesOnlyWhenNothingOfAPersonIsLeft() throws {
    let record =
      "{ \(Self.bound), interfaces: [{ name: eth0, mac: '00:16:3e:00:00:01' }, { name: eth1, mac: '00:16:3e:00:00:02', note: uplink }] }"
    var bench = try bench(record, "{}")
    bench.writers["server/web interfaces[eth1].note"] = .person
    _ = try bench.run()
    #expect(bench.value("server/web", "interfaces[eth0]") == nil)
    #expect(bench.value("server/web", "interfaces[eth1].mac") == nil)
    #expect(bench.value("server/web", "interfaces[eth1].note") == "uplink")
  }

  @Test func precedenceThenTimeThenName() throws {
    func winner(_ a: String, _ b: String, timeA: Int64, timeB: Int64) throws -> Value? {
      var bench = Bench()
      try bench.record("server/web", "{ id: web, class: server, sources: { a: k, b: k } }")
      try bench.source("a", "precedence: \(a)")
      try bench.source("b", "precedence: \(b)")
      try bench.observe("a", "k", "{ os: from a }", at: timeA)
      try bench.observe("b", "k", "{ os: from b }", at: timeB)
      _ = try bench.run()
      return bench.value("server/web", "os")
    }
    #expect(try winner("80", "50", timeA: 1, timeB: 9) == "from a")
    #expect(try winner("50", "50", timeA: 1, timeB: 9) == "from b")
    #expect(try winner("50", "50", timeA: 9, timeB: 9) == "from a")
    #expect(
      try winner("{ '*': 90 }", "{ '*': 10, 'server.os': 95 }", timeA: 9, timeB: 1) == "from b"
    )
  }

  @Test func aSourceThatIsOffWithdrawsItsWord() throws {
    var bench = Bench()
    try bench.record(
      "server/web",
      "{ id: web, class: server, os: from a, sources: { a: k, b: k } }"
    )
    try bench.source("a", "precedence: 90\nenabled: false")
    try bench.source("b", "precedence: 10")
    try bench.observe("a", "k", "{ os: from a, memory: 4 }")
    try bench.observe("b", "k", "{ os: from b }")
    _ = try bench.run()
    #expect(bench.value("server/web", "os") == "from b")
  }

  @Test func whatWouldBeInvalidIsHeldByTheLeastWord() throws {
    var bench = Bench()
    try bench.record("server/web", "{ id: web, class: server, sources: { a: k, b: k } }")
    try bench.source("a", "precedence: 90")
    try bench.source("b", "precedence: 10")
    try bench.observe("a", "k", "{ os: good }")
    try bench.observe("b", "k", "{ memory: -1 }")
    bench.objection = { $0["memory"] == -1 ? ["memory must not be negative"] : [] }
    let outcome = try bench.run()
    #expect(bench.value("server/web", "os") == "good")
    #expect(bench.value("server/web", "memory") == nil)
    #expect(outcome.findings.map { "\($0.kind.rawValue) \($0.source)" } == ["invalid b"])
    #expect(try bench.run().changes.isEmpty)
  }

  @Test func everyValueIsExplained() throws {
    var bench = try bench("{ \(Self.bound), asset_tag: AT-1 }", "{ os: Debian, asset_tag: AT-2 }")
    _ = try bench.run()
    let lines = try Reconciliation.explain(Reference("server/web")!, in: bench.input())
    let os = try #require(lines.first { $0.attribute == "os" })
    #expect(os.rule == "glpi alone says it" && os.isDecidedBySource)
    let tag = try #require(lines.first { $0.attribute == "asset_tag" })
    #expect(tag.rule == "governed: people decide it" && !tag.isDecidedBySource)
    #expect(tag.contenders.map(\.value) == ["AT-2"])
  }

  /// The laws of reconciliation over random records and sources: it is a fixed point, the order of
  /// sources does not matter, people's values and governed ones never change.
  @Test func laws() throws {
    let seed = SeededGenerator.seed(for: "DecisionTests.laws")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      var bench = try RandomBench.make(&generator)
      let before = bench.records
      let people = bench.writers
      var shuffled = try bench.input()
      shuffled.sources.shuffle(using: &generator)
      let other = try Reconciliation.run(shuffled)
      let outcome = try bench.run()
      #expect(other.changes.map(\.value) == outcome.changes.map(\.value), "SEED=\(seed)")
      #expect(other.findings == outcome.findings, "SEED=\(seed)")
      let again = try bench.run()
      #expect(again.changes.isEmpty, "SEED=\(seed): \(again.changes.map(\.edits))")
      for (reference, value) in before {
        let after = try #require(bench.records[reference])
        for name in ["owner", "asset_tag", "id", "name"] {
          #expect(after[name] == value[name], "SEED=\(seed) governed \(name)")
        }
        for name in ["os", "memory"] where people["\(reference) \(name)"] == .person {
          #expect(value[name] == nil || after[name] == value[name], "SEED=\(seed) person's \(name)")
        }
      }
    }
  }
}

/// Random records and sources that speak of them.
enum RandomBench {
  static func make(_ generator: inout SeededGenerator) throws -> Bench {
    var bench = Bench()
    for index in 0..<4 {
      var fields = [
        "id: m\(index)", "class: server", "serial: SERIAL\(index)", "asset_tag: T\(index)",
      ]
      if Bool.random(using: &generator) {
        fields.append("os: os\(Int.random(in: 0...2, using: &generator))")
      }
      if Bool.random(using: &generator) {
        fields.append("memory: \(Int.random(in: 1...3, using: &generator))")
      }
      if Bool.random(using: &generator) {
        fields.append("sources: { s\(Int.random(in: 0...2, using: &generator)): k\(index) }")
      }
      try bench.record("server/m\(index)", "{ \(fields.joined(separator: ", ")) }")
      for name in ["os", "memory"] where Bool.random(using: &generator) {
        bench.writers["server/m\(index) \(name)"] = .person
      }
    }
    for source in 0..<3 {
      let unknown = Bool.random(using: &generator) ? "create" : "hold"
      try bench.source(
        "s\(source)",
        "unknown: \(unknown)\nprecedence: \(Int.random(in: 0...2, using: &generator))"
      )
      for index in 0..<6 where Bool.random(using: &generator) {
        var said = ["serial: SERIAL\(index)", "fqdn: m\(index).x"]
        if Bool.random(using: &generator) {
          said.append("os: os\(Int.random(in: 0...2, using: &generator))")
        }
        if Int.random(in: 0...3, using: &generator) == 0 {
          said.append("memory: ~")
        } else {
          said.append("memory: \(Int.random(in: 1...3, using: &generator))")
        }
        try bench.observe(
          "s\(source)",
          "k\(index)",
          "{ \(said.joined(separator: ", ")) }",
          at: Int64.random(in: 1...5, using: &generator)
        )
      }
    }
    return bench
  }
}
