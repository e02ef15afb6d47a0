import Documents
import Git
import History
import Records
import TestSupport
import Testing

/// Over random histories, the answers about moments and ends are the same with the index, by walking,
/// and in their plainest form.
@Suite struct HistoryAnswerTests {
  struct Sides {
    let world: RandomWorld
    let walked: RecordHistory
    let indexed: RecordHistory

    init(_ world: RandomWorld) throws {
      self.world = world
      let repository = try world.open()
      walked = RecordHistory(repository, catalogue: IndexClasses.catalogue, index: nil)
      indexed = RecordHistory(
        repository,
        catalogue: IndexClasses.catalogue,
        index: RecordIndex(repository)
      )
    }

    func id(_ number: Int) -> ObjectID { ObjectID(hex: world.ids[number])! }

    /// What `main` leads to.
    var ancestors: [Int] {
      var found = Set([world.main])
      var pending = [world.main]
      while let number = pending.popLast() {
        for parent in world.commits[number].parents where found.insert(parent).inserted {
          pending.append(parent)
        }
      }
      return found.sorted()
    }
  }

  static func worlds(_ name: String, _ count: Int, movesFolders: Bool = true) -> [RandomWorld] {
    let seed = SeededGenerator.seed(for: "HistoryAnswerTests.\(name)")
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { round in
      RandomWorld(
        seed: random.next(),
        commits: Int.random(in: 5...60, using: &random),
        isSkewed: round % 2 == 0,
        movesFolders: movesFolders
      )
    }
  }

  @Test func endsOfValuesAgree() throws {
    for world in Self.worlds("endsOfValuesAgree", 40, movesFolders: false) {
      let sides = try Sides(world)
      let plain = PlainBlame(world: world)
      for number in sides.ancestors where number % 3 == 0 {
        for path in world.commits[number].tree.keys.sorted()
        where RecordLayout.reference(ofPath: path) != nil {
          func text(_ history: RecordHistory) throws -> [String]? {
            try AttributeEnds(history)
              .ends(of: path, at: sides.id(number), upTo: world.mainID)?
              .map { end in
                "\(end.attribute)=\(end.value.json()) \(end.until?.id.hex ?? "stands") "
                  + "\(end.endedBy?.id.hex ?? "-") \(end.next?.json() ?? "-")"
              }
          }
          let note: Comment = "\(world.description), commit \(number), \(path)"
          let walked = try text(sides.walked)
          #expect(try text(sides.indexed) == walked, note)
          let expected = plain.ends(of: path, at: number, upTo: world.main)?.map { end in
            "\(end.path) \(end.until.map { world.ids[$0] } ?? "stands") \(end.next?.json() ?? "-")"
          }
          let found = try AttributeEnds(sides.walked)
            .ends(of: path, at: sides.id(number), upTo: world.mainID)?
            .map { "\($0.attribute) \($0.until?.id.hex ?? "stands") \($0.next?.json() ?? "-")" }
          #expect(found == expected, note)
        }
      }
      #expect(sides.indexed.failure == nil || sides.indexed.failure?.reason == .otherCommit)
    }
  }

  @Test func momentsAgree() throws {
    for world in Self.worlds("momentsAgree", 20) {
      let sides = try Sides(world)
      for time in Set(world.commits.map(\.time)).sorted() {
        for limit in [time - 1, time] {
          var plain: Int? = world.main
          while let number = plain, world.commits[number].time > limit {
            plain = world.commits[number].parents.first
          }
          let expected = plain.map { sides.id($0) }
          #expect(try sides.walked.commit(notAfter: limit, from: world.mainID) == expected)
          #expect(try sides.indexed.commit(notAfter: limit, from: world.mainID) == expected)
        }
      }
      #expect(sides.indexed.failure == nil)
    }
  }

  @Test func wantedCommitsAgree() throws {
    for world in Self.worlds("wantedCommitsAgree", 10, movesFolders: false) {
      let sides = try Sides(world)
      let middle = world.commits[world.commits.count / 2].time
      let filters: [(CommitFacts) -> Bool] = [
        { $0.author.email == "ada@example.net" }, { $0.isMachine }, { $0.time < middle },
        { _ in false },
      ]
      for isWanted in filters {
        func told(_ history: RecordHistory) throws -> [String] {
          var lines: [String] = []
          try history.walk(from: world.mainID, where: isWanted) {
            lines += HistoryAgreementTests.Text.of($0)
            return true
          }
          return lines
        }
        #expect(try told(sides.indexed) == told(sides.walked), "\(world.description)")
      }
    }
  }

  @Test func earlierValuesAgree() throws {
    for world in Self.worlds("earlierValuesAgree", 20) {
      let sides = try Sides(world)
      for path in world.commits[world.main].tree.keys.sorted()
      where RecordLayout.reference(ofPath: path) != nil {
        for steps in 2...4 {
          func told(_ history: RecordHistory) throws -> [String] {
            HistoryAgreementTests.Text
              .of(try history.lines(of: path, at: world.mainID, skipping: steps))
          }
          #expect(try told(sides.indexed) == told(sides.walked), "\(world.description), \(path)")
        }
      }
    }
  }

  /// Where the index breaks in the middle of an answer, nothing is told twice and nothing is left out.
  @Test func anIndexThatBreaksIsLeft() throws {
    let world = RandomWorld(seed: 4_711, commits: 60, movesFolders: false)
    let sides = try Sides(world)
    var expected: [String] = []
    try sides.walked.walk(from: world.mainID) {
      expected.append($0.facts.id.hex)
      return true
    }
    // An index whose oldest commits say nonsense: the newest are told before that is noticed.
    _ = try sides.indexed.commit(notAfter: .max, from: world.mainID)
    let file = "\(world.path)/cmdb/index.sqlite"
    let outcome = Shell.run([
      "python3", "-c",
      "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
        + "c.execute('UPDATE commits SET log = x\\'ffff\\' WHERE number < 20'); c.commit()",
      file,
    ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    var told: [String] = []
    let broken = RecordHistory(
      try world.open(),
      catalogue: IndexClasses.catalogue,
      index: RecordIndex(try world.open())
    )
    try broken.walk(from: world.mainID) {
      told.append($0.facts.id.hex)
      return true
    }
    #expect(broken.failure?.reason == .damaged)
    #expect(told == expected)
  }

  /// A past state with other classes does not make the index anew, and a long history is not read while
  /// somebody waits.
  @Test func theIndexIsNotMadeForEveryQuestion() throws {
    let world = RandomWorld(seed: 12, commits: 40)
    let repository = try world.open()
    let index = RecordIndex(repository)
    let versions = RecordVersions(repository, catalogue: IndexClasses.catalogue)
    #expect { try index.history(leadingTo: world.mainID, versions, readingAtMost: 10) } throws: {
      ($0 as? IndexFailure)?.reason == .missing
    }
    _ = try index.history(leadingTo: world.mainID, versions, readingAtMost: 100)
    let others = RecordVersions(
      repository,
      catalogue: ClassCatalogue(Array(IndexClasses.files.dropLast(2)))
    )
    #expect { try index.history(leadingTo: world.mainID, others, readingAtMost: 100) } throws: {
      ($0 as? IndexFailure)?.reason == .otherClasses
    }
  }
}
