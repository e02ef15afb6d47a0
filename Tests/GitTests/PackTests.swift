import Git
import Glibc
import TestSupport
import Testing

@Suite struct PackTests {
  let builder = RepositoryBuilder()
  var packFolder: String { "\(builder.path)/.git/objects/pack" }

  /// Commits made without a working tree are what git itself would have made, and git finds nothing
  /// to object to.
  @Test func gitAcceptsOurPacks() throws {
    builder.write("x", to: "a")
    let head = ObjectID(hex: builder.commit("one"))!
    let repository = try Repository.open(at: builder.path)
    var parent = head
    var tree = try repository.readCommit(head).tree
    var batch = ObjectBatch()
    for index in 0..<200 {
      let blob = batch.add(.blob, Array(String(repeating: "line \(index)\n", count: index).utf8))
      tree = try repository.editTree(
        tree,
        ["f\(index % 7)/\(index)": (.regular, blob)],
        into: &batch
      )
      let who = Signature(
        name: "cmdb sync",
        email: "sync@cmdb.invalid",
        time: 1_764_000_000 + Int64(index)
      )
      parent = batch.add(
        CommitDraft(tree: tree, parents: [parent], author: who, committer: who, message: "\(index)")
      )
    }
    let name = try #require(try repository.write(batch, durability: .full))
    try repository.updateReference("refs/heads/main", to: parent, expecting: head, message: "test")
    #expect(try repository.readCommit(parent).summary == "199")
    builder.git(["fsck", "--strict", "--full"])
    builder.git(["verify-pack", "\(packFolder)/\(name).idx"])
    #expect(builder.git(["rev-list", "--count", "main"]).output.trimmed == "201")
    let packs = builder.git(["count-objects", "-v"]).output
    #expect(packs.contains("packs: 1"))
    #expect(packs.contains("garbage: 0"))
    let other = try Repository.open(at: builder.path)
    #expect(try other.readCommit(parent) == repository.readCommit(parent))
  }

  /// git's own indexer makes the same index of our pack, for objects of every kind and size.
  @Test(arguments: [0, 1, 15, 16, 2_047, 2_048, 300_000])
  func theIndexIsThatOfGit(size: Int) throws {
    let repository = try Repository.open(at: builder.path)
    var generator = SeededGenerator(seed: UInt64(size))
    var batch = ObjectBatch()
    batch.add(.blob, (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) })
    for index in 0..<500 { batch.add(.blob, Array("content \(index * 7919)".utf8)) }
    batch.add(.tree, [])
    let count = batch.count
    batch.add(.blob, Array("content 0".utf8))
    #expect(batch.count == count)
    let name = try #require(try repository.write(batch, durability: .none))
    let outcome = Shell.run([
      "sh", "-c",
      "cd \(packFolder) && git index-pack -o \(builder.path)/own.idx \(name).pack && cmp \(builder.path)/own.idx \(name).idx",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect("pack-\(outcome.output.trimmed)" == name)
  }

  @Test func writingTheSameBatchTwiceIsOnePack() throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    #expect(try repository.write(batch, durability: .full) == nil)
    batch.add(.blob, Array("x".utf8))
    for durability in [Durability.none, .full, .none] {
      try repository.write(batch, durability: durability)
      #expect(repository.packCount == 1)
    }
    #expect(Shell.run(["sh", "-c", "ls \(packFolder) | grep -c tmp_"]).output.trimmed == "0")
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    batch.add(.blob, Array("x".utf8))
    #expect(Shell.run(["sh", "-c", "rm -rf \(packFolder) && touch \(packFolder)"]).status == 0)
    let error = #expect(throws: GitError.self) { try repository.write(batch, durability: .full) }
    #expect(error?.code == .io)
    #expect(Shell.run(["sh", "-c", "rm -rf \(packFolder)"]).status == 0)
    try repository.write(batch, durability: .full)
    #expect(repository.packCount == 1)
  }

  /// Wherever the disk fills up, the write fails whole: no pack without its index, nothing
  /// half-written under a final name, and the next attempt succeeds.
  @Test func aFullDiskLeavesNothingBehind() throws {
    let folder = TemporaryFolder()
    guard Shell.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", folder.path]).status == 0
    else {
      print("skipped: a small file system cannot be mounted here")
      return
    }
    defer { _ = Shell.run(["umount", "-l", folder.path]) }
    let repository = try Repository.initialise(
      at: "\(folder.path)/r",
      bare: true,
      initialBranch: "main"
    )
    var generator = SeededGenerator(seed: 1)
    var failures = 0
    for size in stride(from: 20_000, through: 400_000, by: 20_000) {
      var batch = ObjectBatch()
      let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let id = batch.add(.blob, bytes)
      do throws(GitError) {
        let name = try repository.write(batch, durability: .full) ?? ""
        #expect(repository.exists(id))
        _ = Shell.run(["sh", "-c", "rm -f \(folder.path)/r/objects/pack/\(name).*"])
      } catch {
        #expect(error.code == .io)
        failures += 1
      }
      let left = Shell.run(["ls", "\(folder.path)/r/objects/pack"]).output.trimmed
      #expect(left.isEmpty, "\(left)")
    }
    #expect(failures > 0)
  }

