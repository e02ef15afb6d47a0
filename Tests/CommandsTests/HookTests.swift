import Commands
import TestSupport
import Testing

/// The hooks as git calls them, with the program that was built beside the tests.
@Suite struct HookTests {
  let folder = DemoRepository.copy()
  var environment: [String: String] { ["CMDB": CommandRun.program, "CMDB_NOW": "1795514400"] }

  init() { _ = CommandRun("hooks install", in: folder.path) }

  func git(_ words: String...) -> Shell.Outcome {
    Shell.run(["git", "-C", folder.path] + words, environment: environment)
  }

  func write(_ text: String, to path: String) {
    _ = Shell.run(["sh", "-c", "cat > \"$1\"", "sh", "\(folder.path)/\(path)"], input: text)
  }

  @Test func aBadCommitIsRefusedWithTheReason() {
    write(
      "id: web-09\nclass: server\nowner: team/platfrom\nlifecycle: discovered\n",
      to: "records/server/web-09.yaml"
    )
    _ = git("add", "--all")
    let refused = git("commit", "--quiet", "--message", "x")
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains(
        "records/server/web-09.yaml:3:8: error: owner team/platfrom does not exist [CMDB-R002]"
      )
    )
    #expect(refused.errors.contains("help: did you mean team/platform?"))
  }

  @Test func whatIsStagedIsJudgedNotWhatLiesAround() {
    write(
      "id: web-09\nclass: server\nowner: team/platform\nlifecycle: discovered\n",
      to: "records/server/web-09.yaml"
    )
    _ = git("add", "--all")
    write("broken: [", to: "records/server/web-09.yaml")
    #expect(git("commit", "--quiet", "--message", "x").status == 0)
    #expect(git("commit", "--quiet", "-a", "--message", "x").status == 1)
    #expect(git("commit", "--quiet", "--message", "x", "records/server/web-09.yaml").status == 1)
  }

  @Test func aTeamThatOwnsSomethingStays() {
    _ = git("rm", "--quiet", "records/team/platform.yaml")
    let refused = git("commit", "--quiet", "--message", "x")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("owner team/platform does not exist"))
  }

  @Test func theFirstPushFillsAnEmptyRepository() {
    let server = TemporaryFolder()
    _ = Shell.run(["git", "init", "--quiet", "--bare", server.path])
    #expect(CommandRun("hooks install", in: server.path).status == .success)
    #expect(git("push", "--quiet", "file://\(server.path)", "main").status == 0)
    write("id: x\n", to: "records/server/x.yaml")
    _ = git("add", "--all")
    _ = git("commit", "--quiet", "--no-verify", "--message", "x")
    let refused = git("push", "--quiet", "--no-verify", "file://\(server.path)", "main")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("records/server/x.yaml"))
  }

  @Test func whatCannotBeReadIsNotLetThrough() {
    for input in ["garbage\n", "a b refs/heads/main\n"] {
      let refused = CommandRun(["hook", "pre-receive"], in: folder.path, input: input)
      #expect(refused.status == .usage, "\(input)")
    }
  }

  @Test func aRefusedCommitLeavesNothingBehind() {
    let run = CommandRun(
      ["new", "server", "twin", "--set", "serial=SN48291", "--commit"],
      in: folder.path,
      environment: environment
    )
    #expect(run.status == .no, "\(run.errors)")
    #expect(run.errors.contains("CMDB-R004"))
    #expect(git("status", "--porcelain").output.isEmpty)
    let edited = CommandRun(
      ["set", "server/db-01", "serial=SN48291", "--commit"],
      in: folder.path,
      environment: environment
    )
    #expect(edited.status == .no)
    #expect(git("status", "--porcelain").output.isEmpty)
  }

  @Test func aHookThatLostItsBitIsMended() {
    let hook = "\(folder.path)/.git/hooks/pre-commit"
    _ = Shell.run(["chmod", "-x", hook])
    _ = CommandRun("hooks install", in: folder.path)
    #expect(Shell.run(["test", "-x", hook]).status == 0)
  }

  @Test func anOldFaultDoesNotStopOtherWork() {
    write(
      "id: old\nclass: server\nowner: team/nobody\nlifecycle: discovered\n",
      to: "records/server/old.yaml"
    )
    _ = git("add", "--all")
    #expect(git("commit", "--quiet", "--no-verify", "--message", "old fault").status == 0)
    #expect(CommandRun("set server/db-01 criticality=high", in: folder.path).status == .success)
    _ = git("add", "--all")
    #expect(git("commit", "--quiet", "--message", "other work").status == 0)
  }

  @Test func aLinkedWorktreeIsJudgedByItsOwnIndex() {
    let other = TemporaryFolder()
    _ = git("worktree", "add", "--quiet", "\(other.path)/w", "-b", "side")
    _ = Shell.run([
      "sh", "-c",
      "printf 'id: x\\nclass: server\\nlifecycle: in-use\\n' > \(other.path)/w/records/server/x.yaml",
    ])
    _ = Shell.run(["git", "-C", "\(other.path)/w", "add", "--all"])
    let refused = Shell.run(
      ["git", "-C", "\(other.path)/w", "commit", "--quiet", "-m", "x"],
      environment: environment
    )
    #expect(refused.status == 1)
    #expect(refused.errors.contains("owner is missing"))
  }

  @Test func trailersOfMachinesAreTheirs() {
    _ = CommandRun("set server/db-01 criticality=high", in: folder.path)
    _ = git("add", "--all")
    let refused = git("commit", "--quiet", "--message", "x\n\nSource: glpi\nDelivery: 0000\n")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("Delivery:"))
  }

  @Test func presentHooksAreKeptAndRunFirst() {
    write("#!/bin/sh\necho from the old hook >&2\nexit 3\n", to: ".git/hooks/pre-commit")
    _ = Shell.run(["chmod", "+x", "\(folder.path)/.git/hooks/pre-commit"])
    let installed = CommandRun("hooks install", in: folder.path)
    #expect(installed.errors.contains("kept the present pre-commit as pre-commit.chained"))
    _ = CommandRun("set server/db-01 criticality=high", in: folder.path)
    _ = git("add", "--all")
    let refused = git("commit", "--quiet", "--message", "x")
    #expect(refused.status == 1)
    #expect(refused.errors == "from the old hook\n")
    #expect(CommandRun("hooks install", in: folder.path).errors.contains("kept") == false)
  }

  @Test func aMissingProgramExplainsItself() {
    _ = CommandRun("set server/db-01 criticality=high", in: folder.path)
    _ = git("add", "--all")
    let refused = Shell.run(
      ["git", "-C", folder.path, "commit", "--quiet", "-m", "x"],
      environment: ["CMDB": "/nowhere/cmdb"]
    )
    #expect(refused.status == 1)
    #expect(refused.errors.contains("is not on the PATH"))
  }

  @Test func pushesAreJudgedBeforeTheyAreTaken() {
    let bare = TemporaryFolder()
    let server = "\(bare.path)/server.git"
    _ = Shell.run(["git", "clone", "--quiet", "--bare", folder.path, server])
    #expect(CommandRun("hooks install", in: server).status == .success)
    write(
      "id: bad\nclass: server\nowner: team/nobody\nlifecycle: discovered\n",
      to: "records/server/bad.yaml"
    )
    _ = git("add", "--all")
    _ = git("commit", "--quiet", "--no-verify", "--message", "bad")
    let refused = git("push", "--quiet", "--no-verify", server, "main")
    #expect(refused.status != 0)
    #expect(refused.errors.contains("CMDB-R002"))
    let rewound = git("push", "--quiet", "--no-verify", "--force", server, "HEAD~2:main")
    #expect(rewound.errors.contains("this branch only moves forward"))
    _ = git("reset", "--quiet", "--hard", "HEAD~1")
    #expect(
      CommandRun(
        ["set", "server/db-01", "criticality=high", "-m", "good", "--force"],
        in: folder.path
      ).status != .usage
    )
    _ = git("commit", "--quiet", "--no-verify", "-a", "--message", "good")
    #expect(git("push", "--quiet", "--no-verify", server, "main").status == 0)
  }

  @Test func theFilesInHooksAreWhatIsInstalled() {
    for name in ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push", "pre-receive"] {
      let kept = Shell.run(["cat", "\(Repository.top)/hooks/\(name)"]).output
      let installed = Shell.run(["cat", "\(folder.path)/.git/hooks/\(name)"]).output
      #expect(kept == installed, "\(name)")
    }
  }
}

/// The project's own files.
enum Repository {
  /// The top of the project.
  static let top: String = {
    let file = #filePath
    let parts = file.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()
}
