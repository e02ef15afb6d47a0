import Git
import TestSupport
import Testing

@Suite struct RepositoryTests {
  let builder = RepositoryBuilder()

  func open() throws -> Repository { try Repository.open(at: builder.path) }

  @Test func readsWhatGitWrote() throws {
    builder.write("one\n", to: "a.txt")
    builder.write("two\n", to: "folder/b.txt")
    let first = builder.commit("First\n\nApproved-by: Bob Kahn <bob@example.net>")
    let repository = try open()
    let commit = try repository.readCommit(ObjectID(hex: first)!)
    #expect(commit.summary == "First")
    #expect(
      commit.author == Signature(name: "Ada Byron", email: "ada@example.net", time: 1_764_000_000)
    )
    #expect(commit.trailers.map(\.key) == ["Approved-by"])
    let entry = try #require(try repository.entry(at: "folder/b.txt", in: commit.tree))
    #expect(try repository.readBlob(entry.id) == Array("two\n".utf8))
    #expect(try repository.size(of: entry.id) == 4)
    #expect(try repository.entry(at: "folder/none", in: commit.tree) == nil)
    #expect(try repository.entry(at: "a.txt/none", in: commit.tree) == nil)
    #expect(try repository.head == .branch("refs/heads/main", commit.id))
    #expect(repository.workingTree == builder.path)
  }

  @Test func knowsEveryKindOfHead() throws {
    #expect(try open().head == .unborn("refs/heads/main"))
    let id = ObjectID(hex: builder.commit("one"))!
    builder.git(["checkout", "--quiet", "--detach"])
    #expect(try open().head == .detached(id))
  }

  @Test func bareAndLinkedWorktrees() throws {
    builder.write("x", to: "a")
    builder.commit("one")
    let other = TemporaryFolder()
    builder.git(["worktree", "add", "--quiet", "\(other.path)/w", "-b", "side"])
    let linked = try Repository.open(at: "\(other.path)/w")
    #expect(linked.workingTree == "\(other.path)/w")
    #expect(linked.commonDirectory == "\(builder.path)/.git")
    builder.git(["clone", "--quiet", "--bare", ".", "\(other.path)/bare.git"])
    #expect(try Repository.open(at: "\(other.path)/bare.git").isBare)
  }

  @Test func aFolderThatIsNoRepositoryIsNamed() throws {
    let folder = TemporaryFolder()
    let error = #expect(throws: GitError.self) { _ = try Repository.open(at: folder.path) }
    #expect(error?.code == .notARepository)
    #expect("\(error!)".contains(folder.path))
  }

  @Test func sha256IsRefusedInWords() throws {
    let folder = TemporaryFolder()
    #expect(
      Shell.run(["git", "init", "--quiet", "--object-format=sha256", folder.path]).status == 0
    )
    let error = #expect(throws: GitError.self) { _ = try Repository.open(at: folder.path) }
    #expect(error?.code == .unsupportedFormat)
  }

  @Test func aForeignOwnerIsRefusedInWords() throws {
    guard Shell.run(["id", "-u"]).output.trimmed == "0" else { return }
    builder.commit("one")
    #expect(Shell.run(["chown", "-R", "65534", builder.path]).status == 0)
    let error = #expect(throws: GitError.self) { _ = try Repository.open(at: builder.path) }
    #expect(error?.code == .foreignOwner)
    #expect(error?.remedy?.contains("safe.directory") ?? false)
  }

  @Test func shallowHistoryEndsQuietly() throws {
    for index in 0..<5 {
      builder.write("\(index)", to: "a")
      builder.commit("\(index)")
    }
    let other = TemporaryFolder()
    #expect(
      Shell.run(["git", "clone", "--quiet", "--depth=2", "file://\(builder.path)", other.path])
        .status == 0
    )
    let repository = try Repository.open(at: other.path)
    #expect(repository.isShallow)
    let head = try repository.resolveCommit("HEAD")
    let walk = try repository.commitWalk(from: head)
    #expect(walk.count == 2)
    #expect(try repository.readCommit(walk[1]).parents.isEmpty)
  }

  @Test func replaceReferencesAreNotFollowed() throws {
    builder.write("one", to: "a")
    builder.commit("one")
    builder.write("two", to: "a")
    let two = builder.commit("two")
    builder.write("three", to: "a")
    builder.commit("three")
    builder.git(["replace", two, "HEAD"])
    let repository = try open()
    let walk = try repository.commitWalk(from: repository.resolveCommit("HEAD"))
    #expect(walk.count == 3)
    #expect(try walk.map { try repository.readCommit($0).summary } == ["three", "two", "one"])
  }

  @Test func aCorruptObjectIsNamed() throws {
    builder.write("one", to: "a")
    builder.commit("one")
    let id = builder.git(["rev-parse", "HEAD:a"]).output.trimmed
    let path = "\(builder.path)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    #expect(Shell.run(["sh", "-c", "chmod u+w \(path) && printf garbage > \(path)"]).status == 0)
    let error = #expect(throws: GitError.self) { _ = try open().readBlob(ObjectID(hex: id)!) }
    #expect("\(error!)".contains(id))
  }

  @Test func configurationIsReadAndWritten() throws {
    let repository = try open()
    #expect(try repository.configValue("merge.cmdb.driver") == nil)
    try repository.setConfigValue("merge.cmdb.driver", "cmdb merge-driver %O %A %B %P")
    #expect(
      builder.git(["config", "merge.cmdb.driver"]).output.trimmed == "cmdb merge-driver %O %A %B %P"
    )
    #expect(try repository.configValue("merge.cmdb.driver") == "cmdb merge-driver %O %A %B %P")
  }
}

