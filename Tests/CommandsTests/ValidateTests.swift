import Commands
import TestSupport
import Testing

/// `validate` in all its forms, `approve`, and the rule of main's first parents.
@Suite struct ValidateTests {
  let folder = DemoRepository.copy()
  var environment: [String: String] { ["CMDB": CommandRun.program, "CMDB_NOW": "1795514400"] }

  func git(_ words: String..., by email: String = "ada@example.net") -> Shell.Outcome {
    Shell.run(
      ["git", "-C", folder.path] + words,
      environment: environment.merging(["GIT_AUTHOR_EMAIL": email]) { _, new in new }
    )
  }

  func run(_ words: String...) -> CommandRun { CommandRun(words, in: folder.path) }

  func write(_ text: String, to path: String) {
    _ = Shell.run(["sh", "-c", "cat > \"$1\"", "sh", "\(folder.path)/\(path)"], input: text)
  }

  func set(_ words: String..., message: String = "edit", by email: String = "ada@example.net") {
    let edit = CommandRun(["set"] + words + ["--force"], in: folder.path)
    precondition(edit.status == .success, edit.errors)
    let commit = git("commit", "--quiet", "--no-verify", "-a", "--message", message, by: email)
    precondition(commit.status == 0, commit.errors)
  }

  @Test func warningsFailOnlyWhereTheyAreAskedTo() {
    set("workstation/nb-0003", "encrypted=false")
    let plain = run("validate")
    #expect(plain.status == .success)
    #expect(plain.output.contains("warning: Whatever leaves the house is encrypted"))
    #expect(run("validate", "--fail-on", "warning").status == .no)
    #expect(run("validate", "--fail-on", "error").status == .success)
    #expect(run("validate", "--fail-on", "note").status == .usage)
  }

  @Test func aSchemaSaysHowManyRecordsItWouldBreak() {
    write(
      "x-extends: true\ntype: object\nrequired: [slo]\n",
      to: "schema/service.yaml"
    )
    let run = run("validate")
    #expect(run.status == .no)
    #expect(run.errors.contains("the change of schemas, settings or policy breaks 2 records"))
    let json = self.run("validate", "--format", "json")
    #expect(json.output.contains("\"broken\": 2"))
    _ = git("add", "--all")
    #expect(self.run("validate", "--staged").errors.contains("breaks 2 records"))
    write("x-extends: true\ntype: object\n", to: "schema/service.yaml")
    #expect(self.run("validate").errors.contains("policy breaks no record"))
  }

  @Test func pathsSayWhichPartOfAChangeToHearAbout() {
    for name in ["web-01", "web-02"] {
      write("id: \(name)\ncolour: blue\n", to: "records/server/\(name).yaml")
    }
    _ = git("add", "--all")
    let one = run("validate", "--staged", "records/server/web-01.yaml")
    #expect(one.status == .no)
    #expect(one.output.contains("web-01.yaml") && !one.output.contains("web-02.yaml"))
    #expect(run("validate", "--staged", "records/server").output.contains("web-02.yaml"))
    #expect(run("validate", "--staged", "records/location").status == .success)
    #expect(run("validate", "--staged", "records/nowhere").status == .usage)
    _ = git("commit", "--quiet", "--no-verify", "--message", "x")
    let range = run("validate", "--range", "HEAD~1..HEAD", "records/server/web-02.yaml")
    #expect(range.output.contains("web-02.yaml") && !range.output.contains("web-01.yaml:"))
  }

  @Test func aPolicySaysHowManyRecordsItWouldBreak() {
    write(
      "standards: [{ id: a, title: A, severity: error, match: class=rack, require: height_u>42 }]\n",
      to: "policy/racks.yaml"
    )
    #expect(run("validate").errors.contains("the change of schemas, settings or policy breaks"))
    #expect(run("validate").status == .no)
  }

  /// A finding about an earlier commit of a range is shown with that commit's own line.
  @Test func anEarlierCommitIsShownAsItWas() {
    set("server/web-01", "lifecycle=discovered")
    let commit = git("rev-parse", "HEAD").output.trimmed
    write(
      "# one\n# two\n"
        + Shell.run(["cat", "\(folder.path)/records/server/web-01.yaml"]).output
        .replacing("lifecycle: discovered", with: "lifecycle: in-use"),
      to: "records/server/web-01.yaml"
    )
    _ = git("commit", "--quiet", "--no-verify", "-a", "--message", "back")
    let shown = run("validate", "--range", "HEAD~2..HEAD")
    #expect(shown.output.contains("lifecycle: discovered\n"), "\(shown.output)")
    #expect(shown.output.contains("(in commit \(commit.prefix(12))) [CMDB-R020]"))
    let json = run("validate", "--range", "HEAD~2..HEAD", "--format", "json").output
    #expect(json.contains("\"commit\": \"\(commit)\""))
  }

