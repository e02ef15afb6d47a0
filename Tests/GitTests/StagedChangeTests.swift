import Git
import TestSupport
import Testing

@Suite struct StagedChangeTests {
  let builder = RepositoryBuilder()

  func staged(_ environment: [String: String] = [:]) throws -> [String] {
    try Repository.open(at: builder.path)
      .stagedChanges(environment: Shell.environment.merging(environment) { _, new in new })
      .map { "\($0.new == nil ? "-" : "+")\($0.path)" }
  }

  @Test func showsWhatIsStagedAndNothingElse() throws {
    builder.write("1", to: "a")
    builder.write("1", to: "b")
    builder.commit("one")
    builder.write("2", to: "a")
    builder.write("2", to: "b")
    builder.write("2", to: "new\nline")
    builder.write("2", to: "announced")
    builder.git(["add", "a", "new\nline"])
    builder.git(["add", "--intent-to-add", "announced"])
    builder.git(["rm", "--quiet", "--cached", "b"])
    #expect(try staged() == ["+a", "-b", "+new\nline"])
    let change = try #require(try Repository.open(at: builder.path).stagedChanges().first)
    #expect(change.old == .init(mode: .regular, id: .hash(.blob, Array("1".utf8))))
    #expect(change.new == .init(mode: .regular, id: .hash(.blob, Array("2".utf8))))
  }

  @Test func worksBeforeTheFirstCommit() throws {
    builder.write("1", to: "a")
    builder.git(["add", "a"])
    #expect(try staged() == ["+a"])
  }

  /// What the hook is told to judge is the very tree that git then commits.
  @Test(arguments: [
    ["commit", "-m", "x"], ["commit", "-a", "-m", "x"], ["commit", "-m", "x", "d/b"],
    ["commit", "-m", "x", "--only", "d/b", "e"], ["commit", "-m", "x", "--include", "d/b"],
    ["commit", "--amend", "-m", "x", "-a"], ["-C", "d", "commit", "-m", "x", "b"],
  ])
  func theHookJudgesTheTreeThatIsCommitted(_ words: [String]) throws {
    prepare()
    try expectSameTree(words, in: builder.path, hooks: "\(builder.path)/.git/hooks")
  }

  @Test(arguments: [
    ["commit", "-m", "x"], ["commit", "-a", "-m", "x"], ["commit", "-m", "x", "d/b"],
  ])
  func inALinkedWorktreeToo(_ words: [String]) throws {
    prepare()
    let other = TemporaryFolder()
    builder.git(["worktree", "add", "--quiet", "\(other.path)/w", "-b", "side"])
    _ = Shell.run(["sh", "-c", "cd \(other.path)/w && echo 3 > a && git add a && echo 4 > d/b"])
    try expectSameTree(words, in: "\(other.path)/w", hooks: "\(builder.path)/.git/hooks")
  }

  @Test func theFirstCommitToo() throws {
    builder.write("1", to: "a")
    builder.git(["add", "a"])
    try expectSameTree(
      ["commit", "-m", "x"],
      in: builder.path,
      hooks: "\(builder.path)/.git/hooks"
    )
  }

  private func prepare() {
    for file in ["a", "d/b", "e", "f"] { builder.write("1", to: file) }
    builder.commit("zero")
    builder.write("1.5", to: "f")
    builder.commit("one")
    builder.write("2", to: "a")
    builder.git(["add", "a"])
    builder.write("2", to: "d/b")
    builder.remove("e")
  }

  private func expectSameTree(_ words: [String], in folder: String, hooks: String) throws {
    let command = HookedCommand(words, in: folder, hook: "pre-commit", of: hooks)
    let repository = try command.open()
    let head = try repository.head.commit
    let tree = try head.map { try repository.readCommit($0).tree }
    let changes = try repository.stagedChanges()
    var batch = ObjectBatch()
    let judged = try repository.stagedTree(over: tree, changes, into: &batch)
    let given = try repository.stagedChanges(environment: command.environment)
    #expect(given == changes)
    #expect(command.finish() == 0)
    let committed = Shell.run(["git", "-C", folder, "rev-parse", "HEAD^{tree}"]).output.trimmed
    #expect(judged.hex == committed)
    #expect(!changes.isEmpty)
  }

