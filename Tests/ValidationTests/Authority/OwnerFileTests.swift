import Records
import TestSupport
import Testing
import Validation

/// The files that forges and git read, from the records.
@Suite struct OwnerFileTests {
  static func bench(policy: String = "") throws -> RuleBench {
    let server = ChangeRuleTests.server("discovered")
    return try RuleBench(
      [
        "server/web-01": server,
        "server/web-02": server.replacing("web-01", with: "web-02"),
        "server/fin-01": server.replacing("web-01", with: "fin-01")
          .replacing("team/platform", with: "team/finance"),
        "team/finance": AuthorityTests.finance,
        "person/eve": AuthorityTests.person("eve", "finance"),
        "person/ada": RuleBench.person + "\nkeys: [\(SignatureTests.key)]",
        "person/old": AuthorityTests.person("old", "platform").replacing("active", with: "inactive")
          + "\nkeys: [\(SignatureTests.key)]",
      ],
      policy: policy
    )
  }

  static func owners(_ forge: CodeOwners.Forge, _ organisation: String?, policy: String = "")
    throws -> [String]
  {
    let bench = try bench(policy: policy)
    let names = bench.table.references(ofClasses: nil)
    return try CodeOwners.text(
      for: forge,
      lookup: bench.table,
      catalogue: bench.catalogue,
      paths: Dictionary(uniqueKeysWithValues: names.map { ($0, "records/\($0).yaml") }),
      policy: bench.policy,
      organisation: organisation
    ).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  @Test func teamsOfAForge() throws {
    #expect(
      try Self.owners(.github, "acme") == [
        "/records/person/ @acme/platform",
        "/records/person/eve.yaml @acme/finance",
        "/records/server/ @acme/platform",
        "/records/server/fin-01.yaml @acme/finance",
        "/records/team/ @acme/finance",
        "/records/team/platform.yaml @acme/platform",
      ]
    )
  }

  @Test func peopleWhereThereAreNoTeams() throws {
    #expect(
      try Self.owners(.gitlab, nil).contains("/records/server/fin-01.yaml eve@example.net")
    )
    #expect(try Self.owners(.gitlab, nil).contains("/records/server/ ada@example.net"))
  }

  /// Gitea asks the owners of every line that matches, so a folder's owner is named for the folder
  /// only where nothing in it is somebody else's.
  @Test func everyLineForGiteaCounts() throws {
    let lines = try Self.owners(.gitea, "acme")
    #expect(
      lines.filter { $0.hasPrefix("records/server") } == [
        #"records/server/fin-01\\.yaml @acme/finance"#,
        #"records/server/web-01\\.yaml @acme/platform"#,
        #"records/server/web-02\\.yaml @acme/platform"#,
      ]
    )
    for path in ["records/server/fin-01.yaml", "records/person/eve.yaml"] {
      let matching = try lines.filter { line in
        // What is left once Gitea has read its own escapes is the expression, for the whole path.
        let expression = line.split(separator: " ")[0].replacing(#"\\"#, with: #"\"#)
        return try Regex("^\(expression)$").wholeMatch(in: path) != nil
      }
      #expect(matching.count == 1, "\(path): \(matching)")
      #expect(matching.first?.hasSuffix("@acme/finance") == true)
    }
  }

  @Test func giteaKnowsUsersAndNoAddresses() throws {
    var bench = try Self.bench()
    let lines = try Self.owners(.gitea, nil)
    #expect(lines.contains(#"records/server/fin-01\\.yaml @eve"#), "\(lines)")
    #expect(
      !lines.contains { $0.split(separator: " ").dropFirst().contains { !$0.hasPrefix("@") } }
    )
    bench = try RuleBench([
      "person/ada": RuleBench.person.replacing(
        "[ada@example.net]",
        with: "[ada@example.net, lovelace@noreply.git.example.net]"
      )
    ])
    let text = try CodeOwners.text(
      for: .gitea,
      lookup: bench.table,
      catalogue: bench.catalogue,
      paths: [Reference("team/platform")!: "records/team/platform.yaml"],
      policy: .none,
      organisation: nil
    )
    #expect(text.hasSuffix("\nrecords/team/[^/]* @lovelace\n"), "\(text)")
  }

  @Test(arguments: [
    ("policy/*", "policy/.*"), ("docs/a b#c.md", ##"docs/a\ b\#c\\.md"##),
    ("a+(b)", #"a\\+\\(b\\)"#),
  ]) func lettersThatMeanMoreForGitea(file: String, expression: String) throws {
    let policy = "authority: [{ files: [\"\(file)\"], allow: [team/finance] }]"
    #expect(try Self.owners(.gitea, "acme", policy: policy)[0] == "\(expression) @acme/finance")
  }

  @Test func thePolicyGivesFiles() throws {
    let policy = "authority: [{ files: [policy/*, cmdb.yaml], allow: [team/finance] }]"
    #expect(
      try Self.owners(.github, "acme", policy: policy).prefix(2) == [
        "/policy/ @acme/finance", "/cmdb.yaml @acme/finance",
      ]
    )
  }

  @Test func gitKnowsWhoMaySign() throws {
    let bench = try Self.bench()
    let text = try AllowedSigners.text(lookup: bench.table, catalogue: bench.catalogue)
    #expect(
      text == "ada@example.net namespaces=\"git,cmdb-approval\" "
        + "\(SignatureTests.key.replacing(" ada", with: "")) person/ada\n"
    )
  }

  /// OpenSSH reads the file, and takes the signature by it.
  @Test func openSSHAgrees() throws {
    guard Shell.run(["ssh-keygen", "-Y", "find-principals"]).status != 127 else { return }
    let folder = TemporaryFolder()
    let bench = try Self.bench()
    let signers = try AllowedSigners.text(lookup: bench.table, catalogue: bench.catalogue)
    let armour =
      "-----BEGIN SSH SIGNATURE-----\n\(SignatureTests.signature)\n-----END SSH SIGNATURE-----\n"
    _ = Shell.run(
      [
        "sh", "-c", "cd \(folder.path) && printf '%s' \"$0\" >signers && printf '%s' \"$1\" >sig",
        signers, armour,
      ]
    )
    let outcome = Shell.run(
      [
        "ssh-keygen", "-Y", "verify", "-f", "\(folder.path)/signers", "-I", "ada@example.net", "-n",
        "cmdb-approval", "-s", "\(folder.path)/sig",
      ],
      input: SignatureTests.statement().text
    )
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