@Suite struct ReferenceUpdateTests {
  let builder = RepositoryBuilder()

  @Test func movesOnlyFromWhereItIsExpected() throws {
    let one = ObjectID(hex: builder.commit("one"))!
    let two = ObjectID(hex: builder.commit("two"))!
    let repository = try Repository.open(at: builder.path)
    try repository.updateReference("refs/heads/x", to: one, expecting: nil, message: "make")
    let again = #expect(throws: GitError.self) {
      try repository.updateReference("refs/heads/x", to: two, expecting: nil, message: "make")
    }
    #expect(again?.code == .stale)
    let wrong = #expect(throws: GitError.self) {
      try repository.updateReference("refs/heads/x", to: two, expecting: two, message: "move")
    }
    #expect(wrong?.code == .stale)
    try repository.updateReference("refs/heads/x", to: two, expecting: one, message: "move")
    #expect(try repository.reference("refs/heads/x") == two)
    #expect(
      try repository.references(prefix: "refs/heads/").map(\.name) == [
        "refs/heads/main", "refs/heads/x",
      ]
    )
  }

  @Test func nothingIsWrittenInAQuarantine() throws {
    let one = ObjectID(hex: builder.commit("one"))!
    let repository = try Repository.openFromEnvironment(
      at: builder.path,
      environment: ["GIT_QUARANTINE_PATH": "/tmp/x"]
    )
    let error = #expect(throws: GitError.self) {
      try repository.updateReference("refs/heads/x", to: one, expecting: nil, message: "make")
    }
    #expect(error?.code == .quarantined)
  }

  @Test func ancestorsAndMergeBases() throws {
    let base = ObjectID(hex: builder.commit("base"))!
    builder.git(["checkout", "--quiet", "-b", "side"])
    let side = ObjectID(hex: builder.commit("side"))!
    builder.git(["checkout", "--quiet", "main"])
    let main = ObjectID(hex: builder.commit("main"))!
    let repository = try Repository.open(at: builder.path)
    #expect(try repository.mergeBase(side, main) == base)
    #expect(try repository.isAncestor(base, of: main))
    #expect(try repository.isAncestor(main, of: main))
    #expect(try !repository.isAncestor(side, of: main))
  }
}
