import Git
import TestSupport
import Testing

/// What is read out of packs without libgit2 is what libgit2 reads.
@Suite struct PackReaderTests {
  func open(_ path: String) throws -> Repository {
    try Repository.open(at: path, environment: Shell.environment)
  }

  func git(_ path: String, _ words: String...) { _ = Shell.run(["git", "-C", path] + words) }

  @Test(arguments: [
    ["repack", "-adfq", "--depth=50", "--window=50"], ["repack", "-dq"],
    ["-c", "pack.indexVersion=1", "repack", "-adfq"],
    ["-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq", "--window=50"],
    ["-c", "core.looseCompression=0", "-c", "pack.compression=0", "repack", "-adfq"],
  ])
  func readsWhatLibgit2Reads(_ packing: [String]) throws {
    var random = SeededGenerator(seed: 17)
    let history = RandomHistory(60, using: &random)
    let path = history.builder.path
    _ = Shell.run(["git", "-C", path] + packing)
    // Some objects stay files of their own, and some are in another pack.
    history.builder.write(String(repeating: "line\n", count: 40_000), to: "r/large.yaml")
    history.builder.commit("large")
    git(path, "repack", "-dq")
    history.builder.write("loose", to: "r/loose.yaml")
    let head = ObjectID(hex: history.builder.commit("loose"))!
    let (plain, quick) = (try open(path), try open(path))
    quick.expectManyReads()
    for id in try plain.commitWalk(from: head) {
      #expect(try quick.readCommit(id) == plain.readCommit(id))
      let tree = try plain.readCommit(id).tree
      for change in try plain.treeDifference(from: nil, to: tree) {
        guard let side = change.new, side.mode.isFile else { continue }
        #expect(try quick.readBlob(side.id) == plain.readBlob(side.id))
      }
    }
    #expect(throws: GitError.self) { try quick.readBlob(ObjectID.hash(.blob, [1, 2, 3])) }
    quick.expectFewReads()
    #expect(quick.packTable == nil)
  }

  /// Damage is never read as something else.
  @Test func damageIsRefused() throws {
    var random = SeededGenerator(seed: 23)
    let history = RandomHistory(30, using: &random)
    let path = history.builder.path
    git(path, "repack", "-adfq", "--window=50")
    let plain = try open(path)
    var blobs: [ObjectID: [UInt8]] = [:]
    for change in try plain.treeDifference(
      from: nil,
      to: plain.readCommit(history.commits[29]).tree
    ) {
      if let side = change.new, side.mode.isFile { blobs[side.id] = try plain.readBlob(side.id) }
    }
    let packs = "\(path)/.git/objects/pack"
    _ = Shell.run([
      "sh", "-c", "cd '\(packs)' && chmod u+w * && cp *.pack ../whole && cp *.idx ../table",
    ])
    for round in 0..<40 {
      let (file, kept) = round % 2 == 0 ? ("pack", "whole") : ("idx", "table")
      let size = Int(Shell.run(["sh", "-c", "stat -c %s '\(packs)'/*.\(file)"]).output.trimmed)!
      // A table of counts that is damaged makes libgit2 read outside of the file.
      let first = file == "idx" ? 8 + 256 * 4 : 0
      let place = Int.random(in: first..<size, using: &random)
      _ = Shell.run([
        "sh", "-c",
        "cd '\(packs)' && printf '\\\(round % 3 == 0 ? "377" : "001")' "
          + "| dd of=$(echo *.\(file)) bs=1 seek=\(place) conv=notrunc status=none",
      ])
      let quick = try open(path)
      quick.expectManyReads()
      for (id, content) in blobs {
        if let read = try? quick.readBlob(id) { #expect(read == content) }
      }
      _ = Shell.run(["sh", "-c", "cd '\(packs)' && cat ../\(kept) > $(echo *.\(file))"])
    }
  }
}
