import Documents
import Git
import History
import Records
import TestSupport
import Testing

/// Over random histories, the index gives the answers that walking gives.
@Suite struct HistoryAgreementTests {
  /// The answers of both sides, as text that can be compared and read.
  enum Text {
    static func of(_ lines: [AttributeBlame.Line]?) -> [String] {
      guard let lines else { return ["no record"] }
      return lines.map { line in
        let origin = line.provenance
        let approvals = origin.approvals.map(\.name).joined(separator: ",")
        return "\(line.attribute)=\(line.value.json()) \(origin.commit!.prefix(8)) \(origin.time!) "
          + "\(origin.author!.name) \(origin.source ?? "-") \(origin.delivery ?? "-") [\(approvals)] "
          + "\(origin.changes) \(origin.summary)"
      }
    }

    static func of(_ entry: ChangeLog.Entry) -> [String] {
      let facts = entry.facts
      // A walk tells of a text that cannot be parsed as if it were an empty record.
      let changes = entry.changes.filter { $0.attribute?.isEmpty != true }
      if changes.isEmpty { return [] }
      let renames = facts.renames.map { "\($0.value)>\($0.key)" }.sorted()
      let head =
        "\(facts.id.hex.prefix(8)) \(facts.time) \(facts.author.email) \(facts.summary) "
        + "\(facts.parents.map { $0.hex.prefix(4) }) \(facts.tree.hex.prefix(4)) "
        + "\(facts.deliveries.map(\.source)) \(facts.approvals.map(\.email)) \(renames)"
      return [head]
        + changes.map { change in
          "  \(change.reference) \(change.attribute?.description ?? "-") \(change.kind) "
            + "\(change.old?.json() ?? "-") \(change.new?.json() ?? "-") "
            + "\(change.from?.description ?? "-")"
        }
    }
  }

  /// What is compared of one world.
  func compare(_ world: RandomWorld, _ index: RecordIndex, at number: Int) throws {
    let repository = try world.open()
    let commit = ObjectID(hex: world.ids[number])!
    try index.bringUpToDate(to: commit, catalogue: IndexClasses.catalogue)
    let history = try index.history(IndexClasses.catalogue)
    let versions = RecordVersions(repository, catalogue: IndexClasses.catalogue)
    let note = "\(world.description), commit \(number) \(commit)"
    let paths = world.commits[number].tree.keys.filter { RecordLayout.reference(ofPath: $0) != nil }
      .sorted()
    for path in paths {
      for skipping in 0...1 {
        let walked = try AttributeBlame(versions).lines(of: path, at: commit, skipping: skipping)
        let indexed = try history.lines(of: path, at: commit, skipping: skipping)
        expectSame(Text.of(indexed), Text.of(walked), "\(note), blame \(skipping) of \(path)")
      }
    }
    let log = ChangeLog(versions)
    var (walked, indexed): ([String], [String]) = ([], [])
    // A merge that moves a file between folders has two paths of one name, and a walk may take either.
    let isClear: (ChangeLog.Entry) -> Bool = { entry in
      !world.movesFolders || entry.facts.parents.count < 2 || !entry.facts.deliveries.isEmpty
    }
    try log.walk(from: commit) {
      if isClear($0) { walked += Text.of($0) }
      return true
    }
    try history.walk(from: commit) {
      if isClear($0) { indexed += Text.of($0) }
      return true
    }
    expectSame(indexed, walked, "\(note), log")
    for path in paths {
      (walked, indexed) = ([], [])
      try log.walk(record: path, from: commit) {
        if isClear($0) { walked += Text.of($0) }
        return true
      }
      try history.walk(record: path, from: commit) {
        if isClear($0) { indexed += Text.of($0) }
        return true
      }
      expectSame(indexed, walked, "\(note), log of \(path)", isOrdered: !world.isSkewed)
    }
  }

  func expectSame(_ indexed: [String], _ walked: [String], _ note: String, isOrdered: Bool = true) {
    if indexed == walked { return }
    if !isOrdered, indexed.sorted() == walked.sorted() { return }
    let place =
      zip(indexed, walked).enumerated().first { $1.0 != $1.1 }?.offset
      ?? min(indexed.count, walked.count)
    Issue.record(
      """
      \(note), line \(place) of \(indexed.count) and \(walked.count):
      index: \(indexed.dropFirst(place).first ?? "nothing")
      walk:  \(walked.dropFirst(place).first ?? "nothing")
      """
    )
  }