  @Test func theHookLooksIntoEveryStagedFile() {
    _ = run("hooks", "install")
    let secret = "ghp" + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    write("token: \(secret)\n", to: "notes.txt")
    _ = git("add", "notes.txt")
    let refused = git("commit", "--quiet", "--message", "notes")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("notes.txt:1:8: error: a GitHub token stands here"))
  }

  /// Today is not the day of the last commit: what lapsed in between is the next editor's to settle.
  @Test func whatLapsedIsTheNextEditorsToSettle() {
    write(
      "standards: [{ id: a, title: A, severity: error, match: class=server, require: has(zone), exceptions: ["
        + ["web-01", "web-02", "db-01", "kvm-01", "batch-01"].map {
          "{ ref: server/\($0), owner: team/platform, reason: old, until: 2026-11-25 }"
        }.joined(separator: ", ") + "] }]\n",
      to: "policy/zones.yaml"
    )
    _ = git("add", "--all")
    _ = git("commit", "--quiet", "--no-verify", "--message", "policy")
    _ = run("set", "server/db-01", "notes=x", "--force")
    _ = git("add", "--all")
    func staged(day: Int64) -> CommandRun {
      CommandRun(["validate", "--staged"], in: folder.path, now: 1_795_514_400 + day * 86_400)
    }
    #expect(!staged(day: 0).output.contains("CMDB-R009"), "\(staged(day: 0).output)")
    let refused = staged(day: 5)
    #expect(refused.status == .no)
    #expect(refused.output.contains("error: A [a]: has(zone) does not hold; its exception ended"))
  }

  @Test func theMergeIsJudgedNotTheBranch() {
    _ = git("switch", "--quiet", "--create", "side")
    set("server/web-01", "location=location/ams2")
    _ = git("switch", "--quiet", "main")
    // Good alone: nobody needs the site any more; bad together.
    _ = git("switch", "--quiet", "side")
    #expect(run("validate", "--merge-with", "main").status == .success)
    _ = git("switch", "--quiet", "main")
    set("server/web-01", "location=location/office-fra")
    _ = git("switch", "--quiet", "side")
    let refused = run("validate", "--merge-with", "main")
    #expect(refused.status == .no)
    #expect(
      refused.output.contains(
        "both sides changed location: ours \"location/ams2\", theirs \"location/office-fra\""
      ),
      "\(refused.output)"
    )
  }

  @Test func twoGoodChangesMayBeBadTogether() {
    _ = git("switch", "--quiet", "--create", "side")
    set("server/web-01", "serial=SN-TWICE-1")
    _ = git("switch", "--quiet", "main")
    set("server/web-02", "serial=SN-TWICE-1")
    #expect(run("validate", "--range", "HEAD~1..HEAD").status == .success)
    #expect(run("validate", "--range", "HEAD~1..side").status == .success)
    let together = run("validate", "--merge-with", "side")
    #expect(together.status == .no)
    #expect(together.output.contains("[CMDB-R004]"), "\(together.output)\(together.errors)")
  }

  @Test func financeDecidesAboutCostInTheHook() {
    _ = run("hooks", "install")
    _ = run("set", "server/web-01", "cost.monthly=44.00", "--force")
    let refused = git("commit", "--quiet", "-a", "--message", "dearer")
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains(
        "cost.monthly may be changed only by team/finance: person/ada belongs to team/platform"
      )
    )
    #expect(
      git("commit", "--quiet", "-a", "--message", "dearer", by: "eve@example.net").status == 0
    )
  }

  @Test func mergingMainTheWrongWayRoundIsRefused() {
    let bare = TemporaryFolder()
    let server = "\(bare.path)/server.git"
    _ = Shell.run(["git", "clone", "--quiet", "--bare", folder.path, server])
    #expect(CommandRun("hooks install", in: server).status == .success)
    _ = git("switch", "--quiet", "--create", "side", "HEAD~1")
    set("server/kvm-01", "notes=side")
    let merged = git("merge", "--quiet", "--no-verify", "--no-edit", "main")
    #expect(merged.status == 0, "\(merged.errors)")
    let refused = git("push", "--quiet", "--no-verify", server, "side:main")
    #expect(refused.status != 0)
    #expect(refused.errors.contains("first-parent chain [CMDB-R026]: git pull --rebase"))
    _ = git("switch", "--quiet", "main")
    _ = git("merge", "--quiet", "--no-verify", "--no-edit", "side~1")
    #expect(git("push", "--quiet", "--no-verify", server, "main:main").status == 0)
  }

  @Test func mergesThroughTheHookAreTheirCommits() {
    _ = run("hooks", "install")
    _ = git("switch", "--quiet", "--create", "side")
    set("server/web-01", "cost.monthly=44.00", by: "eve@example.net")
    _ = git("switch", "--quiet", "main")
    set("server/web-02", "notes=other")
    // Ada merges what Eve was allowed to do.
    let merged = git("merge", "--no-ff", "--no-edit", "side")
    #expect(merged.status == 0, "\(merged.errors)")
  }

  // MARK: Approvals

  static let key = "/key"

  /// A proposal of Ada's on a critical service, and Ivan with a key.
  func propose(keys: TemporaryFolder) -> Bool {
    let made = Shell.run(
      ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ivan", "-f", keys.path + Self.key]
    )
    guard made.status == 0 else { return false }
    let line = Shell.run(["cat", keys.path + Self.key + ".pub"]).output.trimmed
    write(
      Shell.run(["cat", "\(folder.path)/records/person/ivan.yaml"]).output + "keys: [\(line)]\n",
      to: "records/person/ivan.yaml"
    )
    _ = git("commit", "--quiet", "--no-verify", "-a", "--message", "key")
    _ = git("switch", "--quiet", "--create", "side")
    set("service/web-shop", "slo.availability=99.5")
    return true
  }

  func approve(as email: String, _ words: String...) -> CommandRun {
    CommandRun(
      ["approve"] + words,
      in: folder.path,
      environment: ["GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_NAME": "Ivan"]
    )
  }

  @Test func anApprovalTravelsInTheMergingCommit() throws {
    let keys = TemporaryFolder()
    guard propose(keys: keys) else { return }
    _ = git("switch", "--quiet", "main")
    let base = git("rev-parse", "HEAD").output.trimmed
    _ = git("merge", "--quiet", "--no-ff", "--no-verify", "--message", "merge", "side")
    let missing = run("validate", "--range", "\(base)..HEAD")
    #expect(missing.status == .no)
    #expect(missing.output.contains("needs an approval by team/applications, and has none"))
    let approval = approve(as: "ivan@example.net", "\(base)..side", "--key", keys.path + Self.key)
    #expect(approval.status == .success, "\(approval.errors)")
    let lines = approval.output.split(separator: "\n")
    #expect(lines.first == "Approved-by: Ivan <ivan@example.net>")
    #expect(lines.last?.hasPrefix("Approval: person/ivan 2026-11-24T10:00:00Z U1NIU0lH") ?? false)
    _ = git("reset", "--quiet", "--hard", base)
    write(
      "approvals: [{ match: class=service, by: owner, level: verified }]\n",
      to: "policy/strict.yaml"
    )
    _ = git("add", "--all")
    _ = git("commit", "--quiet", "--no-verify", "--message", "ask for signatures")
    let strict = git("rev-parse", "HEAD").output.trimmed
    let message = "merge\n\n\(approval.output)"
    _ = git("merge", "--quiet", "--no-ff", "--no-verify", "--message", message, "side")
    let judged = run("validate", "--range", "\(strict)..HEAD")
    #expect(judged.status == .success, "\(judged.output)\(judged.errors)")
  }

  @Test func nobodyApprovesWithAnotherKeyOrTheirOwn() {
    let keys = TemporaryFolder()
    guard propose(keys: keys) else { return }
    let own = approve(as: "ada@example.net", "main..side")
    #expect(own.status == .no)
    #expect(own.errors.contains("person/ada is an author of main..side"))
    let claimed = approve(as: "ivan@example.net", "main..side")
    #expect(claimed.status == .success)
    #expect(claimed.output == "Approved-by: Ivan <ivan@example.net>\n")
    #expect(claimed.errors.contains("this is claimed"))
    let foreign = approve(as: "heidi@example.net", "main..side", "--key", keys.path + Self.key)
    #expect(foreign.status == .no)
    #expect(foreign.errors.contains("is not in the record of person/heidi"))
    let unknown = approve(as: "nobody@example.net", "main..side")
    #expect(unknown.errors.contains("no person's record lists nobody@example.net"))
    #expect(approve(as: "ivan@example.net", "main..main").errors.contains("changes no record"))
  }
}
