import Diagnostics
import Git
import History
import Records
import TestSupport
import Testing

/// A range is judged by where it leads, and commit by commit.
@Suite struct RangeJudgeTests {
  static let jump =
    "error CMDB-R020 lifecycle: lifecycle jumps from in-stock to in-use, past deployed"

  @Test func aBranchMayGoThroughAllStates() throws {
    let bench = RangeBench()
    bench.commit("deployed")
    bench.commit("in-use")
    #expect(try bench.findings() == [])
  }

  @Test func aCommitThatSkipsAStateIsAJump() throws {
    let bench = RangeBench()
    bench.commit("in-use")
    #expect(try bench.findings() == [Self.jump])
  }

  @Test func aMergeIsJudgedByTheCommitsThatItBrings() throws {
    let bench = RangeBench()
    bench.builder.git(["switch", "--quiet", "--create", "side"])
    bench.commit("deployed")
    bench.commit("in-use")
    bench.builder.git(["switch", "--quiet", "main"])
    bench.builder.git(["merge", "--quiet", "--no-ff", "--no-edit", "--no-verify", "side"])
    #expect(try bench.findings() == [])
    // The same as one commit is a squash, and a jump.
    bench.builder.git(["reset", "--quiet", "--hard", bench.start])
    bench.builder.git(["merge", "--quiet", "--squash", "side"])
    bench.builder.commit("squashed")
    #expect(try bench.findings() == [Self.jump])
  }

  @Test func whatAMergeAddsByItselfIsItsOwn() throws {
    let bench = RangeBench()
    bench.builder.git(["switch", "--quiet", "--create", "side"])
    bench.builder.write(
      RangeBench.server("in-use", "tags: [a]\n", id: "db-01"),
      to: "records/server/db-01.yaml"
    )
    bench.builder.commit("tag")
    bench.builder.git(["switch", "--quiet", "main"])
    bench.builder.git(["merge", "--quiet", "--no-ff", "--no-commit", "--no-verify", "side"])
    bench.builder.write(RangeBench.server("in-use"), to: "records/server/web-01.yaml")
    bench.builder.commit("merge, and more")
    #expect(try bench.findings() == [Self.jump])
  }

  @Test func anOldFaultIsNobodysNow() throws {
    let bench = RangeBench()
    bench.builder.write(
      RangeBench.server("in-use", "colour: blue\n", id: "db-01"),
      to: "records/server/db-01.yaml"
    )
    let base = bench.builder.commit("old fault")
    bench.commit("in-stock", "tags: [a]\n")
    #expect(try bench.findings(from: base) == [])
    bench.builder.write(
      RangeBench.server("in-use", "colour: blue\ntags: [b]\n", id: "db-01"),
      to: "records/server/db-01.yaml"
    )
    bench.builder.commit("another attribute of the same record")
    #expect(try bench.findings(from: base) == [])
  }

