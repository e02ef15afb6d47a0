import Documents
import Records
import SchemaLibrary
import TestSupport
import Testing

/// What must hold of every merge of two edits of a record's text.
@Suite struct RecordMergeLawTests {
  /// A merge by line that never helps, so that the merge by attribute is what is tested.
  static let server = ClassCatalogue(
    SchemaLibrary.files.map { SchemaFile(name: $0.name, origin: .builtIn, source: $0.source) }
  ).recordClass("server")
  let merge = RecordTextMerge(recordClass: server) { _, ours, _ in (ours, false) }

  /// Pairs of edits that touch different attributes; the merge must join 95 of 100.
  @Test func differentAttributesJoin() throws {
    var generator = SeededGenerator.announced("RecordMergeLawTests.differentAttributesJoin")
    var joined = 0
    let pairs = 300
    for _ in 0..<pairs {
      let base = EditedServer(&generator)
      var (ours, theirs) = (base, base)
      var topics = EditedServer.topics.shuffled(using: &generator)
      for _ in 0..<3 { ours.edit(topics.removeLast(), &generator) }
      for _ in 0..<3 { theirs.edit(topics.removeLast(), &generator) }
      let result = try merge.merge(base: base.text, ours: ours.text, theirs: theirs.text)
      let detail = "SEED=\(generator.seed)\n\(base)\n\(ours)\n\(theirs)"
      if result.isClean { joined += 1 }
      expectNothingLost(base, ours, theirs, result, detail)
    }
    print("merged \(joined) of \(pairs) pairs of edits of different attributes")
    #expect(joined * 100 >= pairs * 95, "SEED=\(generator.seed)")
  }

  /// Any edits: nothing is lost without a word, a clean result can be read, and it does not depend on
  /// which side is ours.
  @Test func nothingIsLost() throws {
    var generator = SeededGenerator.announced("RecordMergeLawTests.nothingIsLost")
    for _ in 0..<300 {
      let base = EditedServer(&generator)
      var (ours, theirs) = (base, base)
      for _ in 0..<generator.below(5) {
        ours.edit(generator.pick(EditedServer.topics), &generator)
      }
      for _ in 0..<generator.below(5) {
        theirs.edit(generator.pick(EditedServer.topics), &generator)
      }
      let detail = "SEED=\(generator.seed)\n\(base)\n\(ours)\n\(theirs)"
      let result = try merge.merge(base: base.text, ours: ours.text, theirs: theirs.text)
      expectNothingLost(base, ours, theirs, result, detail)
      let other = try merge.merge(base: base.text, ours: theirs.text, theirs: ours.text)
      #expect(result.isClean == other.isClean, "\(detail)")
      #expect(
        Set(result.conflicts.map(\.attribute)) == Set(other.conflicts.map(\.attribute)),
        "\(detail)"
      )
      if result.isClean, other.isClean {
        #expect(leaves(result.text) == leaves(other.text), "\(detail)")
      }
      #expect(
        try merge.merge(base: base.text, ours: ours.text, theirs: ours.text).text == ours.text
      )
      #expect(
        try merge.merge(base: base.text, ours: base.text, theirs: ours.text).text == ours.text
      )
    }
  }

  private func expectNothingLost(
    _ base: EditedServer,
    _ ours: EditedServer,
    _ theirs: EditedServer,
    _ result: RecordTextMerge.Result,
    _ detail: String
  ) {
    let text = String(decoding: result.text, as: UTF8.self)
    for comment in (ours.comments + theirs.comments) where !base.comments.contains(comment) {
      #expect(text.contains(comment), "\(comment) is lost in \(text): \(detail)")
    }
    guard result.isClean else {
      #expect(!result.conflicts.isEmpty || !result.commentConflicts.isEmpty, "\(detail)")
      #expect(text.contains("<<<<<<< ours\n") && text.contains(">>>>>>> theirs\n"), "\(detail)")
      return
    }
    let (start, merged) = (leaves(base.text), leaves(result.text))
    for side in [leaves(ours.text), leaves(theirs.text)] {
      for path in Set(side.keys).union(start.keys) where side[path] != start[path] {
        #expect(merged[path] == side[path], "\(path) is lost: \(text): \(detail)")
      }
    }
  }

  private func leaves(_ text: [UInt8]) -> [AttributePath: Value] {
    guard let document = try? Document.parse(text) else {
      Issue.record("cannot be read: \(String(decoding: text, as: UTF8.self))")
      return [:]
    }
    let leaves = document.value(document.root).leaves(keys: Self.server?.listKeys ?? .none)
    return Dictionary(
      leaves.filter { $0.value != .map([:]) && $0.value != .list([]) }.map { ($0.path, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

/// A server's text that random edits change as people do: values, comments, layout, items.
struct EditedServer: CustomStringConvertible {
  private var lines: [String: [String]] = [:]
  private var fields: [String] = topics
  private(set) var comments: [String] = []

  /// The attributes that one edit is about.
  static let topics = [
    "name", "owner", "lifecycle", "description", "cost_centre", "criticality", "environment",
    "location", "os", "cost", "interfaces", "tags", "relations", "contract",
  ]

  init(_ generator: inout SeededGenerator) {
    for topic in Self.topics { lines[topic] = Self.made(topic, &generator) }
  }

  var text: [UInt8] {
    let body = fields.flatMap { lines[$0] ?? [] }.joined(separator: "\n")
    return Array("id: web-01\nclass: server\n\(body)\n".utf8)
  }

  var description: String { String(decoding: text, as: UTF8.self) }

  mutating func edit(_ topic: String, _ generator: inout SeededGenerator) {
    switch generator.below(8) {
    case 0: lines[topic] = []
    case 1:
      let comment = "# note \(generator.below(1_000_000))"
      guard let first = lines[topic]?.first else { return }
      comments.append(comment)
      lines[topic]?[0] = "\(comment)\n\(first)"
    case 2:
      fields.shuffle(using: &generator)
      lines[topic] = Self.made(topic, &generator)
    default: lines[topic] = Self.made(topic, &generator)
    }
    // An edit may have taken a comment with it.
    comments = comments.filter { description.contains($0) }
  }

  private static func made(_ topic: String, _ generator: inout SeededGenerator) -> [String] {
    let n = generator.below(40)
    let isFlow = generator.chance(30)
    switch topic {
    case "cost":
      return isFlow
        ? ["cost: { currency: EUR, monthly: \(n) }"]
        : ["cost:", "  currency: EUR", "  monthly: \(n)  # euro"]
    case "os":
      return isFlow
        ? ["os: { name: Debian, version: \"\(n)\" }"]
        : ["os:", "  name: Debian", "  version: \"\(n)\""]
    case "tags":
      return [
        "tags: [\(["a", "b", "c", "t\(n)"].shuffled(using: &generator)[0...1].joined(separator: ", "))]"
      ]
    case "interfaces":
      return ["interfaces:"]
        + (0...generator.below(3)).flatMap { ["  - name: eth\($0)", "    ipv4: 10.0.0.\($0 + n)"] }
    case "relations":
      return ["relations:", "  depends_on:", "    - database/db-\(n % 3)"]
        + (generator.chance(50) ? ["    - { to: database/x, share: 0.\(n + 1) }"] : [])
    case "description":
      return generator.chance(50)
        ? ["description: text \(n)"]
        : ["description: |", "  text \(n)", "  # no comment", "  more"]
    default: return ["\(topic): \(topic)-\(n)"]
    }
  }
}
