import Commands
import TestSupport
import Testing

/// `cmdb audit verify` and `cmdb audit checkpoint`, as people meet them.
@Suite struct AuditCommandTests {
  /// A repository with two sync merges, some edits, and a journal.
  private func repository() -> SourceRepository {
    let repository = SourceRepository(["a": "unknown: create"])
    repository.say("a", "k", "\"serial\":\"SER00A1\",\"fqdn\":\"web.example.net\",\"memory_mib\":1")
    repository.sync()
    repository.server("db", "tags: [x]")
    repository.commit("Add the database")
    repository.say("a", "k", "\"memory_mib\":2")
    repository.sync()
    return repository
  }

  /// A key in a folder of its own; nil where there is no ssh-keygen.
  private func key(_ type: String = "ed25519") -> (folder: TemporaryFolder, path: String)? {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/key"
    let words = ["ssh-keygen", "-q", "-t", type, "-N", "", "-C", "auditor", "-f", path]
    guard Shell.run(words).status == 0 else {
      print("ssh-keygen is not here, so nothing can be signed")
      return nil
    }
    return (folder, path)
  }

  private func write(_ text: String, _ name: String, in folder: TemporaryFolder) -> String {
    let path = "\(folder.path)/\(name)"
    _ = Shell.run(["sh", "-c", "cat > \"$1\"", "sh", path], input: text)
    return path
  }

  /// Writes the commit that main stands on anew, with other files, parents or words.
  private func replaceHead(
    of repository: SourceRepository,
    saying words: (old: String, new: String)? = nil,
    parents: String? = nil,
    change: () -> Void = {}
  ) {
    change()
    repository.git("add", "--all")
    let tree = repository.git("write-tree")
    var text = repository.git("log", "-1", "--format=%B")
    if let words { text = text.replacing(words.old, with: words.new) }
    let time = repository.git("log", "-1", "--format=%ct") + " +0000"
    let old = (parents ?? repository.git("log", "-1", "--format=%P")).split(separator: " ")
    let identity = ["NAME": "cmdb sync", "EMAIL": "sync@cmdb.invalid", "DATE": time]
    var environment: [String: String] = [:]
    for (field, value) in identity {
      environment["GIT_AUTHOR_\(field)"] = value
      environment["GIT_COMMITTER_\(field)"] = value
    }
    let commit = Shell.run(
      ["git", "-C", repository.path, "commit-tree", tree, "-F", "-"]
        + old.flatMap { ["-p", String($0)] },
      environment: environment,
      input: text + "\n"
    ).output.trimmed
    repository.git("reset", "--quiet", "--hard", commit)
  }

  @Test func syncMergesAreReconciledAgain() {
    let repository = repository()
    let run = repository.run("audit", "verify")
    #expect(run.status == .success, "\(run.output)")
    #expect(run.output.contains("4 commits of main: nothing is wrong"))
    #expect(run.output.contains("2 sync merges reconciled again"))
    #expect(run.output.contains("2 entries of the journal: nothing is wrong"))
    #expect(run.output.contains("complete to 2 as given; freshness unproven"))
  }

