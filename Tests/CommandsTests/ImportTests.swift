import Commands
import TestSupport
import Testing

/// `cmdb import`: one delivery, one commit, one answer.
@Suite struct ImportTests {
  @Test func theAnswerIsOneObject() {
    let repository = SourceRepository(["a": "unknown: hold"])
    let answer = repository.say("a", "k", "\"memory_mib\":1")
    #expect(answer.status == .success)
    #expect(answer.output.hasPrefix("{"))
    #expect(answer.output.contains("\"source\": \"a\""))
    #expect(
      answer.output.contains("\"delivery\": \"\(repository.git("rev-parse", "discovery/a"))\"")
    )
    #expect(answer.output.contains("\"observations\": 1"))
    #expect(answer.output.contains("\"rejected\": []"))
  }

  @Test func severalFilesAreOneDelivery() {
    let repository = SourceRepository(["a": "unknown: hold"])
    let place = TemporaryFolder()
    for (name, text) in [
      ("1", "{\"key\":\"k\",\"attributes\":{\"memory_mib\":1}}"),
      (
        "2",
        "{\"key\":\"k\",\"attributes\":{\"firmware\":\"2\"}}\n"
          + "{\"key\":\"l\",\"attributes\":{}}"
      ),
      ("3", "{\"attributes\":{}}\n{\"key\":\"m\",\"attributes\":{}}"),
    ] {
      _ = Shell.run(["sh", "-c", "cat > \(place.path)/\(name)"], input: text + "\n")
    }
    let files = ["1", "2", "3"].map { "\(place.path)/\($0)" }
    let answer = repository.run(
      ["import", "observations", "--source", "a", "--format", "json"] + files
    )
    #expect(answer.status == .no)
    #expect(answer.output.contains("\"observations\": 4"))
    #expect(answer.output.contains("\"changed\": 3"))
    #expect(answer.output.contains("\"file\": \"\(place.path)/3\""))
    #expect(repository.git("rev-list", "--count", "discovery/a") == "1")
    let folder = repository.git("ls-tree", "-r", "--name-only", "discovery/a")
    let first = folder.split(separator: "\n").first { $0.hasSuffix("/k.yaml") } ?? ""
    let said = repository.git("show", "discovery/a:\(first)")
    #expect(said.contains("memory_mib: 1") && said.contains("firmware: \"2\""))
  }

  @Test func whatNobodyNamesMakesNoCommit() {
    let repository = SourceRepository(["a": "unknown: hold"])
    repository.say("a", "k", "\"memory_mib\":1,\"os\":null,\"tags\":{\"free\":\"name\"}")
    let head = repository.git("rev-parse", "discovery/a")
    let again = repository.say("a", "k", "\"noise\":1,\"os\":null")
    #expect(again.output.contains("\"changed\": 0"), "\(again.output)")
    #expect(again.output.contains("\"noise\""))
    #expect(again.errors.contains("noise"))
    #expect(again.status == .success)
    #expect(repository.git("rev-parse", "discovery/a") == head)
    let file = repository.git("ls-tree", "-r", "--name-only", "discovery/a")
    #expect(repository.git("show", "discovery/a:\(file)").contains("os: null"))
  }

  @Test func partOfAThingCreatesNothing() {
    let repository = SourceRepository(["a": "unknown: create"])
    let thing = "{\"class\":\"server\",\"key\":\"k\",\"attributes\":{\"serial\":\"SER00A1\"}}"
    repository.deliver("a", "{\"sections\":[\"interfaces\"],\"observations\":[\(thing)]}")
    repository.sync()
    #expect(repository.run("show", "server/ser00a1").status == .no)
    #expect(repository.findings().contains("only some of its sections"))
    repository.deliver("a", "{\"observations\":[\(thing)]}")
    repository.sync()
    #expect(repository.run("show", "server/ser00a1").status == .success)
  }

  @Test func aFileOfAnotherKindThanTheSourceIsRefused() {
    let repository = SourceRepository(["a": "unknown: create\nformat: glpi"])
    let refused = repository.deliver("a", "{\"key\":\"k\",\"attributes\":{}}\n")
    #expect(refused.status == .usage)
    #expect(refused.errors.contains("glpi"))
  }

  @Test func aSourceWhoseFileIsInvalidTakesNothing() {
    let repository = SourceRepository(["a": "unknown: create\nkind: nonsense"])
    let refused = repository.say("a", "k", "\"memory_mib\":1")
    #expect(refused.status == .no)
    #expect(refused.errors.contains("sources/a.yaml"))
    #expect(refused.errors.contains("discovery, telemetry, import"))
  }

  @Test func aFolderIsNoFile() {
    let repository = SourceRepository(["a": "unknown: create"])
    let refused = repository.run("import", "observations", "--source", "a", repository.path)
    #expect(refused.status == .usage)
  }

  @Test func theColumnThatIsTheKeyIsNotNoise() {
    let repository = SourceRepository(["a": "unknown: create\nformat: csv"])
    let answer = repository.deliver("a", "key,memory_mib,Colour\n1,1024,red\n", kind: "csv")
    #expect(answer.output.contains("\"Colour\"") && !answer.output.contains("\"key\""))
  }

  @Test func standardInputIsNamedInErrors() {
    let repository = SourceRepository(["a": "unknown: create"])
    #expect(repository.deliver("a", "").errors.contains("standard input"))
  }
}
