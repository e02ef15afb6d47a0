import Commands
import TestSupport
import Testing

@Suite struct EditingTests {
  let folder = DemoRepository.copy()

  func run(_ words: String...) -> CommandRun {
    CommandRun(words, in: folder.path, environment: ["CMDB": CommandRun.program])
  }

  func write(_ text: String, to path: String) {
    _ = Shell.run(["sh", "-c", "cat > \"$1\"", "sh", "\(folder.path)/\(path)"], input: text)
  }

  func read(_ path: String) -> String { Shell.run(["cat", "\(folder.path)/\(path)"]).output }

  func changed() -> [String] {
    Shell.run(["git", "-C", folder.path, "diff", "--unified=0", "--no-textconv"]).output
      .split(separator: "\n").map(String.init)
      .filter {
        ($0.hasPrefix("+") || $0.hasPrefix("-")) && !$0.hasPrefix("+++") && !$0.hasPrefix("---")
      }
  }

  @Test func setChangesOneLine() {
    #expect(run("set", "server/db-01", "criticality=high").status == .success)
    #expect(changed().count == 2)
    #expect(changed().last?.hasPrefix("+criticality: high") ?? false)
  }

  @Test func aTextThatWouldReadAsANumberIsQuoted() {
    #expect(run("set", "server/db-01", "notes=007").status == .success)
    #expect(changed().contains { $0.hasPrefix("+notes: ") })
    #expect(
      CommandRun(["show", "server/db-01", "--format", "json"], in: folder.path).output.contains(
        "\"notes\": \"007\""
      )
    )
  }

  @Test func whatWouldBeInvalidIsRefused() {
    let refused = run("set", "server/db-01", "lifecycle=in-used")
    #expect(refused.status == .no)
    #expect(refused.errors.contains("CMDB-R001"))
    #expect(changed().isEmpty)
    #expect(run("set", "server/db-01", "owner=team/nobody").status == .no)
    #expect(run("set", "server/db-01", "owner=team/nobody", "--force").status == .success)
    #expect(changed().count == 2)
  }

  @Test func theSameValueIsNoChange() {
    let same = run("set", "server/web-01", "cost.monthly=41.500")
    #expect(same.status == .success)
    #expect(same.errors == "nothing to change\n")
    #expect(changed().isEmpty)
  }

  @Test func anItemIsCreatedByItsKey() {
    #expect(run("set", "server/db-01", "interfaces[eth9].mac=00:16:3e:2a:99:09").status == .success)
    #expect(
      CommandRun(["ls", "interfaces.mac=00:16:3e:2a:99:09"], in: folder.path).output.contains(
        "server/db-01"
      )
    )
    #expect(CommandRun(["validate"], in: folder.path).status == .success)
  }

  @Test func unsetTakesTheLineAway() {
    #expect(run("unset", "server/db-01", "criticality").status == .success)
    #expect(changed().count == 1)
    #expect(run("unset", "server/db-01", "criticality").status == .no)
  }

  @Test func manyAtOnceOrNone() {
    let many = run(
      "set",
      "--where",
      "class=server location=location/fra1",
      "environment=test",
      "--dry-run"
    )
    #expect(many.status == .success)
    #expect(many.output.contains("environment: production → test"))
    #expect(changed().isEmpty)
    #expect(run("set", "--where", "class=server", "environment=test").status == .success)
    #expect(
      CommandRun(["ls", "class=server", "environment!=test"], in: folder.path).errors
        == "no record matches\n"
    )
  }

  @Test func whatLsWroteSetReads() throws {
    let table = CommandRun(
      ["ls", "class=rack", "--columns", "height_u", "--format", "csv"],
      in: folder.path
    ).output
    let edited = table.replacing("42", with: "47").replacing("47\r\n", with: "47\r\n")
    let run = CommandRun(["set", "--from", "-"], in: folder.path, input: edited)
    #expect(run.status == .success, "\(run.errors)")
    #expect(
      CommandRun(["ls", "class=rack", "height_u=42"], in: folder.path).errors
        == "no record matches\n"
    )
  }

  @Test func newWritesAValidRecord() {
    let made = run(
      "new",
      "server",
      "web-09",
      "--set",
      "owner=team/platform",
      "--set",
      "serial=SN99999X"
    )
    #expect(made.status == .success, "\(made.errors)")
    #expect(read("records/server/web-09.yaml").hasPrefix("id: web-09\nclass: server\n"))
    #expect(run("new", "server", "web-09").status == .no)
    #expect(run("new", "server", "Web 10").errors.contains("web-10 would do"))
    #expect(run("new", "servr", "x").status == .no)
    #expect(run("validate", "records/server/web-09.yaml").status == .success)
  }

  @Test func mvTakesEveryReferenceAlong() {
    let moved = run("mv", "server/web-02", "server/shop-02", "--commit")
    #expect(moved.status == .success, "\(moved.errors)")
    #expect(CommandRun(["validate"], in: folder.path).status == .success)
    #expect(run("show", "server/web-02").status == .no)
    let message = Shell.run(["git", "-C", folder.path, "log", "-1", "--format=%B"]).output
    #expect(message.contains("Renamed: server/web-02 server/shop-02"))
    #expect(
      CommandRun(["log", "server/shop-02"], in: folder.path).output.contains("Begin the inventory")
    )
  }

  @Test func rmTakesEveryReferenceAlongAndIgnoresItsKeys() {
    let removed = run("rm", "server/web-01", "--reason", "sold", "--until", "2027-06-30")
    #expect(removed.status == .success, "\(removed.errors)")
    #expect(read("sources/glpi.yaml").contains("reason: sold"))
    #expect(
      CommandRun(["ls", "relations.runs_on=server/web-01"], in: folder.path).errors
        == "no record matches\n"
    )
    #expect(CommandRun(["validate"], in: folder.path).errors.contains("valid"))
  }

  @Test func rmShowsTheSettingsThatItWouldWrite() {
    let shown = run("rm", "server/web-01", "--reason", "sold", "--dry-run")
    #expect(shown.status == .success, "\(shown.errors)")
    #expect(shown.output.contains("server/web-01 deleted\n"))
    #expect(shown.output.contains("sources/glpi.yaml ignore"), "\(shown.output)")
    #expect(shown.output.contains("sold"))
    #expect(changed().isEmpty)
  }

  @Test func whoCommitsIsWhomTheDirectoryFinds() {
    func by(_ address: String) -> String? {
      let shown = CommandRun(
        ["rm", "server/web-01", "--dry-run"],
        in: folder.path,
        environment: ["GIT_AUTHOR_EMAIL": address, "GIT_AUTHOR_NAME": "Somebody"]
      )
      return ["person/ada", "Somebody <"].first { shown.output.contains($0) }
    }
    #expect(by("ada@example.net") == "person/ada")
    #expect(by("Ada@Example.NET") == "person/ada")
    // Two people list one address: nobody is meant.
    write(
      read("records/person/eve.yaml").replacing("eve@example.net", with: "ada@example.net"),
      to: "records/person/eve.yaml"
    )
    #expect(by("ada@example.net") == "Somebody <")
  }

  @Test func theTableSaysWhereTheSchemaObjects() {
    let refused = CommandRun(
      ["set", "--from", "-"],
      in: folder.path,
      input: "ref,criticality,u,cost.monthly\nserver/db-01,high,2,\nserver/web-01,urgent,abc,-5\n"
    )
    #expect(refused.status == .no)
    for place in [
      "-:3: column 2 (criticality): server/web-01: error: ", "-:3: column 3 (u): server/web-01: ",
      "-:3: column 4 (cost.monthly): server/web-01: ",
    ] {
      #expect(refused.errors.contains(place), "\(place): \(refused.errors)")
    }
    #expect(!refused.errors.contains("records/server/"))
    #expect(changed().isEmpty)
  }

  @Test func fmtKeepsValuesAndCommentsAndIsStable() {
    let path = "records/server/db-01.yaml"
    let owner = "owner: team/platform  # answers for it\n"
    let lines = read(path).split(separator: "\n").filter { !$0.hasPrefix("owner:") }
    write(owner + lines.joined(separator: "\n") + "\n", to: path)
    #expect(run("fmt", "--check").status == .no)
    #expect(run("fmt").status == .success)
    #expect(read(path).contains("\n" + owner))
    #expect(run("fmt", "--check").status == .success)
    #expect(CommandRun(["diff"], in: folder.path).errors == "no record differs\n")
  }

  @Test func blameSaysWhatIsNotCommittedYet() {
    _ = run("set", "server/db-01", "criticality=high")
    let blame = run("blame", "server/db-01", "--field", "criticality")
    #expect(blame.output.contains("not committed yet"))
    #expect(run("diff").output == "server/db-01 criticality: critical → high\n")
  }

  @Test func unsetKeepsTheCommentsAboveWhatGoes() {
    let path = "records/server/db-01.yaml"
    let untagged = read(path).split(separator: "\n").filter { !$0.hasPrefix("tags:") }
    let text =
      untagged.joined(separator: "\n") + "\ntags:\n  # why one\n  - one\n  # why two\n  - two\n"
    write(text, to: path)
    #expect(run("unset", "server/db-01", "tags[one]", "tags[two]").status == .success)
    #expect(read(path).hasSuffix("\n# why one\n# why two\n"))
    write(text, to: path)
    #expect(run("unset", "server/db-01", "tags").status == .success)
    #expect(!read(path).contains("why one"))
  }

  @Test func aValueOfTheWrongTypeIsRefusedLikeAnyOther() {
    for word in ["u=abc", "u=1.5", "u=007", "u=true"] {
      let refused = run("set", "server/db-01", word)
      #expect(refused.status == .no, "\(word): \(refused.errors)")
      #expect(refused.errors.contains("expected a whole number"))
    }
    #expect(run("set", "server/db-01", "u=abc", "--force").status == .success)
    #expect(read("records/server/db-01.yaml").contains("\nu: abc\n"))
  }

  @Test func aTableSaysWhereItIsWrong() {
    func from(_ text: String) -> CommandRun {
      CommandRun(["set", "--from", "-"], in: folder.path, input: text)
    }
    #expect(from("ref,u\nserver/db-01,1\nserver/db-01,2\n").errors.contains("-:3: column 1 (ref)"))
    #expect(from("ref,u,u\n").errors.contains("the heading u stands twice: -:1: column 3"))
    #expect(from("ref,u\nserver/db-01\n").errors.contains("-:2"))
    #expect(from("ref,u\nserver/db-01,\"1\n").errors.contains("not closed: -:2"))
    let walked = from("ref,interfaces.mac\nserver/db-01,00:16:3e:00:00:01\n")
    #expect(walked.errors.contains("-:2: column 2 (interfaces.mac)"))
    #expect(walked.status == .no)
  }

  @Test func aTableThatWasListedChangesNothing() {
    let columns = "owner,u,interfaces.mac,name,cost.purchase,relations.connects_to"
    for class_ in ["server", "team"] {
      let listed = run(
        "ls",
        "class=\(class_)",
        "--format",
        "csv",
        "--columns",
        class_ == "team" ? "name" : columns
      )
      let again = CommandRun(["set", "--from", "-"], in: folder.path, input: listed.output)
      #expect(again.errors == "nothing to change\n")
    }
  }

  @Test func whatLooksLikeAFormulaComesBackAsItWas() {
    for text in ["=1+1", "'=q", "''=q", "'plain", "-x", "@a", "-5"] {
      #expect(run("set", "server/db-01", "description=\(text)").status == .success)
      let before = read("records/server/db-01.yaml")
      let listed = run("ls", "id=db-01", "--format", "csv", "--columns", "description")
      let back = CommandRun(["set", "--from", "-"], in: folder.path, input: listed.output)
      #expect(back.status == .success)
      #expect(read("records/server/db-01.yaml") == before)
    }
  }

  @Test func anEmptyMessageIsRefusedBeforeAnythingIsWritten() {
    let refused = run("set", "server/db-01", "u=3", "-m", " ")
    #expect(refused.status == .usage)
    #expect(CommandRun(["diff"], in: folder.path).errors == "no record differs\n")
  }

  @Test func mistypedAttributesGetTheNearestName() {
    #expect(run("set", "server/db-01", "ownr=team/platform").errors.contains("did you mean owner?"))
    #expect(run("unset", "server/db-01", "ownr").errors.contains("did you mean owner?"))
  }

  @Test func settingsFollowARenamedTeam() {
    #expect(run("mv", "team/platform", "team/core").status == .success)
    for file in ["sources/glpi.yaml", "policy/standards.yaml", "cmdb.yaml"] {
      #expect(!read(file).contains("team/platform"), "\(file)")
    }
    #expect(CommandRun(["validate"], in: folder.path).errors.contains("valid"))
    write("format: 1\nrouting: { default: team/nobody }\n", to: "cmdb.yaml")
    #expect(CommandRun(["validate"], in: folder.path).output.contains("team/nobody does not exist"))
  }

  @Test func anExceptionGoesWithItsRecord() {
    let removed = run("rm", "server/batch-01")
    #expect(removed.status == .success, "\(removed.errors)")
    #expect(!read("policy/standards.yaml").contains("exceptions"))
    #expect(CommandRun(["validate", "policy"], in: folder.path).status == .success)
    write("title: x\n", to: "policy/x.yml")
    #expect(CommandRun(["validate"], in: folder.path).output.contains("nobody reads this one"))
  }

  @Test func whoIsInNoRecordRemovesUnderNameAndAddress() {
    let removed = CommandRun(
      ["rm", "server/web-01", "--force"],
      in: folder.path,
      environment: ["GIT_AUTHOR_NAME": "Zoe", "GIT_AUTHOR_EMAIL": "zoe@example.org"]
    )
    #expect(removed.status == .success, "\(removed.errors)")
    #expect(read("sources/glpi.yaml").contains("Zoe <zoe@example.org>"))
    #expect(CommandRun(["validate", "sources"], in: folder.path).status == .success)
  }

  @Test func aFreshRepositoryIsInForm() {
    let fresh = TemporaryFolder()
    let made = CommandRun(["init", "inventory"], in: fresh.path)
    #expect(made.status == .success, "\(made.errors)")
    #expect(CommandRun(["fmt", "--check"], in: "\(fresh.path)/inventory").status == .success)
    #expect(CommandRun(["fmt", "--check"], in: DemoRepository.path).status == .success)
  }

  @Test func initTakesWhatIsThereIntoAccount() {
    let place = TemporaryFolder()
    _ = Shell.run(["git", "init", "--quiet", "-b", "trunk", "\(place.path)/a"])
    _ = Shell.run(["sh", "-c", "echo s > \"$1/a/secret\"; echo f > \"$1/f\"", "sh", place.path])
    _ = Shell.run(["git", "init", "--quiet", "--bare", "\(place.path)/b.git"])
    #expect(CommandRun(["init", "a"], in: place.path).status == .success)
    let status = Shell.run(["git", "-C", "\(place.path)/a", "status", "--porcelain"])
    #expect(status.output == "?? secret\n")
    #expect(CommandRun(["findings"], in: "\(place.path)/a").status == .success)
    #expect(CommandRun(["init", "f"], in: place.path).status == .usage)
    #expect(CommandRun(["init", "b.git"], in: place.path).status == .failure)
  }

  @Test func aClassOfTheRepositorysOwnBegins() {
    write(
      "allOf: [{ $ref: \"cmdb:base\" }]\nproperties: { code: { type: [integer, string] }, friend: { type: string, x-references: [widget] } }\n",
      to: "schema/widget.yaml"
    )
    let made = run("new", "widget", "w1", "--set", "code=12", "friend=widget/w1")
    #expect(made.status == .success, "\(made.errors)")
    #expect(read("records/widget/w1.yaml").contains("\nowner: team/platform\n"))
    let odd = run("set", "widget/w1", "friend=nope")
    #expect(odd.errors.contains("friend is a reference, and nope is none"))
    #expect(read("records/widget/w1.yaml").contains("\ncode: 12\n"))
    let shown = CommandRun(["show", "widget/w1", "--format", "json"], in: folder.path)
    #expect(shown.output.contains("\"commit\": null"))
    #expect(run("unset", "widget/w1", "owner").errors.contains("owner is missing"))
  }

  @Test func queriesCompareAsTheSchemaSays() {
    let found = run("ls", "interfaces.mac=00-16-3E-2A-11-01")
    #expect(found.output.contains("server/web-01"))
    let before = run("ls", "class=certificate", "not_after<today", "--at", "2025-06-01")
    #expect(before.errors == "no record matches\n", "\(before.output)")
    #expect(run("ls", "class=server", "--columns", "nam").errors.contains("did you mean name?"))
  }

  @Test func editsNeedAWorkingTree() {
    let bare = TemporaryFolder()
    _ = Shell.run(["git", "clone", "--quiet", "--bare", folder.path, "\(bare.path)/b.git"])
    let refused = CommandRun(["set", "server/db-01", "criticality=low"], in: "\(bare.path)/b.git")
    #expect(refused.status == .failure)
    #expect(CommandRun(["show", "server/db-01"], in: "\(bare.path)/b.git").status == .success)
    #expect(
      CommandRun(["ls", "class=team"], in: "\(bare.path)/b.git").output.contains("team/platform")
    )
  }
}
