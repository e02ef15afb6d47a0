import Commands
import TestSupport
import Testing

/// Real git with the drivers as `cmdb hooks install` registers them.
@Suite struct GitDriverTests {
  let folder = DemoRepository.copy()
  let web = "records/server/web-01.yaml"

  init() {
    #expect(CommandRun("hooks install", in: folder.path).status == .success)
    _ = git("checkout", "--quiet", "-b", "side")
  }

  /// Git finds `cmdb` as it was built beside the tests; hooks do not count here.
  @discardableResult
  func git(_ words: String...) -> Shell.Outcome {
    let program = CommandRun.program
    let bin = program[..<(program.lastIndex(of: "/") ?? program.endIndex)]
    return Shell.run(
      ["git", "-C", folder.path, "-c", "core.hooksPath=/dev/null"] + words,
      environment: ["PATH": "\(bin):\(Shell.environment["PATH"] ?? "")"]
    )
  }

  func read(_ path: String) -> String { Shell.run(["cat", "\(folder.path)/\(path)"]).output }

  func edit(_ script: String, in path: String? = nil) {
    _ = Shell.run(["sed", "-i", script, "\(folder.path)/\(path ?? web)"])
  }

  func commit(_ script: String, in path: String? = nil) {
    edit(script, in: path)
    let outcome = git("commit", "--quiet", "--all", "--message", script)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  /// Neighbouring lines, over which git's own merge stumbles.
  func diverge() {
    commit("s/^criticality: .*/criticality: low/")
    git("checkout", "--quiet", "main")
    commit("s/^environment: .*/environment: test/")
  }

  func expectBoth() {
    let text = read(web)
    #expect(text.contains("criticality: low\n") && text.contains("environment: test\n"), "\(text)")
    #expect(!text.contains("<<<<"))
  }

  @Test func merge() {
    diverge()
    #expect(git("merge", "--quiet", "-m", "m", "side").status == 0)
    expectBoth()
  }

  @Test func rebase() {
    diverge()
    git("checkout", "--quiet", "side")
    #expect(git("rebase", "--quiet", "main").status == 0)
    expectBoth()
  }

  @Test func cherryPick() {
    diverge()
    #expect(git("cherry-pick", "side").status == 0)
    expectBoth()
  }

  @Test func revert() {
    commit("s/^criticality: .*/criticality: low/")
    commit("s/^environment: .*/environment: test/")
    #expect(git("revert", "--no-edit", "HEAD~1").status == 0)
    let text = read(web)
    #expect(!text.contains("criticality: low") && text.contains("environment: test\n"))
  }

  @Test func stashPop() {
    edit("s/^criticality: .*/criticality: low/")
    #expect(git("stash").status == 0)
    commit("s/^environment: .*/environment: test/")
    #expect(git("stash", "pop").status == 0)
    expectBoth()
  }

  @Test func renamesThatGitFinds() {
    let moved = "records/server/fra/web-01.yaml"
    _ = Shell.run(["mkdir", "-p", "\(folder.path)/records/server/fra"])
    git("mv", web, moved)
    commit("s/^criticality: .*/criticality: low/", in: moved)
    git("checkout", "--quiet", "main")
    commit("s/^environment: .*/environment: test/")
    let outcome = git("merge", "--quiet", "-m", "m", "side")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(read(moved).contains("criticality: low\nenvironment: test\n"))
  }

  @Test func crossedHistoriesAskAgainWhatWasNotDecided() {
    commit("s/^criticality: .*/criticality: low/")
    git("branch", "two")
    git("checkout", "--quiet", "main")
    commit("s/^criticality: .*/criticality: medium/")
    git("branch", "one")
    for (branch, other, word) in [("main", "two", "low"), ("side", "one", "high")] {
      git("checkout", "--quiet", branch)
      #expect(git("merge", "--quiet", other).status == 1)
      git("checkout", "--quiet", "--ours", "records")
      commit("s/^criticality: .*/criticality: \(word)/")
    }
    commit("s/^environment: .*/environment: test/")
    #expect(git("merge", "--quiet", "-m", "m", "main").status == 1)
    let text = read(web)
    #expect(
      text.contains("<<<<<<< ours\ncriticality: high\n=======\ncriticality: low\n"),
      "\(text)"
    )
    #expect(text.contains("environment: test\n"))
  }

