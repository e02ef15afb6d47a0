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
    #expect(error?.remedy?.contains("PATH") ?? false)
  }

  @Test func runsInAFolderWithNothingButItsEnvironment() throws {
    let folder = TemporaryFolder()
    let result = try ChildProcess.run(
      ["/usr/bin/env", "sh", "-c", "pwd; env | sort"],
      environment: ["A": "1", "PATH": "/bin:/usr/bin"],
      directory: folder.path
    )
    let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
    #expect(lines.first.map(String.init) == folder.path)
    #expect(lines.contains("A=1"))
    #expect(!lines.contains { $0.hasPrefix("HOME=") })
  }

  @Test func noDescriptorOfOursIsInherited() throws {
    let list = try ChildProcess.run(["ls", "/proc/self/fd"], environment: Shell.environment)
    // The three streams, and the one that ls reads the folder by.
    #expect(String(decoding: list.output, as: UTF8.self).split(separator: "\n").count == 4)
  }

  @Test func anEndlessChildIsStopped() throws {
    var size = 0
    let result = try ChildProcess.stream(["yes"], environment: Shell.environment) { piece in
      size += piece.count
      return size < 100_000
    }
    #expect(size >= 100_000)
    #expect(result.status == 0)
  }

  @Test func aReaderThatFailsLeavesNoChildBehind() {
    let error = #expect(throws: GitError.self) {
      _ = try ChildProcess.stream(["yes"], environment: Shell.environment) { _ throws(GitError) in
        throw GitError(.other, "read", "enough")
      }
    }
    #expect(error?.message == "enough")
  }
}

@Suite struct HistoryStepTests {
  let builder = RepositoryBuilder()

  @Test func parentsAreTheNearestCommitsThatTouchThePath() throws {
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
    builder.write("1", to: "records/a")
    builder.write("1", to: "records/b\nc")
    builder.write("1", to: "records/d")
    builder.commit("one")
    builder.remove("records/d")
    let first = builder.commit("first")
    builder.remove("records/a")
    builder.remove("records/b\nc")
    let gone = builder.commit("gone")
    let removals = try Repository.open(at: builder.path)
      .removals(under: "records", from: ObjectID(hex: gone)!)
    #expect(removals.map(\.path) == ["records/a", "records/b\nc", "records/d"])
    #expect(removals.map(\.commit.hex) == [gone, gone, first])
  }

  @Test func lastChangesAreThoseOfTheNewestCommit() throws {
    builder.write("1", to: "records/a")
    builder.write("1", to: "records/b")
    builder.commit("one")
    builder.write("2", to: "records/b")
    let head = builder.commit("two")
    let times = try Repository.open(at: builder.path)
      .lastChanges(under: "records", from: ObjectID(hex: head)!)
    #expect(times == ["records/a": 1_764_000_000, "records/b": 1_764_000_060])
  }
}
