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
    #expect(try repository.blobSize(entry.id) == 4)
    #expect(try repository.kind(of: commit.tree) == .tree)
    #expect(try repository.entry(at: "folder/none", in: commit.tree) == nil)
    #expect(try repository.entry(at: "a.txt/none", in: commit.tree) == nil)
    #expect(try repository.head == .branch("refs/heads/main", commit.id))
    #expect(repository.workingTree == builder.path)
    #expect(!repository.isShallow)
  }

  @Test func knowsEveryKindOfHead() throws {
    #expect(try open().head == .unborn("refs/heads/main"))
    let id = ObjectID(hex: builder.commit("one"))!
    builder.git(["checkout", "--quiet", "--detach"])
    #expect(try open().head == .detached(id))
  }

  @Test func makesRepositoriesThatGitTakes() throws {
    let folder = TemporaryFolder()
    let bare = try Repository.initialise(
      at: "\(folder.path)/a/b.git",
      bare: true,
      initialBranch: "trunk"
    )
    #expect(bare.isBare)
    #expect(try bare.head == .unborn("refs/heads/trunk"))
    let full = try Repository.initialise(at: "\(folder.path)/c", bare: false, initialBranch: "main")
    #expect(full.workingTree == "\(folder.path)/c")
    #expect(Shell.run(["git", "-C", "\(folder.path)/c", "status", "--porcelain"]).status == 0)
    #expect(Shell.run(["git", "-C", "\(folder.path)/a/b.git", "fsck", "--strict"]).status == 0)
  }

  @Test func bareAndLinkedWorktrees() throws {
    builder.write("x", to: "a")
    builder.commit("one")
    let other = TemporaryFolder()
    builder.git(["worktree", "add", "--quiet", "\(other.path)/w", "-b", "side"])
    let linked = try Repository.open(at: "\(other.path)/w")
    #expect(linked.workingTree == "\(other.path)/w")
    #expect(linked.commonDirectory == "\(builder.path)/.git")
    #expect(linked.gitDirectory == "\(builder.path)/.git/worktrees/w")
    #expect(linked.workingTree(standingOn: "refs/heads/main") == builder.path)
    #expect(try open().workingTree(standingOn: "refs/heads/side") == "\(other.path)/w")
    #expect(try open().workingTree(standingOn: "refs/heads/none") == nil)
    builder.git(["clone", "--quiet", "--bare", ".", "\(other.path)/bare.git"])
    let bare = try Repository.open(at: "\(other.path)/bare.git")
    #expect(bare.isBare)
    #expect(bare.workingTree(standingOn: "refs/heads/main") == nil)
  }

  @Test func isFoundFromAFolderInside() throws {
    builder.write("x", to: "a/b/c")
    let repository = try Repository.open(at: "\(builder.path)/a/b")
    #expect(repository.workingTree == builder.path)
  }

  @Test func aFolderThatIsNoRepositoryIsNamed() throws {
    let folder = TemporaryFolder()
    let error = #expect(throws: GitError.self) { _ = try Repository.open(at: folder.path) }
    #expect(error?.code == .notARepository)
    #expect("\(error!)".contains(folder.path))
    let missing = #expect(throws: GitError.self) {
      _ = try Repository.open(at: "\(folder.path)/none")
    }
    #expect(missing?.code == .notARepository)
  }

  @Test func sha256IsRefusedInWords() throws {
    let folder = TemporaryFolder()
    #expect(
      Shell.run(["git", "init", "--quiet", "--object-format=sha256", folder.path]).status == 0
    )
    let error = #expect(throws: GitError.self) { _ = try Repository.open(at: folder.path) }
    #expect(error?.code == .unsupportedFormat)
  }

  /// Formats that this git cannot make yet, by their settings.
  @Test(arguments: [["extensions.refStorage", "reftable"], ["extensions.nonsense", "true"]])
  func unknownFormatsAreRefusedInWords(_ setting: [String]) throws {
    for words in [setting, ["core.repositoryFormatVersion", "1"]] {
      _ = Shell.run(["git", "config", "--file", "\(builder.path)/.git/config"] + words)
    }
    let error = #expect(throws: GitError.self) { _ = try open() }
    #expect(error?.code == .unsupportedFormat)
    #expect(error?.remedy != nil)
  }

  @Test func extensionsOfGitAreKnown() throws {
    builder.commit("one")
    builder.git(["config", "core.repositoryFormatVersion", "1"])
    builder.git(["config", "extensions.worktreeConfig", "true"])
    builder.git(["config", "extensions.preciousObjects", "true"])
    builder.git(["config", "--worktree", "cmdb.own", "here"])
    let repository = try open()
    #expect(try repository.configValue("cmdb.own") == "here")
    try repository.setConfigValue("cmdb.shared", "all")
    #expect(builder.git(["config", "--local", "cmdb.shared"]).output.trimmed == "all")
  }

  @Test func aForeignOwnerIsRefusedInWords() throws {
    guard Shell.run(["id", "-u"]).output.trimmed == "0" else { return }
    builder.commit("one")
    #expect(Shell.run(["chown", "-R", "65534", builder.path]).status == 0)
    let error = #expect(throws: GitError.self) { _ = try open() }
    #expect(error?.code == .foreignOwner)
    #expect(error?.remedy?.contains("safe.directory \(builder.path)") ?? false)
  }

  @Test func replaceReferencesAndGraftsAreNotFollowed() throws {
    builder.write("one", to: "a")
    builder.commit("one")
    builder.write("two", to: "a")
    let two = builder.commit("two")
    builder.write("three", to: "a")
    let three = builder.commit("three")
    builder.git(["replace", two, "HEAD"])
    builder.write("\(three)\n", to: ".git/info/grafts")
    let repository = try open()
    let head = try repository.resolveCommit("HEAD")
    let walk = try repository.commitWalk(from: head)
    #expect(walk.count == 3)
    #expect(try walk.map { try repository.readCommit($0).summary } == ["three", "two", "one"])
    #expect(try repository.history(of: "a", from: head).map(\.commit) == walk)
    #expect(try repository.isAncestor(walk[2], of: walk[0]))
  }

  /// Objects with files of their own are read whole, whatever their size.
  @Test(arguments: [0, 1, 40, 57, 58, 63, 64, 65, 1_000, 300_000])
  func looseObjectsAreReadWhole(size: Int) throws {
    var generator = SeededGenerator(seed: UInt64(size))
    let content = (0..<size).map { _ in UInt8.random(in: 0...3, using: &generator) }
    let written = try ChildProcess.run(
      ["git", "-C", builder.path, "hash-object", "-w", "--stdin"],
      environment: Shell.environment,
      input: content
    )
    let id = ObjectID(hex: String(decoding: written.output, as: UTF8.self).trimmed)!
    let repository = try open()
    #expect(try repository.blobSize(id) == size)
    #expect(try repository.kind(of: id) == .blob)
    #expect(try repository.readBlob(id) == content)
    builder.git(["repack", "-adq"])
    builder.git(["prune-packed"])
    let error = #expect(throws: GitError.self) { _ = try repository.readTree(id) }
    #expect(error?.code == .corrupt)
  }

  /// What is damaged is named, never read as something else.
  @Test(arguments: ["garbage", "empty", "truncate", "swap"])
  func aCorruptObjectIsNamed(_ damage: String) throws {
    builder.write("one", to: "a")
    builder.write("two", to: "b")
    builder.commit("one")
    let id = builder.git(["rev-parse", "HEAD:a"]).output.trimmed
    let other = builder.git(["rev-parse", "HEAD:b"]).output.trimmed
    let objects = "\(builder.path)/.git/objects"
    let path = "\(objects)/\(id.prefix(2))/\(id.dropFirst(2))"
    let source = "\(objects)/\(other.prefix(2))/\(other.dropFirst(2))"
    let commands = [
      "garbage": "printf garbage > \(path)", "empty": ": > \(path)",
      "truncate": "truncate -s 10 \(path)",
      "swap": "cp \(source) \(path)",
    ]
    let command = commands[damage]!
    #expect(Shell.run(["sh", "-c", "chmod u+w \(path) && \(command)"]).status == 0)
    let error = #expect(throws: GitError.self) { _ = try open().readBlob(ObjectID(hex: id)!) }
    #expect(error?.code == .corrupt)
    #expect(error?.place == id)
  }

  /// A flipped bit of a pack is refused or does not matter, and never read wrong; one of an index is
  /// found by the check.
  @Test func flippedBitsAreNeverReadWrong() throws {
    let seed = SeededGenerator.seed(for: "RepositoryTests.flippedBitsAreNeverReadWrong")
    var generator = SeededGenerator(seed: seed)
    for index in 0..<20 {
      builder.write(String(repeating: "line \(index)\n", count: 20), to: "f\(index)")
    }
    let head = ObjectID(hex: builder.commit("one"))!
    builder.git(["repack", "-adq"])
    let folder = "\(builder.path)/.git/objects/pack"
    for ending in ["pack", "idx"] {
      let file = Shell.run(["sh", "-c", "ls \(folder)/*.\(ending)"]).output.trimmed
      let content = try ChildProcess.run(["cat", file], environment: Shell.environment).output
      for _ in 0..<60 {
        var damaged = content
        let position = Int.random(in: 0..<content.count, using: &generator)
        damaged[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        try overwrite(file, damaged)
        do throws(GitError) {
          let repository = try Repository.open(at: builder.path)
          try repository.checkPackIndexes()
          #expect(ending == "pack", "SEED=\(seed) \(position)")
          try readAll(repository, head)
        } catch {
          #expect(
            [.corrupt, .notFound, .io].contains(error.code),
            "SEED=\(seed) \(position) \(error)"
          )
        }
      }
      try overwrite(file, content)
      try Repository.open(at: builder.path).checkPackIndexes()
    }
  }

  private func readAll(_ repository: Repository, _ head: ObjectID) throws(GitError) {
    for entry in try repository.readTree(repository.readCommit(head).tree) {
      let blob = try repository.readBlob(entry.id)
      #expect(ObjectID.hash(.blob, blob) == entry.id)
    }
  }

  private func overwrite(_ file: String, _ content: [UInt8]) throws {
    let result = try ChildProcess.run(
      ["sh", "-c", "rm -f \(file) && cat > \(file)"],
      environment: Shell.environment,
      input: content
    )
    #expect(result.status == 0)
  }

  @Test func revisionsAreResolvedAsGitDoes() throws {
    builder.commit("one")
    builder.commit("two")
    builder.git(["tag", "-a", "-m", "x", "v1", "HEAD~1"])
    let repository = try open()
    for revision in [
      "HEAD", "main", "HEAD~1", "HEAD^", "v1^{commit}", "main^{tree}", "HEAD^{/one}", "v1",
    ] {
      let known = builder.git(["rev-parse", "--end-of-options", revision]).output.split(
        separator: "\n"
      ).last!
      #expect(try repository.resolve(revision).hex == known, "\(revision)")
    }
    #expect(
      try repository.resolveCommit("v1").hex == builder.git(["rev-parse", "HEAD~1"]).output.trimmed
    )
    let missing = #expect(throws: GitError.self) { _ = try repository.resolve("none") }
    #expect(missing?.code == .notFound)
    let wrong = #expect(throws: GitError.self) { _ = try repository.resolve("a..^b") }
    #expect(wrong?.code == .invalidName || wrong?.code == .notFound)
    let tree = #expect(throws: GitError.self) { _ = try repository.resolveCommit("HEAD^{tree}") }
    #expect(tree != nil)
  }

  @Test func configurationIsReadAndWritten() throws {
    let repository = try open()
    #expect(try repository.configValue("merge.cmdb.driver") == nil)
    try repository.setConfigValue("merge.cmdb.driver", "cmdb merge-driver %O %A %B %P")
    #expect(
      builder.git(["config", "merge.cmdb.driver"]).output.trimmed == "cmdb merge-driver %O %A %B %P"
    )
    #expect(try repository.configValue("merge.cmdb.driver") == "cmdb merge-driver %O %A %B %P")
    let wrong = #expect(throws: GitError.self) { _ = try repository.configValue("nosection") }
    #expect(wrong?.code == .invalidName)
  }

  @Test func theIdentityIsWhatTheUserSays() throws {
    let repository = try open()
    try repository.setConfigValue("user.name", "Configured")
    try repository.setConfigValue("user.email", "c@example.net")
    let plain = try #require(try repository.configuredIdentity(environment: [:]))
    #expect(plain == ("Configured", "c@example.net"))
    let given = try #require(
      try repository.configuredIdentity(environment: ["GIT_AUTHOR_NAME": "Given", "EMAIL": "e@x"])
    )
    #expect(given == ("Given", "c@example.net"))
  }
}

