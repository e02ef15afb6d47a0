import Git
import History
import TestSupport
import Testing

/// The journal grows by one entry at a time, and never otherwise.
@Suite struct JournalWriterTests {
  @Test func anEntryTellsWhatMovedSinceTheLast() throws {
    let builder = RepositoryBuilder()
    builder.write("format: 1\n", to: "cmdb.yaml")
    let first = ObjectID(hex: builder.commit("begin"))!
    let repository = try Repository.open(at: builder.path)
    let writer = JournalWriter(repository, main: "refs/heads/main")
    let branch = "refs/heads/discovery/glpi"
    builder.git(["branch", "discovery/glpi"])
    let delivery = JournalEntry.Delivery(source: "glpi", content: [[1], [2]], commit: first)
    let one = try #require(try writer.acknowledge([delivery], on: [branch], at: 1_790_000_000))
    let entry = try Journal(repository).entry(at: one)
    #expect(entry.seq == 1)
    #expect(entry.previous == nil)
    #expect(
      entry.moves == [
        .init(ref: branch, old: nil, new: first),
        .init(ref: "refs/heads/main", old: nil, new: first),
      ]
    )
    #expect(
      entry.deliveries[0].digest
        == "a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222"
    )
    // Nothing moves, and then main alone.
    let two = try #require(try writer.acknowledge([delivery], on: [branch], at: 1_790_000_060))
    #expect(try Journal(repository).entry(at: two).moves == [])
    let second = ObjectID(hex: builder.commit("go on"))!
    let three = try #require(try writer.acknowledge([], on: [], at: 1_790_000_120))
    #expect(
      try Journal(repository).entry(at: three).moves == [
        .init(ref: "refs/heads/main", old: first, new: second)
      ]
    )
    #expect(try repository.readCommit(three).parents == [two])
    #expect(try repository.readCommit(two).parents == [one, first])
    #expect(try repository.reference(Journal.reference) == three)
    #expect(builder.git(["fsck", "--strict"]).output == "")
  }

  @Test func theSameWorkGivesTheSameIds() throws {
    let ids = try (0..<2).map { _ in
      let builder = RepositoryBuilder()
      builder.write("format: 1\n", to: "cmdb.yaml")
      builder.commit("begin")
      return try JournalWriter(Repository.open(at: builder.path), main: "refs/heads/main")
        .acknowledge([], on: [], at: 1_790_000_000)
    }
    #expect(ids[0] == ids[1])
  }

  @Test func withoutAMainBranchThereIsNoJournal() throws {
    let builder = RepositoryBuilder()
    let repository = try Repository.open(at: builder.path)
    let writer = JournalWriter(repository, main: "refs/heads/main")
    #expect(try writer.acknowledge([], on: [], at: 1) == nil)
    #expect(try repository.reference(Journal.reference) == nil)
    #expect(throws: JournalError.self) {
      try writer.checkpoint(at: 1) { _ in fatalError("there is nothing to sign") }
    }
  }

  @Test func aCloneGoesOnWhereItsOriginIs() throws {
    guard let bench = JournalBench() else { return }
    let clone = TemporaryFolder()
    let path = "\(clone.path)/clone"
    _ = Shell.run(["git", "clone", "--quiet", bench.path, path])
    let repository = try Repository.open(at: path)
    #expect(try Journal(repository).head()?.hex == bench.git("rev-parse", "journal"))
    let next = try #require(
      try JournalWriter(repository, main: "refs/heads/main")
        .acknowledge([], on: [], at: 1_800_000_000)
    )
    #expect(try Journal(repository).entry(at: next).seq == 9)
    #expect(try repository.reference(Journal.reference) == next)
  }

  @Test func whatIsNotSignedIsNotWritten() throws {
    guard let bench = JournalBench() else { return }
    struct Refused: Error {}
    bench.edit("README.md", "hello\n")
    let before = bench.git("rev-parse", "journal")
    #expect(throws: Refused.self) {
      try JournalWriter(bench.repository, main: "refs/heads/main")
        .checkpoint(at: 1_800_000_000) { _ in throw Refused() }
    }
    #expect(bench.git("rev-parse", "journal") == before)
  }

  @Test func pushedDeliveriesAreAcknowledgedByTheNextCheckpoint() throws {
    guard let bench = JournalBench() else { return }
    bench.git("update-ref", "refs/heads/telemetry/otlp", "main~1")
    try bench.checkpoint()
    let entry = try Journal(bench.repository).entry(
      at: ObjectID(hex: bench.git("rev-parse", "journal~1"))!
    )
    #expect(entry.deliveries.map(\.source) == ["otlp"])
    #expect(entry.deliveries[0].digest == nil)
    #expect(try bench.wrong() == [])
    // And what goes is told as gone.
    bench.git("update-ref", "-d", "refs/heads/telemetry/otlp")
    try bench.checkpoint()
    #expect(try bench.wrong() == ["A008 at 11"])
  }
}