  @Test func anEvilSyncMergeIsFound() {
    let repository = repository()
    replaceHead(of: repository) {
      let file = repository.read("records/server/db.yaml")
      repository.write(file.replacing("tags: [x]", with: "tags: [y]"), to: "records/server/db.yaml")
    }
    let run = repository.run("audit", "verify")
    #expect(run.status == .no)
    #expect(
      run.output.contains("reconciling its parents gives other files: records/server/db.yaml")
    )
    #expect(run.output.contains("[CMDB-A002]"))
    #expect(run.output.contains("1 sync merge reconciled again"))
    // Fewer changes than there should be are as wrong.
    replaceHead(of: repository) {
      repository.git("checkout", "--quiet", "HEAD~1", "--", "records")
    }
    #expect(repository.run("audit", "verify").output.contains("other files: records/server/web"))
  }

  @Test func aMergeThatOnlySaysSoIsFound() {
    let repository = repository()
    let first = repository.git("rev-parse", "HEAD~1")
    replaceHead(of: repository, parents: first)
    let run = repository.run("audit", "verify")
    #expect(run.status == .no)
    #expect(run.output.contains("its parents are not the deliveries that it names"))
  }

  @Test func rulesThatThisProgramDoesNotHaveAreNotGuessed() {
    let repository = repository()
    replaceHead(of: repository, saying: ("Reconciler: 1", "Reconciler: 99"))
    let run = repository.run("audit", "verify", "--format", "json")
    #expect(run.status == .no)
    #expect(run.output.contains("\"valid\": false"))
    #expect(run.output.contains("it is not recomputable"))
    #expect(run.output.contains("\"commit\": \"\(repository.git("rev-parse", "HEAD"))\""))
  }

  @Test func aRangeIsOfCommits() {
    let repository = repository()
    let run = repository.run("audit", "verify", "HEAD~2..", "--format", "json")
    #expect(run.status == .success)
    #expect(run.output.contains("\"commits\": 2"))
    #expect(run.output.contains("\"from\": \"\(repository.git("rev-parse", "HEAD~2"))\""))
    #expect(repository.run("audit", "verify", "HEAD").status == .usage)
    #expect(repository.run("audit", "verify", "nowhere..HEAD").status == .usage)
    #expect(repository.run("audit", "verify", "HEAD..HEAD").output.contains("0 commits of main"))
  }

  @Test func anInterruptedRunGoesOn() {
    let repository = repository()
    _ = repository.run("audit", "verify", "HEAD~2..")
    let next = repository.run("audit", "verify")
    #expect(next.errors.contains("2 commits found right by an earlier run"))
    // Another memory of the same file leaves it alone.
    _ = repository.run("validate")
    #expect(repository.run("audit", "verify").errors.contains("4 commits found right"))
    #expect(repository.run("audit", "verify", "--no-index").errors == "")
    #expect(repository.run("audit", "verify", "--no-index").output == next.output)
    // What is wrong is said each time.
    replaceHead(of: repository) {
      repository.write("[\n", to: "records/server/db.yaml")
    }
    for _ in 0..<2 { #expect(repository.run("audit", "verify").status == .no) }
  }

  @Test func aCheckpointIsNotedAndExpected() {
    guard let (folder, key) = key() else { return }
    let repository = repository()
    let made = repository.run("audit", "checkpoint", "--key", key)
    #expect(made.status == .success, "\(made.errors)")
    #expect(made.errors.contains("service.keys of cmdb.yaml does not list this key"))
    let line = made.errors.split(separator: "\n").first { $0.contains("--expect") } ?? ""
    let noted = String(line.split(separator: " ").last ?? "")
    #expect(noted.hasPrefix("3:"))
    // Nobody trusts the key yet.
    let unknown = repository.run("audit", "verify")
    #expect(unknown.status == .no)
    #expect(unknown.output.contains("[CMDB-A013]"))
    let line2 = Shell.run(["cat", "\(key).pub"]).output
    let trust = write("auditor@example.net \(line2)", "trust", in: folder)
    let proven = repository.run("audit", "verify", "--trust", trust, "--expect", noted)
    #expect(proven.status == .success, "\(proven.output)")
    #expect(proven.output.contains("complete to 4, the expected checkpoint included"))
    #expect(proven.output.contains("evidence can be as fresh as 2026-"))
    // Somebody cuts it off.
    repository.git("update-ref", "refs/heads/journal", "journal~2")
    #expect(repository.run("audit", "verify", "--trust", trust).status == .success)
    let cut = repository.run("audit", "verify", "--trust", trust, "--expect", noted)
    #expect(cut.status == .no)
    #expect(cut.output.contains("the journal ends at entry 2, and entry 3 was there once"))
  }

  @Test func keysOfTheSettingsCount() {
    guard let (folder, key) = key() else { return }
    defer { withExtendedLifetime(folder) {} }
    let repository = repository()
    let line = Shell.run(["cat", "\(key).pub"]).output.trimmed
    repository.write("format: 1\nservice: { keys: [\(line)] }\n", to: "cmdb.yaml")
    repository.commit("Trust the service")
    repository.git("config", "gpg.format", "ssh")
    repository.git("config", "user.signingkey", key)
    let made = repository.run("audit", "checkpoint", "--format", "json")
    #expect(made.status == .success)
    #expect(made.errors == "")
    #expect(made.output.contains("\"seq\": 3"))
    let run = repository.run("audit", "verify", "--format", "json")
    #expect(run.status == .success, "\(run.output)")
    #expect(run.output.contains("\"complete_to\": 4"))
    // A bare copy and a clone say the same.
    let copies = TemporaryFolder()
    for (name, words) in [("bare", ["--bare"]), ("clone", [])] {
      let path = "\(copies.path)/\(name)"
      _ = Shell.run(["git", "clone", "--quiet"] + words + [repository.path, path])
      let copy = CommandRun(["audit", "verify", "--format", "json"], in: path)
      #expect(copy.output == run.output, "\(name)")
    }
    let shallow = "\(copies.path)/shallow"
    let words = ["git", "clone", "--quiet", "--depth", "2", "file://\(repository.path)", shallow]
    _ = Shell.run(words)
    let cut = CommandRun(["audit", "verify"], in: shallow)
    #expect(cut.status == .failure)
    #expect(cut.errors.contains("git fetch --unshallow"))
  }

  @Test func whatCannotSignSaysSo() {
    let repository = repository()
    let before = repository.git("rev-parse", "journal")
    let none = repository.run("audit", "checkpoint")
    #expect(none.status == .usage)
    #expect(none.errors.contains("--key"))
    guard let (folder, key) = key("ecdsa") else { return }
    defer { withExtendedLifetime(folder) {} }
    let other = repository.run("audit", "checkpoint", "--key", key)
    #expect(other.status == .no)
    #expect(other.errors.contains("only signatures by Ed25519 keys count"))
    #expect(repository.run("audit", "checkpoint", "--key", "/nonexistent/key").status == .no)
    #expect(repository.git("rev-parse", "journal") == before)
  }

  @Test(arguments: [
    (["--expect", "3"], "--expect"), (["--expect", "3:abc"], "--expect"),
    (["--trust", "/nonexistent/file"], "there is no such file"),
    (["--format", "xml"], "xml"), (["--trust", "cmdb.yaml"], "no file of allowed signers"),
  ])
  func aWrongArgumentIsNamed(_ words: [String], _ what: String) {
    let run = CommandRun(["audit", "verify"] + words, in: DemoRepository.path)
    #expect(run.status == .usage)
    #expect(run.errors.contains(what), "\(run.errors)")
    #expect(run.output == "")
  }

  @Test func importAcknowledgesWhatItRecords() {
    let repository = SourceRepository(["a": "unknown: hold"])
    repository.say("a", "k", "\"memory_mib\":1")
    let first = repository.git("rev-parse", "journal")
    #expect(
      repository.git("log", "-1", "--format=%P", "journal")
        == repository.git("rev-parse", "discovery/a")
    )
    #expect(
      repository.git("log", "-1", "--format=%an <%ae>", "journal")
        == "cmdb journal <journal@cmdb.invalid>"
    )
    let message = repository.git("log", "-1", "--format=%B", "journal")
    #expect(message.contains("\"ref\":\"refs/heads/discovery/a\""))
    #expect(message.contains("\"ref\":\"refs/heads/main\""))
    // What says nothing new is no delivery yet.
    repository.say("a", "k", "\"memory_mib\":1")
    #expect(repository.git("rev-parse", "journal") == first)
    repository.say("a", "k", "\"memory_mib\":2")
    #expect(repository.git("rev-parse", "journal^1") == first)
    #expect(repository.git("fsck", "--strict") == "")
  }
}