@Suite struct EnvironmentTests {
  let builder = RepositoryBuilder()

  @Test func namesTheRepository() throws {
    builder.commit("one")
    let repository = try Repository.openFromEnvironment(
      at: "/tmp",
      environment: ["GIT_DIR": "\(builder.path)/.git", "GIT_WORK_TREE": builder.path]
    )
    #expect(repository.workingTree == builder.path)
    let relative = try Repository.openFromEnvironment(
      at: builder.path,
      environment: ["GIT_DIR": ".git", "GIT_COMMON_DIR": ".git"]
    )
    #expect(relative.gitDirectory == "\(builder.path)/.git")
    let error = #expect(throws: GitError.self) {
      _ = try Repository.openFromEnvironment(
        at: builder.path,
        environment: ["GIT_DIR": ".git", "GIT_COMMON_DIR": "/tmp"]
      )
    }
    #expect(error?.code == .unsupportedFormat)
    let missing = #expect(throws: GitError.self) {
      _ = try Repository.openFromEnvironment(at: builder.path, environment: ["GIT_DIR": "/tmp"])
    }
    #expect(missing?.code == .notARepository)
  }

  @Test func aPlainOpenTakesNoPlacesFromIt() throws {
    let other = RepositoryBuilder()
    let repository = try Repository.open(
      at: builder.path,
      environment: Shell.environment.merging(["GIT_DIR": other.path, "GIT_INDEX_FILE": "/none"]) {
        _,
        new in new
      }
    )
    #expect(repository.workingTree == builder.path)
    #expect(try repository.stagedChanges().isEmpty)
  }

  /// During a push the new objects are seen, by libgit2 and by git, and nothing can be written.
  @Test func aPushIsJudgedInItsQuarantine() throws {
    let folder = TemporaryFolder()
    let bare = "\(folder.path)/bare.git"
    #expect(Shell.run(["git", "init", "--quiet", "--bare", "-b", "main", bare]).status == 0)
    builder.write("1", to: "records/a")
    builder.commit("one")
    builder.git(["push", "--quiet", bare, "main"])
    let before = ObjectID(hex: builder.head)!
    builder.write("2", to: "records/a")
    let pushed = ObjectID(hex: builder.commit("two"))!
    let command = HookedCommand(
      ["push", bare, "main"],
      in: builder.path,
      hook: "pre-receive",
      of: "\(bare)/hooks"
    )
    let plain = try Repository.open(at: bare)
    #expect(!plain.exists(pushed))
    let repository = try command.open()
    #expect(repository.isQuarantined)
    #expect(repository.isBare)
    #expect(try repository.reference("refs/heads/main") == before)
    let tree = try repository.readCommit(pushed).tree
    let changes = try repository.treeDifference(from: repository.readCommit(before).tree, to: tree)
    #expect(changes.map(\.path) == ["records/a"])
    #expect(try repository.readBlob(changes[0].new!.id) == Array("2".utf8))
    #expect(try repository.isAncestor(before, of: pushed))
    #expect(try repository.commitWalk(from: pushed, hiding: [before]) == [pushed])
    #expect(try repository.history(of: "records/a", from: pushed).count == 2)
    var batch = ObjectBatch()
    batch.add(.blob, [1])
    let attempts: [() throws -> Void] = [
      { try repository.updateReference("refs/heads/x", to: pushed, expecting: nil, message: "x") },
      { try repository.deleteReference("refs/heads/main", expecting: before) },
      { try repository.write(batch, durability: .none) },
      { try repository.consolidatePacks(over: 0) },
      { try repository.setConfigValue("a.b", "c") },
    ]
    for attempt in attempts {
      let error = #expect(throws: GitError.self) { try attempt() }
      #expect(error?.code == .quarantined)
    }
    #expect(command.finish() == 0)
    #expect(try plain.reference("refs/heads/main") == pushed)
    #expect(try plain.readCommit(pushed).summary == "two")
  }
}
