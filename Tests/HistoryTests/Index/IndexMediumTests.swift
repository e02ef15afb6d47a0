import Git
import History
import Records
import Snapshots
import TestSupport
import Testing

/// A small file system of a test's own, where the system lets the tests make one.
final class SmallMedium {
  static let canMount =
    Shell.run(["sh", "-c", "d=$(mktemp -d) && mount -t tmpfs tmpfs $d && umount $d && rmdir $d"])
    .status == 0

  private let folder = TemporaryFolder()
  var path: String { folder.path }

  init() {
    precondition(Shell.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", path]).status == 0)
  }

  func remount(_ options: String) {
    precondition(Shell.run(["mount", "-o", "remount,\(options)", path]).status == 0)
  }

  deinit { _ = Shell.run(["umount", "-l", path]) }
}

/// What the disk does to the index.
@Suite(.enabled(if: SmallMedium.canMount)) struct IndexMediumTests {
  let world = RandomWorld(seed: 13, commits: 20)
  let medium = SmallMedium()
  var path: String { "\(medium.path)/repository.git" }

  init() { _ = Shell.run(["cp", "-a", world.path, path]) }

  func index() throws -> RecordIndex {
    RecordIndex(try Repository.open(at: path, environment: Shell.environment), patience: 0.1)
  }

  func reach(_ index: RecordIndex, _ number: Int? = nil) throws {
    let commit = number.map { ObjectID(hex: world.ids[$0])! } ?? world.mainID
    try index.bringUpToDate(to: commit, catalogue: IndexClasses.catalogue)
  }

  func references(_ index: RecordIndex) throws -> [Reference] {
    let repository = try Repository.open(at: path, environment: Shell.environment)
    let tree = try repository.readCommit(world.mainID).tree
    let snapshot = try Snapshot(
      files: TreeFiles(repository, tree: tree),
      builtIn: IndexClasses.files
    )
    let lookup = try index.lookup(of: snapshot, tree: tree)
    let found = try lookup.references(ofClasses: nil)
    #expect(lookup.failure == nil)
    #expect(try found == snapshot.references(ofClasses: nil))
    return found
  }

  @Test func aReadOnlyFileSystemIsReadFrom() throws {
    let writer = try index()
    try reach(writer)
    writer.close()
    medium.remount("ro")
    defer { medium.remount("rw") }
    let reader = try index()
    try reach(reader)
    #expect(try !references(reader).isEmpty)
    #expect { try reach(reader, 0) } throws: { ($0 as? IndexFailure)?.reason == .readOnly }
  }

  /// A log that a killed writer left cannot be taken in: its changes would be missing.
  @Test func aLeftoverLogIsNotPassedOver() throws {
    let writer = try index()
    try reach(writer)
    writer.close()
    _ = Shell.run(["sh", "-c", "printf x > '\(writer.path)-wal'"])
    medium.remount("ro")
    defer { medium.remount("rw") }
    let reader = try index()
    #expect { try references(reader) } throws: { ($0 as? IndexFailure)?.reason == .readOnly }
  }

  @Test func aFullDiskIsSaidAndLeavesTheOldIndex() throws {
    let writer = try index()
    try reach(writer, 0)
    // One that has the file open already goes on reading.
    #expect(try !references(writer).isEmpty)
    let filler = "\(medium.path)/filler"
    _ = Shell.run(["sh", "-c", "cat /dev/zero > '\(filler)' 2>/dev/null"])
    #expect {
      try writer.rebuild(to: world.mainID, catalogue: IndexClasses.catalogue)
    } throws: {
      ($0 as? IndexFailure)?.reason == .diskFull && ($0 as? IndexFailure)?.isWorthAWarning == true
    }
    #expect(try !references(writer).isEmpty)
    _ = Shell.run(["rm", filler])
    try reach(writer)
    #expect(try !references(writer).isEmpty)
  }
}
