import Git
import TestSupport
import Testing

@Suite struct PackTests {
  let builder = RepositoryBuilder()

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
      let draft = CommitDraft(
        tree: tree,
        parents: [parent],
        author: who,
        committer: who,
        message: "\(index)"
      )
      parent = batch.add(.commit, draft.bytes)
    }
    try repository.write(batch, durability: .full)
    try repository.updateReference("refs/heads/main", to: parent, expecting: head, message: "test")
    #expect(try repository.readCommit(parent).summary == "199")
    builder.git(["fsck", "--strict", "--full"])
    #expect(builder.git(["rev-list", "--count", "main"]).output.trimmed == "201")
    let packs = builder.git(["count-objects", "-v"]).output
    #expect(packs.contains("packs: 1"))
    #expect(packs.contains("garbage: 0"))
  }

  /// git's own indexer makes the same index of our pack.
  @Test func theIndexIsThatOfGit() throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    for index in 0..<1_000 { batch.add(.blob, Array("content \(index * 7919)".utf8)) }
    batch.add(.blob, [])
    batch.add(.blob, [])
    #expect(batch.count == 1_001)
    try repository.write(batch, durability: .none)
    let outcome = Shell.run(
      [
        "sh", "-c",
        "cd \(builder.path)/.git/objects/pack && git index-pack -o /tmp/own-$$.idx pack-*.pack >/dev/null && cmp /tmp/own-$$.idx pack-*.idx; s=$?; rm -f /tmp/own-$$.idx; exit $s",
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func writingTheSameBatchTwiceIsOnePack() throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    batch.add(.blob, Array("x".utf8))
    try repository.write(batch, durability: .none)
    try repository.write(batch, durability: .none)
    #expect(builder.git(["count-objects", "-v"]).output.contains("packs: 1"))
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    batch.add(.blob, Array("x".utf8))
    #expect(
      Shell.run([
        "sh", "-c",
        "rm -rf \(builder.path)/.git/objects/pack && touch \(builder.path)/.git/objects/pack",
      ]).status == 0
    )
    let error = #expect(throws: GitError.self) { try repository.write(batch, durability: .full) }
    #expect(error?.code == .io)
  }

  @Test func manyPacksAreJoined() throws {
    builder.write("x", to: "a")
    builder.commit("one")
    let repository = try Repository.open(at: builder.path)
    for index in 0..<30 {
      var batch = ObjectBatch()
      batch.add(.blob, Array("blob \(index)".utf8))
      try repository.write(batch, durability: .none)
    }
    try repository.consolidatePacks(over: 20, environment: Shell.environment)
    let names = Shell.run(["sh", "-c", "ls \(builder.path)/.git/objects/pack/*.pack | wc -l"])
      .output.trimmed
    #expect(Int(names)! <= 20)
    for index in 0..<30 {
      #expect(repository.exists(ObjectID.hash(.blob, Array("blob \(index)".utf8))))
    }
  }
}
