import Git
import History
import Records
import Snapshots
import TestSupport
import Testing

/// The index is never needed: whatever happens to its file, the next call makes it right or says why
/// it cannot.
@Suite struct IndexRepairTests {
  let world = RandomWorld(seed: 11, commits: 20)

  func index(_ patience: Double = 5, readOnly: Bool = false) throws -> RecordIndex {
    RecordIndex(try world.open(), patience: patience, readOnly: readOnly)
  }

  func reach(_ index: RecordIndex, _ commit: ObjectID? = nil) throws {
    try index.bringUpToDate(to: commit ?? world.mainID, catalogue: IndexClasses.catalogue)
  }

  func shell(_ command: String) { _ = Shell.run(["sh", "-c", command]) }

  /// How many records the index knows.
  func count(_ index: RecordIndex) throws -> Int {
    let repository = try world.open()
    let tree = try repository.readCommit(world.mainID).tree
    let snapshot = try Snapshot(
      files: TreeFiles(repository, tree: tree),
      builtIn: IndexClasses.files
    )
    let lookup = try index.lookup(of: snapshot, tree: tree)
    let found = try lookup.references(ofClasses: nil).count
    #expect(lookup.failure == nil)
    return found
  }

  var expected: Int {
    world.commits[world.main].tree.keys.count { RecordLayout.reference(ofPath: $0) != nil }
  }

  @Test(arguments: [
    ("nothing in it", ": > F"),
    ("no database", "printf 'not a database, but longer than a header of one hundred bytes' > F"),
    ("another program's", "rm -f F; printf 'hello' > F"),
    ("cut short", "dd if=F of=F.cut bs=4096 count=2 status=none; mv F.cut F"),
    (
      "another format",
      "printf '\\000\\000\\003\\347' | dd of=F bs=1 seek=60 conv=notrunc status=none"
    ),
    ("not marked", "printf '\\000' | dd of=F bs=1 seek=71 conv=notrunc status=none"),
    ("gone", "rm -rf \"$(dirname F)\""),
  ])
  func isBuiltAnew(_ name: String, _ damage: String) throws {
    let first = try index()
    try reach(first)
    first.close()
    shell(
      damage.split(separator: "F", omittingEmptySubsequences: false).joined(separator: first.path)
    )
    let second = try index()
    try reach(second)
    #expect(try count(second) == expected, "\(name)")
  }

  @Test func otherClassesEmptyIt() throws {
    let index = try index()
    try reach(index)
    let others = ClassCatalogue(IndexClasses.files.dropLast())
    try index.bringUpToDate(to: world.mainID, catalogue: others)
    #expect { try count(index) } throws: { ($0 as? IndexFailure)?.reason == .otherClasses }
    try reach(index)
    #expect(try count(index) == expected)
  }

  @Test func anotherWriterIsWaitedFor() throws {
    let index = try index(0.05)
    try reach(index, ObjectID(hex: world.ids[0])!)
    let lock = "\(world.path)/cmdb/index.lock"
    let sleeper = "exec 9>'\(lock)'; flock 9; echo > '\(lock).held'; sleep 0.6"
    shell("(\(sleeper)) >/dev/null 2>&1 & while ! [ -e '\(lock).held' ]; do sleep 0.01; done")
    #expect { try reach(index) } throws: { ($0 as? IndexFailure)?.reason == .busy }
    try reach(self.index(5))
    try reach(index)
    #expect(try count(index) == expected)
  }

  @Test func aFileThatWasReplacedIsOpenedAnew() throws {
    let (first, second) = (try index(), try index())
    try reach(first, ObjectID(hex: world.ids[0])!)
    try reach(second, ObjectID(hex: world.ids[0])!)
    try second.rebuild(to: world.mainID, catalogue: IndexClasses.catalogue)
    try reach(first)
    #expect(try count(first) == expected)
    #expect(try count(second) == expected)
  }

