import Documents
import Reconciliation
import Records
import TestSupport
import Testing

/// Identification against a twin that looks at every record and asks the plain questions of the
/// design, one after the other, with no table and no memory.
@Suite struct IdentificationTwinTests {
  /// What one side says of itself; nil is nothing.
  struct Thing {
    var serial: String?
    var maker: String?
    var uuid: String?
    var macs: [String] = []
    var name: String?

    static func random(_ generator: inout SeededGenerator) -> Thing {
      func pick(_ words: [String]) -> String? {
        Int.random(in: 0...2, using: &generator) == 0 ? nil : words.randomElement(using: &generator)
      }
      return Thing(
        serial: pick(["SN100A", "SN200B", "None"]),
        maker: pick(["Dell", "HP"]),
        uuid: pick([TrapTests.uuid, TrapTests.otherUUID]),
        macs: ["00:25:90:00:00:01", "00:25:90:00:00:02", "00:25:90:00:00:03", "02:42:00:00:00:01"]
          .filter { _ in Int.random(in: 0...2, using: &generator) == 0 },
        name: pick(["a.x.net", "b.x.net"])
      )
    }

    var text: String {
      var parts: [String] = []
      if let serial { parts.append("serial: \(serial)") }
      if let maker { parts.append("manufacturer: \(maker)") }
      if let uuid { parts.append("uuid: \(uuid)") }
      if let name { parts.append("fqdn: \(name)") }
      if !macs.isEmpty {
        let items = macs.enumerated().map { "{ name: e\($0), mac: '\($1)' }" }
        parts.append("interfaces: [\(items.joined(separator: ", "))]")
      }
      return parts.joined(separator: ", ")
    }
  }

  enum Answer: Equatable { case same, different, unknown }

  static func compare(_ left: String?, _ right: String?) -> Answer {
    guard let left, let right, left != "None", right != "None" else { return .unknown }
    return left == right ? .same : .different
  }

  /// The answers of the four kinds of evidence, strongest first; the name has no place beside it here.
  static func answers(_ seen: Thing, _ known: Thing, _ all: [Thing]) -> [Answer] {
    let serial = compare(seen.serial, known.serial)
    let maker = compare(seen.maker, known.maker)
    let device: Answer =
      serial == .same ? (maker == .different ? .different : .same) : serial
    let usable: (Thing) -> [String] = { thing in
      thing.macs.filter { mac in
        !mac.hasPrefix("02:42") && all.filter { $0.macs.contains(mac) }.count <= 1
      }
    }
    let (ours, theirs) = (usable(seen), usable(known))
    let common = ours.filter(theirs.contains).count
    let macs: Answer =
      ours.isEmpty || theirs.isEmpty
      ? .unknown : common == 0 ? .different : common * 2 > ours.count ? .same : .unknown
    return [device, compare(seen.uuid, known.uuid), macs, compare(seen.name, known.name)]
  }

  enum Verdict: Equatable { case found(Int), nobody, question }

  static func verdict(_ seen: Thing, _ records: [Thing]) -> Verdict {
    let answers = records.map { Self.answers(seen, $0, records) }
    for rank in 0..<4 {
      let fitting = records.indices.filter { index in
        answers[index][rank] == .same && !answers[index][..<rank].contains(.different)
      }
      // Serial number and maker together go before the serial number alone.
      let whole = fitting.filter { rank != 0 || (seen.maker != nil && records[$0].maker != nil) }
      let best = whole.isEmpty ? fitting : whole
      if best.count > 1 { return .question }
      guard let found = best.first else { continue }
      let weaker = answers[found][(rank + 1)...]
      let evidence = weaker.dropLast(rank < 3 ? 1 : 0)
      let isConfirmed = evidence.contains(.same) || (rank < 2 && weaker.last == .same)
      return evidence.contains(.different) && !isConfirmed ? .question : .found(found)
    }
    // What no two may share is equal, but something else is not: the same one changed, or not.
    let isNear = records.indices.contains { index in
      let serial = compare(seen.serial, records[index].serial)
      return (serial == .same && answers[index][0] == .different)
        || (answers[index][1] == .same && answers[index][0] == .different)
    }
    return isNear ? .question : .nobody
  }

  @Test func theTwinAgrees() throws {
    let seed = SeededGenerator.seed(for: "IdentificationTwinTests.theTwinAgrees")
    var generator = SeededGenerator(seed: seed)
    var seenVerdicts: [String: Int] = [:]
    for step in 0..<400 {
      let records = (0..<3).map { _ in Thing.random(&generator) }
      let seen = Thing.random(&generator)
      var world = World()
      world.note = "SEED=\(seed) step \(step)"
      for (index, record) in records.enumerated() {
        try world.record("{ id: r\(index), class: server, \(record.text) }")
      }
      try world.source("s")
      try world.say("s", "k", "{ \(seen.text) }")
      let outcome = try Reconciliation.run(world.input())
      let expected = Self.verdict(seen, records)
      // A record that was found may still be unable to take what was said.
      let found =
        outcome.changes.first { $0.value["sources"] != nil }?.reference
        ?? outcome.findings.first { $0.kind == .conflict || $0.kind == .invalid }?.reference
      let actual: Verdict
      if let found {
        actual = .found(try #require(Int(found.id.dropFirst())))
      } else {
        let isUnmatched = outcome.findings.contains { $0.kind == .unmatched }
        actual = isUnmatched ? .nobody : .question
      }
      #expect(
        actual == expected,
        "\(world.note)\nseen \(seen)\nrecords \(records)\n\(outcome.findings.map(\.message))\n\(outcome.changes.map(\.edits))"
      )
      seenVerdicts["\(expected)".prefix(5).description, default: 0] += 1
    }
    // Every kind of verdict came up.
    #expect(seenVerdicts.count == 3, "\(seenVerdicts)")
  }
}
