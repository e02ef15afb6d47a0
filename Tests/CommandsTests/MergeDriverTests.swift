import Commands
import TestSupport
import Testing

/// The merge driver as git calls it.
@Suite struct MergeDriverTests {
  let folder = DemoRepository.copy()

  init() {
    _ = Shell.run([
      "git", "-C", folder.path, "config", "merge.cmdb.driver",
      "\(CommandRun.program) merge-driver %O %A %B %P",
    ])
  }

  func git(_ words: String...) -> Shell.Outcome {
    Shell.run(["git", "-C", folder.path, "-c", "core.hooksPath=/dev/null"] + words)
  }

  func edit(_ from: String, _ to: String) {
    _ = Shell.run(["sed", "-i", "s|\(from)|\(to)|", "\(folder.path)/records/server/db-01.yaml"])
    _ = git("commit", "--quiet", "-a", "--message", to)
  }

  func merge(_ ours: (String, String), _ theirs: (String, String)) -> Shell.Outcome {
    _ = git("checkout", "--quiet", "-b", "side")
    edit(theirs.0, theirs.1)
    _ = git("checkout", "--quiet", "main")
    edit(ours.0, ours.1)
    return git("merge", "--quiet", "--message", "merge", "side")
  }

  @Test func neighbouringEditsJoin() {
    let outcome = merge(
      ("^criticality: critical", "criticality: high"),
      ("^environment: production", "# theirs\\nenvironment: test")
    )
    #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
    let text = Shell.run(["cat", "\(folder.path)/records/server/db-01.yaml"]).output
    #expect(text.contains("criticality: high"))
    #expect(text.contains("# theirs\nenvironment: test"))
  }

  @Test func aTrueConflictLeavesMarkersThereAlone() {
    let outcome = merge(
      ("^criticality: critical", "criticality: high"),
      ("^criticality: critical", "criticality: low")
    )
    #expect(outcome.status == 1)
    let text = Shell.run(["cat", "\(folder.path)/records/server/db-01.yaml"]).output
    #expect(text.contains("<<<<<<< ours\ncriticality: high"))
    #expect(text.contains(">>>>>>> theirs\n"))
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("=======") }.count == 1)
  }

  @Test func aCloneThatDoesNotKnowTheDriverIsTold() {
    _ = git("config", "--unset", "merge.cmdb.driver")
    let verdict = CommandRun("validate", in: folder.path)
    #expect(verdict.status == .success)
    #expect(verdict.output.contains("CMDB-R015"))
  }

  @Test func theDiffDriverWritesALineAnAttribute() {
    let run = CommandRun("diff-driver records/team/platform.yaml", in: folder.path)
    #expect(run.output.contains("id: platform\n"))
    #expect(run.output.contains("contact.mail: "))
  }
}