  @Test func aConflictIsResolvedAsUsual() {
    commit("s/^criticality: .*/criticality: low/")
    git("checkout", "--quiet", "main")
    commit("s/^criticality: .*/criticality: medium/")
    #expect(git("merge", "--quiet", "side").status == 1)
    #expect(git("status", "--porcelain").output.contains("UU \(web)"))
    #expect(CommandRun("validate", in: folder.path).status == .no)
    git("checkout", "--theirs", web)
    git("add", web)
    #expect(git("commit", "--quiet", "-m", "theirs").status == 0)
    #expect(read(web).contains("criticality: low\n"))
  }

  @Test func mergeTreeSaysWhatGitThenDoes() {
    diverge()
    let said = CommandRun("merge-tree main side", in: folder.path)
    #expect(said.status == .success)
    git("merge", "--quiet", "-m", "m", "side")
    #expect(git("rev-parse", "HEAD^{tree}").output.trimmed == String(said.output.prefix(40)))
  }

  // MARK: Differences

  @Test func differencesAreShownByAttribute() {
    commit("s/^criticality: .*/criticality: low/")
    let shown = git("show", "--format=", "--unified=0").output
    #expect(shown.contains("\n+criticality: low\n"))
    #expect(git("log", "-1", "-p").output.contains("+criticality: low"))
  }

  @Test func aMovedLineAndAnotherLayoutAreNoDifference() {
    edit("/^criticality:/{h;d};$G")
    edit("s/^environment: /environment:    /")
    #expect(!git("status", "--porcelain").output.isEmpty)
    let shown = git("diff").output
    #expect(!shown.contains("\n+") || !shown.contains("@@"), "\(shown)")
  }

  @Test func movesClassesCreatedAndDeletedRecordsAreShown() {
    _ = Shell.run(["mkdir", "-p", "\(folder.path)/records/virtual-machine"])
    git("mv", web, "records/virtual-machine/web-01.yaml")
    commit("s/^class: .*/class: virtual-machine/", in: "records/virtual-machine/web-01.yaml")
    let shown = git("show", "--format=", "--find-renames").output
    #expect(shown.contains("rename to records/virtual-machine/web-01.yaml"))
    #expect(shown.contains("-class: server\n+class: virtual-machine\n"))
    git("rm", "--quiet", "records/virtual-machine/web-01.yaml")
    #expect(git("diff", "--cached").output.contains("-class: virtual-machine\n"))
  }

  @Test func whatIsNoRecordIsShownAsItIs() {
    edit("s/^owner: .*/owner: [/")
    let shown = git("diff").output
    #expect(shown.contains("+# no record: ") && shown.contains("+owner: [\n"), "\(shown)")
    _ = Shell.run(["sh", "-c", "printf '\\0\\1' > \"$1\"", "sh", "\(folder.path)/\(web)"])
    #expect(git("diff").output.contains("+# no record: binary, 2 bytes, blob "))
    _ = Shell.run(["sh", "-c", "printf 'plain' > \"$1\"", "sh", "\(folder.path)/\(web)"])
    #expect(git("diff").output.contains("+# no record: it is no map\n+plain\n"))
  }

  @Test func brokenSchemasDoNotMatter() {
    _ = Shell.run([
      "sh", "-c", "mkdir -p \"$1\"; echo '[' > \"$1/server.yaml\"", "sh", "\(folder.path)/schema",
    ])
    edit("s/^criticality: .*/criticality: low/")
    #expect(git("diff", "--", web).output.contains("\n+criticality: low\n"))
  }
}