  @Test(arguments: 0..<4) func bothAgree(_ part: Int) throws {
    let seed = SeededGenerator.seed(for: "HistoryAgreementTests.bothAgree \(part)")
    var random = SeededGenerator(seed: seed &+ UInt64(part) &* 7_919)
    for round in 0..<75 {
      let world = RandomWorld(
        seed: random.next(),
        commits: Int.random(in: 5...60, using: &random),
        isSkewed: round % 5 == 0,
        movesFolders: round % 2 == 0
      )
      let index = RecordIndex(try world.open())
      // At once or in steps, and also from commits that the last one does not lead to.
      if Bool.random(using: &random) {
        for _ in 0..<3 {
          let number = Int.random(in: 0..<world.ids.count, using: &random)
          try index.bringUpToDate(
            to: ObjectID(hex: world.ids[number])!,
            catalogue: IndexClasses.catalogue
          )
        }
      }
      try compare(world, index, at: world.main)
      if round % 5 == 1 {
        let number = Int.random(in: 0..<world.ids.count, using: &random)
        try compare(world, index, at: number)
      }
    }
  }

  /// Worlds in which a merge renames a record that one of its parents has under the new name.
  @Test(arguments: [
    (seed: UInt64(9_513_384_107_759_418_269), commits: 54, isSkewed: true, movesFolders: false),
    (seed: 9_785_922_679_186_381_793, commits: 36, isSkewed: false, movesFolders: false),
    (seed: 17_587_781_122_356_624_797, commits: 27, isSkewed: false, movesFolders: true),
  ])
  func renamesInMergesAgree(seed: UInt64, commits: Int, isSkewed: Bool, movesFolders: Bool) throws {
    let world = RandomWorld(
      seed: seed,
      commits: commits,
      isSkewed: isSkewed,
      movesFolders: movesFolders
    )
    try compare(world, RecordIndex(try world.open()), at: world.main)
  }

  /// A long history is listed by git instead of being compared tree by tree.
  @Test func longHistoriesAgree() throws {
    let seed = SeededGenerator.seed(for: "HistoryAgreementTests.longHistoriesAgree")
    var random = SeededGenerator(seed: seed)
    for round in 0..<2 {
      let world = RandomWorld(seed: random.next(), commits: 400, movesFolders: round == 0)
      let index = RecordIndex(try world.open())
      if round == 1 {
        let early = ObjectID(hex: world.ids[30])!
        try index.bringUpToDate(to: early, catalogue: IndexClasses.catalogue)
      }
      try compare(world, index, at: world.main)
    }
  }

  /// The plainest way of all says the same: one leaf and one commit at a time.
  @Test func thePlainTwinAgrees() throws {
    let seed = SeededGenerator.seed(for: "HistoryAgreementTests.thePlainTwinAgrees")
    var random = SeededGenerator(seed: seed)
    for round in 0..<40 {
      let world = RandomWorld(seed: random.next(), commits: 40, isSkewed: round % 2 == 0)
      let index = RecordIndex(try world.open())
      try index.bringUpToDate(to: world.mainID, catalogue: IndexClasses.catalogue)
      let history = try index.history(IndexClasses.catalogue)
      let plain = PlainBlame(world: world)
      for path in world.commits[world.main].tree.keys.sorted()
      where RecordLayout.reference(ofPath: path) != nil {
        let expected = plain.answers(of: path, at: world.main)?.map { path, answer in
          "\(path)=\(answer.value!.json()) \(world.ids[answer.commit!].prefix(8)) \(answer.changes)"
        }
        let lines = try history.lines(of: path, at: world.mainID)?.map { line in
          "\(line.attribute)=\(line.value.json()) \(line.facts.id.hex.prefix(8)) "
            + "\(line.provenance.changes)"
        }
        expectSame(lines ?? [], expected ?? [], "\(world.description), \(path)")
      }
    }
  }
}
