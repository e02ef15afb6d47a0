import Commands
import TestSupport
import Testing

/// What is remembered of judging a whole repository never changes the answer.
@Suite struct WholeVerdictTests {
  let folder = DemoRepository.copy()

  func validate(_ words: String..., now: Int64 = 1_795_514_400) -> CommandRun {
    CommandRun(["validate", "--format", "json"] + words, in: folder.path, now: now)
  }

  func change(_ script: String) {
    #expect(Shell.run(["sh", "-c", "cd \"$1\" && \(script)", "sh", folder.path]).status == 0)
  }

  @Test func theAnswerIsTheSameWarmColdAndDeleted() {
    let cold = validate()
    #expect(cold.status == .success)
    #expect(Shell.run(["test", "-f", "\(folder.path)/.git/cmdb/index.sqlite"]).status == 0)
    #expect(validate().output == cold.output)
    #expect(validate("--at", "HEAD").output == cold.output)
    change("rm -rf .git/cmdb")
    #expect(validate().output == cold.output)
    change("echo garbage > .git/cmdb/index.sqlite")
    #expect(validate().output == cold.output)
  }

  @Test func whatChangesIsJudged() {
    _ = validate()
    for script in [
      "echo 'id: x' > records/server/x.yaml",
      "rm records/server/x.yaml && echo '*.yaml' > .git/info/exclude && echo 'id: x' > records/server/x.yaml",
    ] {
      change(script)
      #expect(validate().status == .no, "\(script)")
    }
    change("rm records/server/x.yaml && : > .git/info/exclude")
    #expect(validate().status == .success)
    change("sed -i 's/^owner: .*/owner: team\\/nobody/' records/server/db-01.yaml")
    #expect(validate().status == .no)
    change("git commit --quiet --no-verify -a -m x")
    #expect(validate().status == .no)
    #expect(validate("--at", "HEAD").status == .no)
    #expect(validate("--at", "HEAD~1").status == .success)
  }

  /// What git is told to take on trust is looked at all the same.
  @Test(arguments: [
    "git update-index --assume-unchanged", "git update-index --skip-worktree",
    "git update-index --index-version=4 && git update-index --assume-unchanged",
    "git update-index --split-index && git update-index --assume-unchanged",
  ])
  func whatGitTakesOnTrustIsJudged(_ mark: String) {
    #expect(validate().status == .success)
    change("\(mark) records/server/db-01.yaml")
    #expect(validate().status == .success)
    change("sed -i 's/^owner: .*/owner: team\\/nobody/' records/server/db-01.yaml")
    #expect(Shell.run(["git", "-C", folder.path, "status", "--porcelain"]).output == "")
    let warm = validate()
    #expect(warm.status == .no)
    #expect(validate("--no-index").output == warm.output)
  }

  @Test func aFileThatMayBeExecutedIsNoRecord() {
    _ = validate()
    change("chmod +x records/server/db-01.yaml")
    let refused = validate()
    #expect(refused.status == .no)
    #expect(refused.output.contains("records/server/db-01.yaml is a file that may be executed"))
    #expect(validate("records/server/db-01.yaml").status == .no)
    // Where the file system is said not to know, every file may look so.
    change("git config core.fileMode false")
    #expect(validate().status == .success)
    #expect(validate("records/server/db-01.yaml").status == .success)
    change("git update-index --chmod=+x records/server/db-01.yaml && git commit -qm x --no-verify")
    #expect(validate("--at", "HEAD").status == .no)
  }

  /// What tells git what to do is seen wherever it stands, in the working tree as in a commit.
  @Test func gitsOwnFilesInFoldersAreSeen() {
    for path in ["records/server/.gitattributes", "docs/.gitattributes", "policy/.gitmodules"] {
      change("mkdir -p docs && echo '* text' > \(path) && git add \(path)")
      let plain = validate()
      #expect(plain.status == .no, "\(path)")
      #expect(plain.output.contains("\"file\": \"\(path)\""))
      #expect(validate("--staged").output.contains("\"file\": \"\(path)\""))
      change("git rm -qf \(path)")
    }
    #expect(validate().status == .success)
  }

  @Test func otherFilesAreLookedAtForSecrets() {
    let secret = "ghp" + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    _ = validate()
    change("mkdir -p docs && echo 'token \(secret)' > docs/notes.md")
    #expect(validate().status == .success, "git does not know the file")
    change("git add docs")
    for words in [[], ["--staged"], ["--no-index"], ["docs/notes.md"]] {
      let run = CommandRun(["validate"] + words, in: folder.path)
      #expect(run.status == .no, "\(words)")
      #expect(run.output.contains("docs/notes.md:1:7: error: a GitHub token stands here: ghp_…"))
    }
    change("git commit -qm secret --no-verify")
    #expect(validate().status == .no)
    #expect(validate("--at", "HEAD").status == .no)
    #expect(validate("--range", "HEAD~1..HEAD").status == .no)
    // Right in the working tree, and remembered as nothing of the commit's.
    change("echo words > docs/notes.md")
    #expect(validate().status == .success)
    #expect(validate().status == .success)
    #expect(validate("--at", "HEAD").status == .no)
  }

  @Test func todayAndACommitsDayAreRememberedBesideEachOther() throws {
    _ = validate()
    _ = validate("--at", "HEAD~1")
    let count = Shell.run([
      "sh", "-c",
      "python3 - \"$1\" <<'END'\nimport sqlite3, sys\n"
        + "print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM verdicts').fetchone()[0])\nEND",
      "sh", "\(folder.path)/.git/cmdb/index.sqlite",
    ])
    // Without a Python there is nobody to look into the file.
    if count.status == 0 { #expect(count.output == "2\n") }
  }

  @Test func aDateIsJudgedOnThatDay() {
    #expect(!validate("--at", "2026-11-24").output.contains("CMDB-R009"))
    #expect(validate("--at", "2028-01-01").output.contains("CMDB-R009"))
  }

  @Test func anotherDayIsAnotherQuestion() {
    let now: Int64 = 1_795_514_400
    #expect(!validate(now: now).output.contains("CMDB-R009"))
    #expect(validate(now: now + 400 * 86_400).output.contains("CMDB-R009"))
    #expect(!validate(now: now).output.contains("CMDB-R009"))
  }
}