  @Test func aKeptPackSurvivesEverything() throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    let id = batch.add(.blob, Array("kept".utf8))
    let name = try #require(try repository.write(batch, durability: .full, keep: "being merged"))
    _ = builder.git(["repack", "-adq"])
    builder.git(["gc", "--prune=now", "--quiet"])
    for index in 0..<5 {
      var batch = ObjectBatch()
      batch.add(.blob, Array("blob \(index)".utf8))
      try repository.write(batch, durability: .none)
    }
    try repository.consolidatePacks(over: 1)
    #expect(Shell.run(["cat", "\(packFolder)/\(name).keep"]).output == "being merged\n")
    #expect(try Repository.open(at: builder.path).readBlob(id) == Array("kept".utf8))
    repository.releasePack(name)
    #expect(Shell.run(["test", "-e", "\(packFolder)/\(name).keep"]).status == 1)
  }

  /// Packs of others, with differences in them, are joined by git.
  @Test func packsOfGitAreJoinedToo() throws {
    let repository = try Repository.open(at: builder.path)
    var ids: [ObjectID] = []
    for index in 0..<12 {
      builder.write(String(repeating: "line\n", count: 200) + "\(index)", to: "a")
      builder.write(String(repeating: "line\n", count: 200) + "\(index) b", to: "b")
      ids.append(ObjectID(hex: builder.commit("\(index)"))!)
      builder.git(["repack", "-dq"])
    }
    #expect(repository.packCount == 12)
    #expect(try repository.consolidatePacks(over: 4))
    #expect(repository.packCount <= 4)
    for id in ids { #expect(try repository.kind(of: id) == .commit) }
    builder.git(["fsck", "--strict", "--full"])
  }

  /// A repository that is open for long does not hold on to packs that are gone.
  @Test func joinedPacksAreLetGo() throws {
    let repository = try Repository.open(at: builder.path)
    for round in 0..<40 {
      var batch = ObjectBatch()
      let id = batch.add(.blob, Array("blob \(round)".utf8))
      try repository.write(batch, durability: .none)
      #expect(try repository.readBlob(id) == Array("blob \(round)".utf8))
      try repository.consolidatePacks(over: 5)
    }
    let held = Shell.run(["grep", "\(builder.path).*deleted", "/proc/\(getpid())/maps"]).output
    #expect(held.isEmpty, "\(held)")
    let open = Shell.run(["ls", "-l", "/proc/\(getpid())/fd"]).output.split(separator: "\n")
      .filter { $0.contains(builder.path) && $0.hasSuffix("(deleted)") }
    #expect(open.isEmpty)
  }

  /// Damage is found before it is copied.
  @Test func aDamagedPackIsNotJoined() throws {
    let repository = try Repository.open(at: builder.path)
    for index in 0..<4 {
      var batch = ObjectBatch()
      batch.add(.blob, Array("blob \(index)".utf8))
      let name = try #require(try repository.write(batch, durability: .none))
      let file = "\(packFolder)/\(name).pack"
      if index == 2 {
        _ = Shell.run([
          "sh", "-c", "chmod u+w \(file); printf x | dd of=\(file) bs=1 seek=15 conv=notrunc",
        ])
      }
    }
    let error = #expect(throws: GitError.self) { try repository.consolidatePacks(over: 1) }
    #expect(error?.code == .corrupt)
    #expect(repository.packCount == 4)
  }

  @Test func manyPacksAreJoinedAndNothingIsLost() throws {
    builder.write("x", to: "a")
    builder.commit("one")
    let repository = try Repository.open(at: builder.path)
    let reader = try Repository.open(at: builder.path)
    var ids: [ObjectID] = []
    for index in 0..<60 {
      var batch = ObjectBatch()
      for part in 0...(index % 5) {
        ids.append(batch.add(.blob, Array("blob \(index) \(part)".utf8)))
      }
      try repository.write(batch, durability: .none)
      if index == 30 {
        _ = try reader.readBlob(ids[0])
        builder.git(["multi-pack-index", "write"])
      }
      try repository.consolidatePacks(over: 20)
      #expect(repository.packCount <= 20)
    }
    let fresh = try Repository.open(at: builder.path)
    for id in ids {
      #expect(try fresh.kind(of: id) == .blob)
      #expect(try reader.readBlob(id) == repository.readBlob(id))
    }
    builder.git(["fsck", "--strict", "--full"])
    builder.git(["gc", "--quiet"])
    #expect(ids.allSatisfy { fresh.exists($0) })
  }
}
