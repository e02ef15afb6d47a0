import Diagnostics
import Git
import History
import Records
import TestSupport
import Testing
import Validation

/// Approvals and signatures as commits bear them.
@Suite struct ApprovalRangeTests {
  static let owners = "approvals: [{ match: class=server, by: owner }]\n"
  static let needed =
    "error CMDB-R023 tags[a]: this change needs an approval by team/platform, and has none"

  @Test func aTrailerIsAClaimedApproval() throws {
    let bench = RangeBench(policy: Self.owners)
    bench.commit("in-stock", "tags: [a]\n")
    #expect(try bench.findings() == [Self.needed])
    bench.builder.git(["reset", "--quiet", "--hard", bench.start])
    let trailer = "edit\n\nApproved-by: Bob Kahn <bob@example.net>"
    bench.commit("in-stock", "tags: [a]\n", message: trailer)
    #expect(try bench.findings() == [])
    // One's own, or that of another team, is none.
    for who in ["Ada Byron <ada@example.net>", "Eve Curie <eve@example.net>"] {
      bench.builder.git(["reset", "--quiet", "--hard", bench.start])
      bench.commit("in-stock", "tags: [a]\n", message: "edit\n\nApproved-by: \(who)")
      #expect(try bench.findings() == [Self.needed], "\(who)")
    }
  }

  @Test func theMergingCommitBearsTheApprovalOfAProposal() throws {
    let bench = RangeBench(policy: Self.owners)
    bench.builder.git(["switch", "--quiet", "--create", "side"])
    bench.commit("in-stock", "tags: [a]\n")
    bench.commit("in-stock", "tags: [a, b]\n")
    bench.builder.git(["switch", "--quiet", "main"])
    func merge(_ trailer: String) throws -> [String] {
      bench.builder.git(["reset", "--quiet", "--hard", bench.start])
      bench.builder.git(
        ["merge", "--quiet", "--no-ff", "--no-verify", "--message", "merge\n\n\(trailer)", "side"],
        by: .bob
      )
      return try bench.findings()
    }
    #expect(try merge("Reviewed: yes") == [Self.needed])
    #expect(try merge("Approved-by: Bob Kahn <bob@example.net>") == [])
    #expect(try merge("Approved-by: Ada Byron <ada@example.net>") == [Self.needed])
  }

  @Test func whatTheMergerAddsNeedsAWordToo() throws {
    let bench = RangeBench(policy: Self.owners)
    bench.builder.git(["switch", "--quiet", "--create", "side"])
    bench.builder.write("a\n", to: "README.md")
    bench.builder.commit("harmless")
    bench.builder.git(["switch", "--quiet", "main"])
    bench.builder.git(["merge", "--quiet", "--no-ff", "--no-commit", "--no-verify", "side"])
    bench.commit("in-stock", "tags: [a]\n", by: .bob, message: "merge")
    #expect(try bench.findings() == [Self.needed])
  }

  @Test func aProposalThatBeginsAsAMachineIsNoMachines() throws {
    let bench = RangeBench(policy: Self.owners)
    bench.builder.git(["switch", "--quiet", "--create", "side"])
    _ = bench.builder.tryGit(
      ["commit", "--quiet", "--allow-empty", "--no-verify", "--message", "x\n\nReconcile: rules"],
      environment: ["GIT_AUTHOR_EMAIL": SyncIdentity.email]
    )
    bench.commit("in-stock", "tags: [a]\n")
    bench.builder.git(["switch", "--quiet", "main"])
    bench.builder.git(["merge", "--quiet", "--no-ff", "--no-verify", "--no-edit", "side"])
    #expect(try bench.findings() == [Self.needed])
  }

  /// Keys of people, made by OpenSSH; nil where that is not here.
  struct Keys {
    let folder = TemporaryFolder()

    init?() {
      guard Shell.run(["which", "ssh-keygen"]).status == 0 else {
        print("ssh-keygen is not here, so nothing can be signed")
        return nil
      }
      for name in ["bob", "ada"] {
        _ = Shell.run(
          [
            "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f",
            "\(folder.path)/\(name)",
          ]
        )
      }
    }

    func line(_ name: String) -> String {
      Shell.run(["cat", "\(folder.path)/\(name).pub"]).output.trimmed
    }

    func sign(_ text: String, by name: String) -> String {
      Shell.run(
        ["ssh-keygen", "-Y", "sign", "-n", "cmdb-approval", "-f", "\(folder.path)/\(name)"],
        input: text
      ).output.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
    }
  }

  @Test func aSignatureOverTheChangeIsVerified() throws {
    guard let keys = Keys() else { return }
    let bench = RangeBench(
      policy: Self.owners.replacing("by: owner", with: "by: owner, level: verified"),
      people: ["bob": RangeBench.person("bob", "platform", "keys: [\(keys.line("bob"))]\n")]
    )
    let claimed = "edit\n\nApproved-by: Bob Kahn <bob@example.net>"
    bench.commit("in-stock", "tags: [a]\n", message: claimed)
    #expect(
      try bench.findings() == [
        Self.needed + "; that by person/bob is claimed, the policy asks for verified"
      ]
    )
    let digest = try ApprovedRange(
      Repository.open(at: bench.builder.path),
      builtIn: RangeBench.builtIn,
      ObjectID(hex: bench.start)!,
      ObjectID(hex: bench.builder.head)!
    ).digest
    func judge(change: String, by name: String) throws -> [String] {
      let statement = ApprovalStatement(
        repository: bench.start,
        target: "main",
        change: change,
        person: Reference("person/bob")!,
        time: "2026-11-24T09:12:31Z"
      )
      let signature = keys.sign(statement.text, by: name)
      bench.builder.git(["reset", "--quiet", "--hard", bench.start])
      bench.commit(
        "in-stock",
        "tags: [a]\n",
        message: "\(claimed)\nApproval: person/bob \(statement.time) \(signature)"
      )
      return try bench.findings()
    }
    #expect(try judge(change: digest, by: "bob") == [])
    // Another change, and another key.
    #expect(try judge(change: String(repeating: "0", count: 64), by: "bob").count == 1)
    #expect(try judge(change: digest, by: "ada").count == 1)
  }

  @Test func aSignedCommitIsItsAuthorsVerifiedWord() throws {
    guard let keys = Keys() else { return }
    let policy = "authority: [{ attributes: [tags], allow: [team/platform], level: verified }]\n"
    let bench = RangeBench(
      policy: policy.replacing("[tags]", with: "[\"tags*\"]"),
      people: ["ada": RangeBench.person("ada", "platform", "keys: [\(keys.line("ada"))]\n")]
    )
    bench.commit("in-stock", "tags: [a]\n")
    #expect(
      try bench.findings() == [
        "error CMDB-R022 tags[a]: tags[a] may be changed only by team/platform: "
          + "ada@example.net is claimed, the policy asks for verified"
      ]
    )
    func sign(with name: String) throws -> [String] {
      bench.builder.git([
        "-c", "gpg.format=ssh", "-c", "user.signingkey=\(keys.folder.path)/\(name)", "commit",
        "--quiet", "--amend", "--no-edit", "--no-verify", "-S",
      ])
      return try bench.findings()
    }
    #expect(try sign(with: "ada") == [])
    #expect(try sign(with: "bob").count == 1)
  }
}
