import Commands
import TestSupport
import Testing

/// `cmdb index status` and `cmdb index rebuild`.
@Suite struct IndexCommandTests {
  let folder = DemoRepository.copy()
  var path: String { folder.path }
  var file: String { "\(path)/.git/cmdb/index.sqlite" }

  init() { _ = Shell.run(["rm", "-rf", "\(folder.path)/.git/cmdb"]) }

  func status() -> (state: String, run: CommandRun) {
    let run = CommandRun("index status --format csv --exit-code", in: path)
    let row = run.output.split(whereSeparator: \.isNewline).last ?? ""
    return (String(row.prefix { $0 != "," }), run)
  }

  @Test func missingThenBuiltThenBehind() {
    #expect(status().state == "missing")
    #expect(status().run.status == .no)
    #expect(CommandRun("index status", in: path).status == .success)
    let built = CommandRun("index rebuild", in: path)
    #expect(built.status == .success)
    #expect(built.errors.hasPrefix("indexed "))
    #expect(status().state == "ready")
    #expect(status().run.status == .success)
    _ = Shell.run(["git", "-C", path, "commit", "-q", "--allow-empty", "--no-verify", "-m", "One"])
    #expect(status().state == "behind")
    #expect(status().run.status == .no)
  }

  @Test func whatIsHeldIsTold() throws {
    _ = CommandRun("index rebuild", in: path)
    let run = CommandRun("index status --format json", in: path)
    let commits = Shell.run(["git", "-C", path, "rev-list", "--count", "main"]).output.trimmed
    let head = Shell.run(["git", "-C", path, "rev-parse", "main"]).output.trimmed
    #expect(run.output.contains("\"commits\": \(commits)"))
    #expect(run.output.contains("\"commit\": \"\(head)\""))
    #expect(run.output.contains("\"reason\": null"))
    #expect(!run.output.contains("\"records\": 0"))
  }

  /// The records of past states are found through the index, and by reading them all.
  @Test func pastRecordsAreFoundEitherWay() throws {
    _ = CommandRun("index rebuild", in: path)
    let commits = Shell.run(["git", "-C", path, "rev-list", "--first-parent", "main"]).output
      .split(whereSeparator: \.isNewline)
    var rows = 0
    for commit in [commits.first, commits.dropFirst().last] {
      let at = try #require(commit)
      let all = CommandRun("ls --columns class,owner --format csv --at \(at)", in: path).output
      let owned = all.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
        .filter { $0.count == 3 && $0[2].hasPrefix("team/") }
      for row in owned.prefix(2) {
        let query = "ls class=\(row[1]) owner=\(row[2]) --format json --at \(at)"
        let indexed = CommandRun(query, in: path)
        let walked = CommandRun(query + " --no-index", in: path)
        #expect(indexed.output == walked.output && indexed.errors == walked.errors, "\(query)")
        rows += 1
      }
    }
    #expect(rows > 0)
  }

  /// A damaged index is told of once, and the records are found all the same.
  @Test func pastRecordsAreFoundBesideADamagedFile() {
    _ = CommandRun("index rebuild", in: path)
    let query = "ls class=server owner=team/web --at HEAD"
    _ = Shell.run(["sh", "-c", "rm -f '\(file)'-*; echo junk > '\(file)'"])
    let (run, walked) = (CommandRun(query, in: path), CommandRun(query + " --no-index", in: path))
    #expect(run.output == walked.output)
    #expect(run.errors.ranges(of: "the answer was found by walking").count == 1)
  }

  @Test func aDamagedFileIsNamedAndBuiltAnew() {
    _ = CommandRun("index rebuild", in: path)
    _ = Shell.run(["sh", "-c", "rm -f '\(file)'-*; echo junk > '\(file)'"])
    let (state, run) = status()
    #expect(state == "unusable")
    #expect(run.status == .no)
    #expect(run.errors.contains(file))
    #expect(CommandRun("index rebuild", in: path).status == .success)
    #expect(status().state == "ready")
  }

  @Test func whereNothingCanBeWrittenTheReasonIsSaid() {
    _ = Shell.run(["sh", "-c", "rm -rf '\(path)/.git/cmdb'; echo > '\(path)/.git/cmdb'"])
    let run = CommandRun("index rebuild", in: path)
    #expect(run.status == .failure)
    #expect(run.errors.contains("the index cannot be built"))
    #expect(run.errors.contains("every command works without it"))
  }

  @Test func withoutCommitsThereIsNothingToIndex() {
    let empty = RepositoryBuilder()
    #expect(CommandRun("index rebuild", in: empty.path).status == .no)
    #expect(CommandRun("index status", in: empty.path).status == .success)
  }

  @Test func aWordIsMissing() {
    let run = CommandRun("index", in: path)
    #expect(run.status == .usage)
    #expect(run.errors.contains("status or rebuild"))
  }
}