  @Test func splitAndSparseIndexesAreGitsOwnAffair() throws {
    builder.write("1", to: "a")
    builder.write("1", to: "d/b")
    builder.commit("one")
    builder.git(["update-index", "--split-index"])
    builder.write("2", to: "a")
    builder.git(["add", "a"])
    #expect(try staged() == ["+a"])
    builder.git(["update-index", "--no-split-index"])
    builder.git(["sparse-checkout", "set", "--sparse-index", "--cone", "d"])
    #expect(try staged() == ["+a"])
    builder.git(["update-index", "--index-version", "4"])
    #expect(try staged() == ["+a"])
  }

  @Test func undecidedPathsAreNamedOnce() throws {
    builder.write("1", to: "a")
    builder.write("1", to: "b")
    builder.commit("one")
    builder.git(["checkout", "--quiet", "-b", "side"])
    builder.write("2", to: "a")
    builder.commit("two")
    builder.git(["checkout", "--quiet", "main"])
    builder.write("3", to: "a")
    builder.write("3", to: "b")
    builder.commit("three")
    builder.git(["merge", "side"], expecting: 1)
    let repository = try Repository.open(at: builder.path)
    let changes = try repository.stagedChanges()
    #expect(changes.map(\.path) == ["a"])
    #expect(changes.map(\.isUnmerged) == [true])
    #expect(try repository.unmergedPaths() == ["a"])
    #expect(try repository.workingTreeStatus().map(\.staged) == [.unmerged])
  }

  @Test func theWorkingTreeShowsNewAndChangedFiles() throws {
    builder.write("1", to: "records/a")
    builder.write("1", to: "records/gone")
    builder.write("ignored", to: ".gitignore")
    builder.commit("one")
    builder.write("2", to: "records/a")
    builder.write("2", to: "records/n/b c")
    builder.write("2", to: "records/ignored")
    builder.write("2", to: "other")
    builder.remove("records/gone")
    builder.write("2", to: "records/staged")
    builder.git(["add", "records/staged"])
    let repository = try Repository.open(at: builder.path)
    #expect(
      try repository.workingTreeChanges(under: "records", environment: Shell.environment)
        == ["records/a", "records/gone", "records/n/b c", "records/staged"]
    )
    let changes = try repository.workingTreeStatus(under: "records")
    #expect(
      changes.map { [$0.staged, $0.unstaged] } == [
        [nil, .changed], [nil, .removed], [.added, nil], [nil, .untracked],
      ]
    )
    #expect(try repository.workingTreeChanges().contains("other"))
  }

  /// A repository's configuration and hooks run nothing when it is only read.
  @Test func readingRunsNothing() throws {
    builder.write("1", to: "a")
    builder.commit("one")
    let trap = "\(builder.path)/.git/trap"
    builder.write("#!/bin/sh\ntouch \(trap)\n", to: ".git/trigger")
    _ = Shell.run(["chmod", "+x", "\(builder.path)/.git/trigger"])
    for key in [
      "core.fsmonitor", "diff.external", "core.pager", "core.sshCommand",
      "core.alternateRefsCommand",
    ] {
      builder.git(["config", key, "\(builder.path)/.git/trigger"])
    }
    builder.git(["config", "core.hooksPath", "\(builder.path)/.git/hooks"])
    for hook in ["post-index-change", "reference-transaction"] {
      _ = Shell.run(["cp", "\(builder.path)/.git/trigger", "\(builder.path)/.git/hooks/\(hook)"])
    }
    builder.write("2", to: "a")
    _ = Shell.run(["rm", "-f", trap])
    let repository = try Repository.open(at: builder.path)
    _ = try repository.stagedChanges()
    _ = try repository.workingTreeStatus()
    let head = try repository.resolveCommit("HEAD")
    _ = try repository.history(of: "a", from: head)
    _ = try repository.removals(under: "", from: head)
    _ = try repository.lastChanges(under: ".", from: head)
    #expect(Shell.run(["test", "-e", trap]).status == 1)
  }
}
