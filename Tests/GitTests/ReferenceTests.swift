import Git
import TestSupport
import Testing

@Suite struct ReferenceTests {
  let builder = RepositoryBuilder()

  private func code(_ body: () throws -> Void) -> GitError.Code? {
    #expect(throws: GitError.self) { try body() }?.code
  }

  @Test(arguments: [true, false])
  func movesOnlyFromWhereItIsExpected(durable: Bool) throws {
    let one = ObjectID(hex: builder.commit("one"))!
    let two = ObjectID(hex: builder.commit("two"))!
    let repository = try Repository.open(at: builder.path)
    let move = { (id: ObjectID, expected: ObjectID?) in
      try repository.updateReference(
        "refs/heads/a/x",
        to: id,
        expecting: expected,
        message: "m",
        durable: durable
      )
    }
    try move(one, nil)
    #expect(code { try move(two, nil) } == .stale)
    #expect(code { try move(two, two) } == .stale)
    try move(two, one)
    #expect(try repository.reference("refs/heads/a/x") == two)
    #expect(
      try repository.references(prefix: "refs/heads/").map(\.name) == [
        "refs/heads/a/x", "refs/heads/main",
      ]
    )
    #expect(builder.git(["rev-parse", "a/x"]).output.trimmed == two.hex)
    builder.git(["pack-refs", "--all"])
    #expect(try repository.reference("refs/heads/a/x") == two)
    #expect(code { try move(one, one) } == .stale)
    try move(one, two)
    #expect(code { try repository.deleteReference("refs/heads/a/x", expecting: two) } == .stale)
    try repository.deleteReference("refs/heads/a/x", expecting: one)
    #expect(try repository.reference("refs/heads/a/x") == nil)
    #expect(code { try repository.deleteReference("refs/heads/a/x", expecting: one) } == .stale)
    try move(one, nil)
  }

  @Test(arguments: [
    "", "main", "refs/heads/", "refs/heads/a..b", "refs/heads/-x/.y", "refs/heads/a.lock",
    "refs/heads/a b",
  ])
  func namesThatGitForbidsAreRefused(_ name: String) throws {
    let one = ObjectID(hex: builder.commit("one"))!
    let repository = try Repository.open(at: builder.path)
    #expect(
      code { try repository.updateReference(name, to: one, expecting: nil, message: "m") }
        == .invalidName
    )
  }

  @Test func aReferenceNeverDangles() throws {
    builder.commit("one")
    let repository = try Repository.open(at: builder.path)
    let nothing = ObjectID.hash(.commit, [1])
    #expect(
      code {
        try repository.updateReference("refs/heads/x", to: nothing, expecting: nil, message: "m")
      }
        == .notFound
    )
  }

  @Test func aBranchStandsOnACommit() throws {
    let one = ObjectID(hex: builder.commit("one"))!
    let repository = try Repository.open(at: builder.path)
    let tree = try repository.readCommit(one).tree
    #expect(
      code {
        try repository.updateReference("refs/heads/x", to: tree, expecting: nil, message: "m")
      }
        == .invalidName
    )
    try repository.updateReference("refs/own/x", to: tree, expecting: nil, message: "m")
  }

  @Test func symbolicReferencesStayWhatTheyAre() throws {
    let one = ObjectID(hex: builder.commit("one"))!
    builder.git(["symbolic-ref", "refs/remotes/o/HEAD", "refs/heads/main"])
    let repository = try Repository.open(at: builder.path)
    for name in ["HEAD", "refs/remotes/o/HEAD"] {
      #expect(
        code { try repository.updateReference(name, to: one, expecting: one, message: "m") }
          == .invalidName
      )
      #expect(code { try repository.deleteReference(name, expecting: one) } == .invalidName)
      #expect(try repository.reference(name) == one)
    }
    #expect(try repository.references(prefix: "refs/remotes/").map(\.id) == [one])
  }

  @Test func foldersAndReferencesDoNotMix() throws {
    let one = ObjectID(hex: builder.commit("one"))!
    let repository = try Repository.open(at: builder.path)
    let error = code {
      try repository.updateReference("refs/heads/main/x", to: one, expecting: nil, message: "m")
    }
    #expect(error != nil)
    #expect(try repository.reference("refs/heads/main") == one)
  }

  /// A lock that goes away is waited for; one that stays is named.
  @Test func locksAreWaitedFor() throws {
    let one = ObjectID(hex: builder.commit("one"))!
    let two = ObjectID(hex: builder.commit("two"))!
    let repository = try Repository.open(at: builder.path)
    let lock = "\(builder.path)/.git/refs/heads/main.lock"
    _ = Shell.run(["sh", "-c", "touch \(lock); (sleep 0.3; rm \(lock)) > /dev/null 2>&1 &"])
    try repository.updateReference("refs/heads/main", to: one, expecting: two, message: "m")
    _ = Shell.run(["touch", lock])
    let error = #expect(throws: GitError.self) {
      try repository.updateReference("refs/heads/main", to: two, expecting: one, message: "m")
    }
    #expect(error?.code == .locked)
    #expect(error?.place == "refs/heads/main")
  }

  @Test func anEmptyReferenceFileIsNamed() throws {
    let one = ObjectID(hex: builder.commit("one"))!
    _ = Shell.run(["sh", "-c", ": > \(builder.path)/.git/refs/heads/x"])
    let repository = try Repository.open(at: builder.path)
    #expect(code { _ = try repository.reference("refs/heads/x") } == .corrupt)
    #expect(
      code { try repository.updateReference("refs/heads/x", to: one, expecting: nil, message: "m") }
        != nil
    )
  }

  /// Four writers that count in the history of one branch, among them git, lose nothing.
  @Test func noMoveIsLostAmongManyWriters() async throws {
    let start = ObjectID(hex: builder.commit("start"))!
    let path = builder.path
    let rounds = 25
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          let repository = try Repository.open(at: path)
          for round in 0..<rounds {
            try Self.addCommit(repository, "\(writer) \(round)")
          }
        }
      }
      group.addTask {
        for _ in 0..<10 { _ = Shell.run(["git", "-C", path, "pack-refs", "--all"]) }
      }
      try await group.waitForAll()
    }
    let repository = try Repository.open(at: path)
    let head = try #require(try repository.reference("refs/heads/main"))
    #expect(try repository.commitWalk(from: head, hiding: [start]).count == 2 * rounds)
    builder.git(["fsck", "--strict"])
  }

  private static func addCommit(_ repository: Repository, _ message: String) throws {
    while true {
      let head = try #require(try repository.reference("refs/heads/main"))
      let who = Signature(name: "A", email: "a@x", time: 1_764_000_000)
      var batch = ObjectBatch()
      let commit = batch.add(
        CommitDraft(
          tree: try repository.readCommit(head).tree,
          parents: [head],
          author: who,
          committer: who,
          message: message
        )
      )
      try repository.write(batch, durability: .none)
      do throws(GitError) {
        try repository.updateReference(
          "refs/heads/main",
          to: commit,
          expecting: head,
          message: "m",
          durable: false
        )
        return
      } catch {
        if error.code != .stale { throw error }
      }
    }
  }
}