  @Test func nothingIsWrittenWhereNothingMayBe() throws {
    let index = try index(readOnly: true)
    #expect { try reach(index) } throws: { ($0 as? IndexFailure)?.reason == .readOnly }
    #expect(Shell.run(["ls", "\(world.path)/cmdb"]).status != 0)
    try reach(self.index())
    try reach(index)
    #expect(try count(index) == expected)
  }

  /// The folder of a push that is being judged is thrown away when it is refused.
  @Test func aPushIsNotIndexed() throws {
    var environment = Shell.environment
    environment["GIT_DIR"] = world.path
    environment["GIT_QUARANTINE_PATH"] = "\(world.path)/objects/incoming"
    let repository = try Repository.openFromEnvironment(at: world.path, environment: environment)
    let index = RecordIndex(repository)
    #expect { try reach(index) } throws: { ($0 as? IndexFailure)?.reason == .quarantined }
    try reach(self.index())
    try reach(index)
  }

  /// A writer that was killed leaves its mark in the lock: the file is checked before it is used.
  @Test func aCrashIsFollowedByACheck() throws {
    let first = try index()
    try reach(first, ObjectID(hex: world.ids[0])!)
    first.close()
    shell("printf x > '\(world.path)/cmdb/index.lock'")
    // A page in the middle, which nothing else would look at.
    shell(
      "printf '\\377\\377\\377' | dd of='\(first.path)' bs=1 seek=20480 conv=notrunc status=none"
    )
    let second = try index()
    try reach(second)
    #expect(try count(second) == expected)
    #expect(Shell.run(["stat", "-c", "%s", "\(world.path)/cmdb/index.lock"]).output.trimmed == "0")
  }

  @Test func manyWritersAndReaders() async throws {
    let ids = world.ids
    let path = world.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<6 {
        group.addTask {
          let repository = try Repository.open(at: path, environment: Shell.environment)
          let index = RecordIndex(repository)
          var random = SeededGenerator(seed: UInt64(worker))
          for _ in 0..<20 {
            let commit = ObjectID(hex: ids.randomElement(using: &random)!)!
            if Int.random(in: 0..<8, using: &random) == 0 {
              try index.rebuild(to: commit, catalogue: IndexClasses.catalogue)
            } else {
              try index.bringUpToDate(to: commit, catalogue: IndexClasses.catalogue)
            }
            let tree = try repository.readCommit(commit).tree
            let files = TreeFiles(repository, tree: tree)
            let snapshot = try Snapshot(files: files, builtIn: IndexClasses.files)
            // Another worker may have moved it; then the differences are laid over.
            let lookup = try index.lookup(of: snapshot, tree: tree)
            let known = try lookup.references(ofClasses: nil)
            let walked = try Snapshot(files: files, builtIn: IndexClasses.files)
              .references(ofClasses: nil)
            if known != walked { throw Disagreement() }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  struct Disagreement: Error {}

  @Test func verdictsAreRemembered() throws {
    let index = try index()
    try reach(index)
    let memory = try index.verdicts()
    let (one, two) = (ObjectID(hex: world.ids[0])!, ObjectID(hex: world.ids[1])!)
    let (rules, others) = (ObjectID.hash(.blob, [1]), ObjectID.hash(.blob, [2]))
    try memory.remember([one], under: rules)
    #expect(try memory.knows(one, under: rules))
    #expect(try !memory.knows(one, under: others))
    #expect(try memory.known(among: [one, two], under: rules) == [one])
    try memory.remember([one, two], under: others)
    #expect(try memory.all(under: others) == [one, two])
    try memory.keep(only: [others])
    #expect(try !memory.knows(one, under: rules))
    #expect(try memory.all(under: others).count == 2)
    let frozen = try self.index(readOnly: true).verdicts()
    try frozen.remember([one], under: rules)
    #expect(try !frozen.knows(one, under: rules))
  }
}
