import Commands
import TestSupport
import Testing

/// What a file would become, and what a change of rules would move: both before anything happens.
@Suite struct SourceRulesTests {
  private func refs(_ repository: SourceRepository) -> String {
    repository.git("for-each-ref", "--format=%(refname) %(objectname)")
  }

  private func twoSources() -> SourceRepository {
    let repository = SourceRepository([
      "a": "unknown: create\nprecedence: 60", "b": "unknown: hold\nprecedence: 40",
    ])
    repository.say("a", "x", #""name":"x","serial":"SN000017","memory_mib":4"#)
    repository.say("b", "x", #""serial":"SN000017","memory_mib":8"#)
    _ = repository.sync()
    return repository
  }

  @Test func aTestSaysWhatAFileWouldBecomeAndWritesNothing() {
    let repository = twoSources()
    let before = refs(repository)
    let file = """
      {"class":"server","key":"x","attributes":{"memory_mib":16}}
      {"class":"server","key":"y","attributes":{"name":"y","serial":"SN000018"}}
      {"class":"server","key":"z","attributes":{"serial":["broken"]}}
      {"class":"server","attributes":{}}

      """
    let run = repository.run(["source", "test", "a", "-"], input: file)
    #expect(run.status == .no)
    #expect(run.output.contains("x: server/x\n  memory_mib: 16"), "\(run.output)")
    #expect(run.output.contains("y: server/y, a new record"))
    #expect(run.output.contains("server/x  memory_mib  changed  4    16"), "\(run.output)")
    #expect(run.errors.contains("refused: line 4"))
    #expect(refs(repository) == before)
    let json = repository.run(
      ["source", "test", "a", "-", "--format", "json"],
      input: #"{"class":"server","key":"x","attributes":{"memory_mib":16}}"#
    )
    #expect(json.status == .success)
    #expect(json.output.contains(#""ref": "server/x""#))
    #expect(json.output.contains(#""new": 16"#))
  }

  @Test func aTestUsesTheSourceAsTheWorkingTreeHasIt() {
    let repository = twoSources()
    repository.describe("c", "unknown: create\nmapping: { serial: { path: sn, apply: [upper] } }")
    let run = repository.run(
      ["source", "test", "c", "-"],
      input: #"{"class":"server","key":"q","attributes":{"sn":"sn000077"}}"#
    )
    #expect(run.status == .success, "\(run.errors)")
    #expect(run.output.contains("serial: SN000077"), "\(run.output)")
  }

  @Test func aTestNamesWhatIsWrong() {
    let repository = twoSources()
    #expect(repository.run("source", "test", "aa", "-").errors.contains("did you mean a?"))
    #expect(repository.run("source", "test", "a", "missing.json").status == .usage)
    let broken = repository.run(["source", "test", "a", "-"], input: "{")
    #expect(broken.status == .no)
    #expect(broken.errors.contains("standard input:1"), "\(broken.errors)")
  }

  @Test func aPlanListsWhatAChangeOfRulesMovesAndSyncDoesJustThat() {
    let repository = twoSources()
    #expect(repository.run("source", "plan").errors == "no value would move\n")
    repository.describe("b", "unknown: hold\nprecedence: 80")
    let plan = repository.run("source", "plan", "--exit-code")
    #expect(plan.status == .no)
    #expect(plan.output.contains("server/x  memory_mib  changed  4    8"), "\(plan.output)")
    #expect(plan.output.contains("precedence 80"))
    repository.commit("Trust b")
    let range = repository.run("source", "plan", "HEAD~1..HEAD", "--format", "json")
    #expect(range.output.contains(#""attribute": "memory_mib""#))
    #expect(repository.show("server/x").contains("memory_mib: 4"))
    _ = repository.sync()
    #expect(repository.show("server/x").contains("memory_mib: 8"))
    #expect(repository.run("source", "plan", "HEAD~1..HEAD").errors.contains("no value would move"))
  }

  @Test func aSourceThatIsTurnedOffTakesBackWhatItSaidAndOnlyThat() {
    let repository = twoSources()
    _ = repository.run("set", "server/x", "notes=ours", "-m", "Note")
    repository.describe("a", "unknown: create\nprecedence: 60\nenabled: false")
    let plan = repository.run("source", "plan")
    #expect(plan.output.contains("server/x  memory_mib  changed  4    8"), "\(plan.output)")
    #expect(!plan.output.contains("notes"))
    repository.commit("Turn a off")
    _ = repository.sync()
    #expect(repository.show("server/x").contains("memory_mib: 8"))
    repository.describe("a", "unknown: create\nprecedence: 60")
    repository.commit("Turn a on")
    _ = repository.sync()
    #expect(repository.show("server/x").contains("memory_mib: 4"))
  }

  @Test func aPlanRefusesWhatIsNoRange() {
    #expect(twoSources().run("source", "plan", "main").status == .usage)
  }
}
