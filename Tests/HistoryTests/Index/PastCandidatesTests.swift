import Documents
import Git
import History
import Records
import Snapshots
import TestSupport
import Testing

/// Whoever reads only the candidates of the index finds what a walk over the past state finds.
@Suite struct PastCandidatesTests {
  static let queries = [
    "class=thing serial=S2", "class=thing serial=s3", "class=gadget uuid=u4",
    "class=thing owner=team/t1", "class=gadget owner=team/t2 serial=S5",
    "in(class, thing, gadget) in(serial, S1, S2, S4)",
    "class=gadget in(owner, team/t0, team/t1)", "class=part owner=team/t1",
    "class=thing not serial=S2 owner=team/t2",
  ]

  func matches(_ query: Query, _ snapshot: Snapshot, _ references: [Reference]) throws -> [String] {
    let evaluator = QueryEvaluator(
      lookup: snapshot,
      catalogue: snapshot.catalogue,
      today: try #require(CalendarDay("2026-01-01"))
    )
    return try references.filter { reference in
      try snapshot.record(reference).map { try evaluator.matches(query, $0) } ?? false
    }.map(\.description)
  }

  func snapshot(_ repository: Repository, _ commit: ObjectID) throws -> Snapshot {
    try Snapshot(
      files: TreeFiles(repository, tree: repository.readCommit(commit).tree),
      builtIn: IndexClasses.files
    )
  }

  @Test func candidatesHoldEveryMatch() throws {
    let seed = SeededGenerator.seed(for: "PastCandidatesTests.candidatesHoldEveryMatch")
    var random = SeededGenerator(seed: seed)
    var answered = 0
    var found = 0
    for round in 0..<5 {
      let world = RandomWorld(seed: random.next(), commits: 50)
      let repository = try world.open()
      let index = RecordIndex(repository)
      // In two steps, so that the records of one commit are brought to another.
      let start = ObjectID(hex: world.ids[world.commits.count / 2])!
      try index.bringUpToDate(to: start, catalogue: IndexClasses.catalogue)
      try index.bringUpToDate(to: world.mainID, catalogue: IndexClasses.catalogue)
      for id in world.ids {
        let commit = ObjectID(hex: id)!
        let walked = try snapshot(repository, commit)
        for text in Self.queries {
          let query = try Query(parsing: text)
          let candidates: [Reference]
          do {
            candidates = try #require(
              try index.candidates(for: query, at: commit, walked.catalogue),
              "\(text)"
            )
          } catch let failure as IndexFailure {
            #expect(failure.reason == .otherCommit)
            continue
          }
          answered += 1
          let all = try walked.references(ofClasses: query.requiredClasses)
          let expected = try matches(query, walked, all)
          found += expected.count
          #expect(
            try matches(query, snapshot(repository, commit), candidates) == expected,
            "\(text) at \(id) in round \(round) of \(world.description)"
          )
          let unreadable = try all.filter { try walked.record($0) == nil }
          #expect(Set(unreadable).isSubset(of: candidates))
        }
      }
    }
    #expect(answered > 200)
    #expect(found > 20)
  }

  /// What the index cannot tell is left to a walk.
  @Test(arguments: [
    "", "serial=S2", "class=thing", "class=thing name=n1", "class=thing serial~S*",
    "class=thing serial=S1 or class=thing serial=S2", "class=thing not serial=S1",
    "class=nothing serial=S1",
    "class=thing interfaces.mac=00:16:3e:00:00:03", "class=thing serial=\u{E9}",
    "class=thing owner=t1",
  ])
  func othersAreLeftToAWalk(_ text: String) throws {
    let world = RandomWorld(seed: 11, commits: 10)
    let index = RecordIndex(try world.open())
    try index.bringUpToDate(to: world.mainID, catalogue: IndexClasses.catalogue)
    let query = try Query(parsing: text)
    #expect(try index.candidates(for: query, at: world.mainID, IndexClasses.catalogue) == nil)
  }
}