  @Test func aRenamedRecordIsNoNewOne() throws {
    let bench = RangeBench()
    bench.builder.git(["mv", "records/server/db-01.yaml", "records/server/db-02.yaml"])
    let text = RangeBench.server("in-use", id: "db-01").replacing("id: db-01", with: "id: db-02")
    bench.builder.write(text, to: "records/server/db-02.yaml")
    bench.builder.commit("rename")
    #expect(try bench.findings() == [])
    bench.builder.write(RangeBench.server("in-use", id: "new-01"), to: "records/server/new-01.yaml")
    bench.builder.commit("a new one")
    #expect(
      try bench.findings() == [
        "error CMDB-R020 lifecycle: a new server is discovered, planned, requested or in-stock, "
          + "not in-use"
      ]
    )
  }

  @Test func aRecordThatGoesLeavesNoneBehind() throws {
    let bench = RangeBench()
    bench.builder.remove("records/location/fra1.yaml")
    bench.builder.commit("remove")
    let found = try bench.findings()
    #expect(
      found.contains(
        "error CMDB-R021 -: location/fra1 goes, but server/db-01 (location), server/web-01 (location) "
          + "still refer to it"
      )
    )
    bench.builder.write(
      "id: fra1\nclass: location\nname: fra1\nkind: site\nowner: team/platform\nlifecycle: active\n",
      to: "records/location/fra1.yaml"
    )
    bench.builder.commit("and bring back")
    #expect(try bench.findings() == [])
  }

  /// The place of a finding is in the text of the commit that it names.
  @Test func aFindingNamesItsCommit() throws {
    let bench = RangeBench()
    let jump = bench.commit("in-use", "tags: [a]\n")
    bench.builder.write(
      "# a comment\n# and another\n\(RangeBench.server("in-use"))",
      to: "records/server/web-01.yaml"
    )
    bench.builder.commit("comments above")
    let found = try bench.verdict().findings
    #expect(found.map(\.commit) == [jump])
    #expect(found.first?.place?.line == 5)
    #expect(found.first?.statement.hasSuffix("(in commit \(jump.prefix(12)))") == true)
    // What is wrong with the newest state needs no name.
    #expect(try bench.verdict(to: jump).findings.map(\.commit) == [nil])
  }

  // MARK: Days

  static let lapsing = """
    standards:
      - id: tagged
        title: Servers are tagged
        severity: error
        match: class=server
        require: has(tags)
        exceptions:
          - { ref: server/web-01, owner: team/platform, reason: old, until: 2025-11-30 }
          - { ref: server/db-01, owner: team/platform, reason: old, until: 2025-11-30 }
    """

  /// The clock of the repository begins on 2025-11-24; the exceptions end six days later.
  @Test func whatLapsedCountsForTheNextChangeOfTheRecord() throws {
    let bench = RangeBench(policy: Self.lapsing)
    let lapsed =
      "error CMDB-R009 -: Servers are tagged [tagged]: has(tags) does not hold; its exception ended on "
      + "2025-11-30"
    let within = bench.commit("in-stock", "notes: within the time\n")
    #expect(try bench.findings() == [])
    bench.builder.advance(days: 10)
    bench.builder.write("# words\n", to: "README.md")
    bench.builder.commit("something else after the day")
    #expect(try bench.findings(from: within) == [])
    bench.builder.git(["reset", "--quiet", "--hard", within])
    let after = bench.commit("in-stock", "notes: after the day\n")
    #expect(try bench.findings(from: within) == [lapsed])
    // From here on it is an old fault, and nobody's.
    bench.commit("in-stock", "notes: again\n")
    #expect(try bench.findings(from: after) == [])
    // What a push brings together is judged as it was commit by commit.
    #expect(try bench.findings(from: within) == [lapsed])
  }

  @Test func whatIsPutRightIsNoLapse() throws {
    let bench = RangeBench(policy: Self.lapsing)
    bench.builder.advance(days: 10)
    let right = bench.commit("in-stock", "tags: [a]\n")
    #expect(try bench.findings() == [])
    bench.commit("in-stock")
    #expect(try bench.findings(from: right).count == 1)
  }

  // MARK: Secrets

  /// Every text that a range brings is looked at, not only records.
  @Test func otherFilesHoldNoSecretsEither() throws {
    let bench = RangeBench()
    let secret = "ghp" + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    bench.builder.write("token \(secret)\n", to: "docs/old.md")
    let base = bench.builder.commit("an old one")
    bench.builder.write("token \(secret)\nand more\n", to: "docs/old.md")
    bench.builder.write("\0\(secret)\n", to: "logo.png")
    bench.builder.commit("nothing new")
    #expect(try bench.findings(from: base) == [])
    bench.builder.write("\n\nexport TOKEN=\(secret)\n", to: "bin/run.sh")
    let bringing = bench.builder.commit("a script")
    #expect(
      try bench.verdict(from: base).findings.map { "\($0.rule) \($0.place?.description ?? "")" }
        == ["CMDB-R016 bin/run.sh:3:14"]
    )
    bench.builder.remove("bin/run.sh")
    bench.builder.commit("too late")
    #expect(try bench.verdict(from: base).findings.map(\.commit) == [bringing])
  }

  /// A source's branch comes along as evidence, with whatever the source said.
  @Test func whatASourceSaysIsItsOwn() throws {
    let bench = RangeBench()
    let secret = "ghp" + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    bench.builder.git(["switch", "--quiet", "--orphan", "discovery/glpi"])
    bench.builder.write("notes: \(secret)\n", to: "observations/ab/key.yaml")
    bench.builder.commit("delivery")
    bench.builder.git(["switch", "--quiet", "main"])
    bench.builder.git([
      "merge", "--quiet", "--no-verify", "--allow-unrelated-histories", "--strategy", "ours",
      "--no-edit", "discovery/glpi",
    ])
    #expect(try bench.findings() == [])
  }

  @Test func aSecretThatCameAndWentIsFoundInItsCommit() throws {
    let bench = RangeBench()
    let secret = "ghp" + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    let commit = bench.commit("in-stock", "notes: \(secret)\n")
    bench.commit("in-stock")
    #expect(
      try bench.findings() == [
        "error CMDB-R016 -: a GitHub token stands here: ghp_…"
      ]
    )
    #expect(try bench.verdict().findings.map(\.commit) == [commit])
    // What still stands there is found there, once.
    bench.commit("in-stock", "notes: \(secret)\n")
    #expect(try bench.findings() == ["error CMDB-R016 -: a GitHub token stands here: ghp_…"])
  }

  @Test func anotherSecretOfTheSameKindIsANewOne() throws {
    let bench = RangeBench()
    func token(_ last: Character) -> String {
      "ghp" + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R" + "\(last)"
    }
    let base = bench.commit("in-stock", "notes: \(token("1"))\n")
    bench.commit("in-stock", "tags: [a]\nnotes: \(token("1"))\n")
    #expect(try bench.findings(from: base) == [])
    bench.commit("in-stock", "notes: \(token("2"))\n")
    #expect(try bench.findings(from: base).count == 1)
  }

  @Test func aBranchIsJudgedFromWhereItBegan() throws {
    let bench = RangeBench()
    bench.builder.git(["switch", "--quiet", "--create", "side"])
    bench.commit("in-stock", "tags: [a]\n")
    bench.builder.git(["switch", "--quiet", "main"])
    // What main does meanwhile is not the branch's doing.
    bench.builder.write(
      RangeBench.server("in-use", "notes: a\n", id: "db-01"),
      to: "records/server/db-01.yaml"
    )
    let main = bench.builder.commit("main goes on")
    bench.builder.git(["switch", "--quiet", "side"])
    let verdict = try bench.verdict(from: main)
    #expect(verdict.findings.isEmpty && verdict.checked == 1)
  }

  // MARK: Authority

  static let costs = "authority: [{ attributes: [cost.*], allow: [team/finance] }]\n"

  @Test func everyCommitIsJudgedByItsAuthor() throws {
    let bench = RangeBench(policy: Self.costs)
    let priced = "tags: [a]\n"
    bench.builder.write(
      RangeBench.server("in-stock", priced).replacing("2025-01-01", with: "2025-01-02"),
      to: "records/server/web-01.yaml"
    )
    bench.builder.commit("by finance", by: .eve)
    #expect(try bench.findings() == [])
    bench.builder.write(
      RangeBench.server("in-stock", priced).replacing("2025-01-01", with: "2025-01-03"),
      to: "records/server/web-01.yaml"
    )
    bench.builder.commit("by platform", by: .bob)
    #expect(
      try bench.findings() == [
        "error CMDB-R022 cost.in_service: cost.in_service may be changed only by team/finance: "
          + "person/bob belongs to team/platform"
      ]
    )
  }

  @Test func noCommitGivesItselfLeave() throws {
    let bench = RangeBench(policy: Self.costs)
    let text = RangeBench.server("in-stock").replacing("2025-01-01", with: "2025-01-03")
    bench.builder.remove("policy/own.yaml")
    bench.builder.write(text, to: "records/server/web-01.yaml")
    bench.builder.commit("both at once", by: .bob)
    #expect(try bench.findings().count == 1)
    bench.builder.git(["reset", "--quiet", "--hard", bench.start])
    bench.builder.remove("policy/own.yaml")
    bench.builder.commit("first the policy", by: .bob)
    bench.builder.write(text, to: "records/server/web-01.yaml")
    bench.builder.commit("then the value", by: .bob)
    #expect(try bench.findings() == [])
  }

  @Test func noMergeBringsBackAnOldValueUnseen() throws {
    let bench = RangeBench(policy: Self.costs)
    bench.builder.git(["branch", "old"])
    let dear = RangeBench.server("in-stock").replacing("2025-01-01", with: "2025-02-02")
    bench.builder.write(dear, to: "records/server/web-01.yaml")
    let base = bench.builder.commit("finance", by: .eve)
    bench.builder.git(["switch", "--quiet", "old"])
    bench.builder.write("a\n", to: "README.md")
    bench.builder.commit("something else", by: .bob)
    bench.builder.git(["switch", "--quiet", "main"])
    bench.builder.git(
      ["merge", "--quiet", "--no-ff", "--no-commit", "--no-verify", "old"],
      by: .bob
    )
    // The other side still has the old value; it did not set it.
    bench.builder.write(RangeBench.server("in-stock"), to: "records/server/web-01.yaml")
    bench.builder.commit("merge", by: .bob)
    #expect(
      try bench.findings(from: base) == [
        "error CMDB-R022 cost.in_service: cost.in_service may be changed only by team/finance: "
          + "person/bob belongs to team/platform"
      ]
    )
  }

  @Test func nobodyCommitsAsTheProgramWhatPeopleDecide() throws {
    let bench = RangeBench()
    bench.builder.write(
      RangeBench.server("in-stock").replacing("owner: team/platform", with: "owner: team/finance"),
      to: "records/server/web-01.yaml"
    )
    bench.builder.git(["add", "--all"])
    let outcome = bench.builder.tryGit(
      ["commit", "--quiet", "--message", "Reconcile rules: 1 record changed\n\nReconcile: rules"],
      environment: ["GIT_AUTHOR_EMAIL": SyncIdentity.email, "GIT_AUTHOR_NAME": SyncIdentity.name]
    )
    #expect(outcome.status == 0)
    #expect(
      try bench.findings() == [
        "error CMDB-R024 owner: a source's commit changes owner, which people decide"
      ]
    )
  }

  @Test func filesThatTellGitWhatToDoAreJudged() throws {
    let bench = RangeBench()
    bench.builder.write("* text\n", to: ".gitattributes")
    bench.builder.commit("at the top")
    #expect(try bench.findings() == [])
    bench.builder.write("* merge=ours\n", to: "docs/.gitattributes")
    bench.builder.commit("hidden")
    #expect(
      try bench.findings() == [
        "error CMDB-R029 -: docs/.gitattributes changes how git treats what is below it"
      ]
    )
  }

  @Test func aFileThatMayBeExecutedIsNoRecord() throws {
    let bench = RangeBench()
    _ = Shell.run(["chmod", "+x", "\(bench.builder.path)/records/server/web-01.yaml"])
    bench.builder.commit("may be executed")
    #expect(
      try bench.findings().contains(
        "error CMDB-R010 -: records/server/web-01.yaml is a file that may be executed"
      )
    )
  }

  @Test func atTheEdgeOfAShallowHistoryNothingIsCompared() throws {
    let bench = RangeBench(policy: Self.costs)
    bench.commit("deployed")
    bench.commit("in-use")
    let shallow = TemporaryFolder()
    let cloned = Shell.run([
      "git", "clone", "--quiet", "--depth", "2", "file://\(bench.builder.path)",
      "\(shallow.path)/c",
    ])
    #expect(cloned.status == 0, "\(cloned.errors)")
    let repository = try Git.Repository.open(at: "\(shallow.path)/c")
    let head = ObjectID(hex: bench.builder.head)!
    let found = try RangeJudge(repository, builtIn: RangeBench.builtIn)
      .verdict(from: repository.readCommit(head).parents[0], to: head)
    #expect(found.findings.isEmpty)
  }

  @Test func aMergeThatNamesDeliveriesHasThem() throws {
    let bench = RangeBench(policy: "authority: [{ attributes: [os.*], allow: [team/platform] }]\n")
    bench.builder.write(
      RangeBench.server("in-stock", "os: { version: \"13\" }\n"),
      to: "records/server/web-01.yaml"
    )
    bench.builder.git(["add", "--all"])
    let message = "Reconcile glpi: 1 record changed\n\nSource: glpi\nDelivery: \(bench.start)"
    _ = bench.builder.tryGit(
      ["commit", "--quiet", "--message", message],
      environment: ["GIT_AUTHOR_EMAIL": SyncIdentity.email]
    )
    #expect(
      try bench.findings() == [
        "error CMDB-R022 os.version: os.version may be changed only by team/platform: "
          + "\(SyncIdentity.email) is the address of no person's record"
      ]
    )
  }

  // MARK: Schemas and policy

  @Test func aSchemaIsJudgedByTheRecordsThatItBreaks() throws {
    let bench = RangeBench()
    bench.builder.write(
      "x-extends: true\ntype: object\nrequired: [asset_tag]\n",
      to: "schema/server.yaml"
    )
    bench.builder.commit("ask for a tag")
    let verdict = try bench.verdict()
    #expect(verdict.broken == 2)
    #expect(verdict.findings.filter { $0.rule == "CMDB-R001" }.count == 2)
  }

  @Test func aPolicyIsJudgedByTheRecordsThatItBreaks() throws {
    let bench = RangeBench()
    let policy =
      "standards: [{ id: tags, title: Tagged, severity: error, match: class=server, require: has(tags) }]\n"
    bench.builder.write(policy, to: "policy/own.yaml")
    let commit = bench.builder.commit("ask for tags")
    #expect(try bench.verdict().broken == 2)
    // Once it stands, only what is changed to the worse is refused.
    bench.commit("in-stock", "notes: a\n")
    #expect(try bench.findings(from: commit) == [])
  }

  @Test func aChangedRecordConcernsTheStandardsThatWalkToIt() throws {
    let policy =
      "standards: [{ id: sites, title: On a site, severity: error, match: class=server, require: location.kind=site }]\n"
    let bench = RangeBench(policy: policy)
    bench.builder.write(
      "id: fra1\nclass: location\nname: fra1\nkind: room\nowner: team/platform\nlifecycle: active\n",
      to: "records/location/fra1.yaml"
    )
    bench.builder.commit("a room after all")
    #expect(try bench.findings().filter { $0.contains("CMDB-R009") }.count == 2)
  }
}
