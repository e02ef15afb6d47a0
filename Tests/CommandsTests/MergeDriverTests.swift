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

  /// Merges three texts by the command itself.
  func merge(_ base: String, _ ours: String, _ theirs: String) -> (run: CommandRun, text: String) {
    let place = TemporaryFolder()
    for (name, text) in [("o", base), ("a", ours), ("b", theirs)] {
      _ = Shell.run(["sh", "-c", "cat > \"$1\"", "sh", "\(place.path)/\(name)"], input: text)
    }
    let files = ["o", "a", "b"].map { "\(place.path)/\($0)" }
    let run = CommandRun(["merge-driver"] + files + ["records/team/a.yaml"], in: folder.path)
    return (run, Shell.run(["cat", files[1]]).output)
  }

  @Test func aMapThatOneSideEmptiesKeepsWhatTheOtherAdds() {
    let (run, text) = merge(
      "id: a\nclass: team\ncontact: { mail: x }\n",
      "id: a\nclass: team\ncontact: { mail: x, chat: y }\n",
      "id: a\nclass: team\n"
    )
    #expect(run.status == .success, "\(run.errors)")
    #expect(text == "id: a\nclass: team\ncontact: { chat: y }\n")
  }

  @Test func aCommentThatTheyWroteAnewReplacesTheOld() {
    let base = "# head\n\nid: a\nclass: team\n# above\nname: x\n"
    let (run, text) = merge(
      base,
      base + "notes: n\n",
      base.replacing("# head", with: "# head, theirs").replacing("name: x", with: "name: z")
    )
    #expect(run.status == .success)
    #expect(text == "# head, theirs\n\nid: a\nclass: team\n# above\nname: z\nnotes: n\n")
  }

  @Test func aSideThatCannotBeReadIsSaid() {
    let (run, text) = merge("id: a\n", "id: a\nname: x\n", "id: [\n")
    #expect(run.errors.contains("one side cannot be read as a record"))
    #expect(!text.contains("file.txt"))
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
