import Git
import TestSupport
import Testing

@Suite struct ChildProcessTests {
  @Test func feedsAndGathers() throws {
    let big = [UInt8](repeating: 65, count: 3_000_000)
    let result = try ChildProcess.run(["cat"], environment: Shell.environment, input: big)
    #expect(result.output == big)
    #expect(result.status == 0)
  }

  @Test func aChildThatDoesNotReadIsNoTrouble() throws {
    let result = try ChildProcess.run(
      ["sh", "-c", "echo out; echo err >&2; exit 7"],
      environment: Shell.environment,
      input: [UInt8](repeating: 65, count: 3_000_000)
    )
    #expect(result.status == 7)
    #expect(result.output == Array("out\n".utf8))
    #expect(result.errors == Array("err\n".utf8))
  }

  @Test func aSignalIsAStatusOver128() throws {
    #expect(
      try ChildProcess.run(["sh", "-c", "kill -9 $$"], environment: Shell.environment).status == 137
    )
  }

  @Test func aMissingProgramIsNamed() {
    let error = #expect(throws: GitError.self) {
      _ = try ChildProcess.run(["no-such-program"], environment: Shell.environment)
    }
    #expect(error?.code == .childFailed)
  }
}

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
    builder.git(["add", "a", "new\nline"])
    builder.git(["rm", "--quiet", "--cached", "b"])
    #expect(try staged() == ["+a", "-b", "+new\nline"])
  }

  @Test func worksBeforeTheFirstCommit() throws {
    builder.write("1", to: "a")
    builder.git(["add", "a"])
    #expect(try staged() == ["+a"])
  }

  /// `commit -a` and `commit PATH` build another index and name it in the environment.
  @Test(arguments: [
    ["commit", "--quiet", "-a", "-m", "x"], ["commit", "--quiet", "-m", "x", "b"],
  ])
  func judgesTheIndexThatGitNames(_ words: [String]) throws {
    builder.write("1", to: "a")
    builder.write("1", to: "b")
    builder.commit("one")
    builder.write("2", to: "a")
    builder.write("2", to: "b")
    builder.write(
      "#!/bin/sh\ncp \"$GIT_INDEX_FILE\" /tmp/index-$PPID\necho /tmp/index-$PPID > \(builder.path)/where\n",
      to: ".git/hooks/pre-commit"
    )
    _ = Shell.run(["chmod", "+x", "\(builder.path)/.git/hooks/pre-commit"])
    #expect(builder.tryGit(words).status == 0)
    let index = builder.read("where").trimmed
    builder.git(["reset", "--quiet", "--soft", "HEAD~1"])
    let expected = words.contains("-a") ? ["+a", "+b"] : ["+b"]
    #expect(try staged(["GIT_INDEX_FILE": index]) == expected)
    _ = Shell.run(["rm", "-f", index])
  }

  @Test func splitAndSparseIndexesAreGitsOwnAffair() throws {
    builder.write("1", to: "a")
    builder.write("1", to: "d/b")
    builder.commit("one")
    builder.git(["update-index", "--split-index"])
    builder.write("2", to: "a")
    builder.git(["add", "a"])
    #expect(try staged() == ["+a"])
    builder.git(["sparse-checkout", "set", "--sparse-index", "--cone", "d"])
    #expect(try staged() == ["+a"])
  }

  @Test func theWorkingTreeShowsNewAndChangedFiles() throws {
    builder.write("1", to: "records/a")
    builder.commit("one")
    builder.write("2", to: "records/a")
    builder.write("2", to: "records/n/b")
    builder.write("2", to: "other")
    let changes = try Repository.open(at: builder.path)
      .workingTreeChanges(under: "records", environment: Shell.environment)
    #expect(changes == ["records/a", "records/n/b"])
  }
}

@Suite struct HistoryStepTests {
  @Test func parentsAreTheNearestCommitsThatTouchThePath() throws {
    let builder = RepositoryBuilder()
    builder.write("1", to: "a")
    let one = builder.commit("one")
    builder.write("1", to: "b")
    builder.commit("elsewhere")
    builder.write("2", to: "a")
    let two = builder.commit("two")
    let steps = try Repository.open(at: builder.path).history(of: "a", from: ObjectID(hex: two)!)
    #expect(steps.map(\.commit.hex) == [two, one])
    #expect(steps[0].parents.map(\.hex) == [one])
  }

  @Test func removalsAreFound() throws {
    let builder = RepositoryBuilder()
    builder.write("1", to: "records/a")
    builder.commit("one")
    builder.remove("records/a")
    let gone = builder.commit("gone")
    let removals = try Repository.open(at: builder.path)
      .removals(under: "records", from: ObjectID(hex: gone)!)
    #expect(removals.map(\.path) == ["records/a"])
    #expect(removals.map(\.commit.hex) == [gone])
  }
}
