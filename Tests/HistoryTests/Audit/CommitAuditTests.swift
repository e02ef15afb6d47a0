import Diagnostics
import Git
import History
import TestSupport
import Testing

/// Commits of main that are not what they should be.
@Suite struct CommitAuditTests {
  /// What is wrong with a commit: `severity rule: message`.
  private func wrong(_ bench: RangeBench, _ revision: String = "HEAD") throws -> [String] {
    let repository = try Repository.open(at: bench.builder.path)
    let audit = CommitAudit(repository, builtIn: RangeBench.builtIn)
    let commit = try repository.readCommit(repository.resolveCommit(revision))
    return try audit.findings(about: commit, signedBy: audit.signer(of: commit)).map {
      "\($0.finding.severity.rawValue) \($0.finding.rule): \($0.finding.message)"
    }
  }

  @Test func theFirstCommitIsJudgedAsAWhole() throws {
    let bench = RangeBench()
    let before = try wrong(bench)
    bench.builder.write(
      RangeBench.server("in-stock").replacing("team/platform", with: "team/none"),
      to: "records/server/web-01.yaml"
    )
    bench.builder.git(["add", "--all"])
    bench.builder.git(["commit", "--quiet", "--amend", "--no-edit", "--no-verify"])
    let more = try wrong(bench).filter { !before.contains($0) }
    #expect(more.count == 1)
    #expect(more.first?.hasPrefix("error CMDB-R002: ") == true, "\(more) \(before)")
  }

  @Test func aCommitIsHeldAgainstItsFirstParentOnly() throws {
    let bench = RangeBench()
    bench.commit("retired")
    // It skips states of life, and later commits answer for themselves.
    #expect(try wrong(bench).count == 1)
    bench.commit("retired", "tags: [a]\n")
    #expect(try wrong(bench) == [])
  }

  @Test func aPolicyIsThatOfTheFirstParent() throws {
    let bench = RangeBench()
    bench.builder.write(
      "authority: [{ attributes: [\"tags*\"], allow: [team/finance] }]\n",
      to: "policy/own.yaml"
    )
    bench.builder.write(
      RangeBench.server("in-stock", "tags: [a]\n"),
      to: "records/server/web-01.yaml"
    )
    bench.builder.commit("the policy, and what it will forbid")
    #expect(try wrong(bench) == [])
    bench.commit("in-stock", "tags: [a, b]\n")
    #expect(
      try wrong(bench) == [
        "error CMDB-R022: tags[b] may be changed only by team/finance: person/ada belongs to "
          + "team/platform"
      ]
    )
  }

  @Test func timesMayGoBackByTenMinutes() throws {
    let bench = RangeBench()
    let base = bench.builder.clock - 60
    func commit(at time: Int64) {
      bench.builder.git(["reset", "--quiet", "--hard", bench.start])
      _ = bench.builder.tryGit(
        ["commit", "--quiet", "--allow-empty", "--no-verify", "--message", "x"],
        environment: ["GIT_COMMITTER_DATE": "\(time) +0000"]
      )
    }
    commit(at: base - 600)
    #expect(try wrong(bench) == [])
    commit(at: base - 601)
    #expect(try wrong(bench).count == 1)
    #expect(try wrong(bench)[0].hasPrefix("error CMDB-A001: it is of 2025-"))
  }

  @Test(arguments: [
    ("Order disks (#12)", "it squashes proposal #12: no author of its commits is named, and"),
    (
      "Order disks (#12)\n\nCo-authored-by: Eve Curie <eve@example.net>",
      "it squashes proposal #12: its authors are only named in the text, and"
    ),
    (
      "Order disks\n\nCo-authored-by: Eve Curie <eve@example.net>",
      "it squashes what several people wrote: its authors are only named in the text, and"
    ),
    (
      "Order disks\n\nSee merge request office/inventory!7",
      "it squashes proposal !7: no author of its commits is named, and"
    ),
    ("Order disks (#12)\n\nApproved-by: Bob Kahn <bob@example.net>", ""),
    ("Order disks\n\nCo-authored-by: Ada Byron <ada@example.net>", ""), ("Order disks (#a)", ""),
    ("Order disks (12)", ""),
  ])
  func aSquashLosesAuthors(_ message: String, _ warning: String) throws {
    let bench = RangeBench()
    bench.builder.commit(message)
    let found = try wrong(bench)
    #expect(found.count == (warning.isEmpty ? 0 : 1), "\(found)")
    if !warning.isEmpty {
      #expect(found.first?.hasPrefix("warning CMDB-A004: \(warning)") == true, "\(found)")
    }
    // A merge of the same message keeps its second parent.
    bench.builder.git(["switch", "--quiet", "--create", "side", bench.start])
    bench.builder.commit("work")
    bench.builder.git(["switch", "--quiet", "main"])
    bench.builder.git([
      "merge", "--quiet", "--no-ff", "--no-verify", "--message", message, "side",
    ])
    #expect(try wrong(bench) == [])
  }

  @Test func signaturesAreChecked() throws {
    guard let keys = ApprovalRangeTests.Keys() else { return }
    let bench = RangeBench(
      people: [
        "ada": RangeBench.person("ada", "platform", "keys: [\(keys.line("ada"))]\n"),
        "bob": RangeBench.person("bob", "platform", "keys: [\(keys.line("bob"))]\n"),
      ]
    )
    func sign(_ key: String, by person: RepositoryBuilder.Person) {
      bench.builder.git(["reset", "--quiet", "--hard", bench.start])
      bench.builder.git(
        [
          "-c", "gpg.format=ssh", "-c", "user.signingkey=\(keys.folder.path)/\(key)", "commit",
          "--quiet", "--allow-empty", "--no-verify", "-S", "--message", "x",
        ],
        by: person
      )
    }
    sign("ada", by: .ada)
    #expect(try wrong(bench) == [])
    sign("bob", by: .ada)
    #expect(
      try wrong(bench) == [
        "warning CMDB-A003: it is signed by person/bob, and the author is ada@example.net"
      ]
    )
    sign("ada", by: .eve)
    #expect(try wrong(bench).count == 1)
    // The signature of one commit under another.
    let signed = bench.builder.git(["cat-file", "commit", "HEAD"]).output
    let forged = bench.builder.git([
      "hash-object", "-t", "commit", "-w", "\(write(signed + "and more\n", bench))",
    ]).output.trimmed
    #expect(try wrong(bench, forged) == ["error CMDB-A003: the signature does not fit the commit"])
    // Other kinds are shown, not checked.
    let pgp = signed.replacing("SSH SIGNATURE", with: "PGP SIGNATURE")
    let other = bench.builder.git([
      "hash-object", "-t", "commit", "-w", "\(write(pgp, bench))",
    ]).output.trimmed
    #expect(try wrong(bench, other) == [])
    let repository = try Repository.open(at: bench.builder.path)
    let commit = try repository.readCommit(ObjectID(hex: other)!)
    let audit = CommitAudit(repository, builtIn: RangeBench.builtIn)
    #expect(try audit.signer(of: commit) == .unchecked("OpenPGP"))
  }

  private func write(_ text: String, _ bench: RangeBench) -> String {
    bench.builder.write(text, to: ".git/tampering")
    return "\(bench.builder.path)/.git/tampering"
  }
}
