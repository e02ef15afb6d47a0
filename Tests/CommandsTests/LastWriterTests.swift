import Commands
import TestSupport
import Testing

/// Who wrote a value last: a machine only where its commit recomputes.
@Suite struct LastWriterTests {
  /// A server that source `a` knows as `k`, with a person's value.
  func repository(_ rest: String) -> SourceRepository {
    let repository = SourceRepository(["a": "unknown: hold"])
    repository.server("x", "sources: { a: k }\n\(rest)")
    repository.commit("Write it down")
    return repository
  }

  func forge(_ repository: SourceRepository, memory: Int) {
    let file = "records/server/x.yaml"
    let lines = repository.read(file).split(separator: "\n").map { line in
      line.hasPrefix("memory_mib") ? "memory_mib: \(memory)" : String(line)
    }
    repository.write(lines.joined(separator: "\n") + "\n", to: file)
    repository.commit(
      "Reconcile rules: 1 record changed\n\nReconcile: rules\n"
        + "Reconcile-Time: 2026-10-02T00:00:00Z\nReconciler: 1",
      by: "cmdb sync"
    )
  }

  @Test func aCommitThatOnlySaysSoIsAPersons() {
    let repository = repository("memory_mib: 4")
    repository.say("a", "k", "\"memory_mib\":4")
    repository.sync()
    forge(repository, memory: 5)
    repository.say("a", "k", "\"memory_mib\":10")
    repository.sync()
    #expect(repository.show("server/x").contains("memory_mib: 5"))
    #expect(repository.findings().contains("\"kind\": \"drift\""))
  }

  @Test func blameNamesNoSourceForACommitThatOnlySaysSo() {
    let repository = repository("memory_mib: 4")
    repository.say("a", "k", "\"memory_mib\":10,\"firmware\":\"1\"")
    repository.sync()
    forge(repository, memory: 10)
    let blame = repository.run("blame", "server/x", "--field", "memory_mib", "--format", "json")
    #expect(blame.output.contains("\"source\": null"), "\(blame.output)")
    let own = repository.run("blame", "server/x", "--field", "firmware", "--format", "json")
    #expect(own.output.contains("\"source\": \"a\""), "\(own.output)")
  }

  @Test func aRecordWithAnotherNameKeepsItsMachinesValues() {
    let repository = repository("memory_mib: 4")
    repository.say("a", "k", "\"firmware\":\"1\"")
    repository.sync()
    #expect(repository.run("mv", "server/x", "server/y", "-m", "Call it y").status == .success)
    let blame = repository.run("blame", "server/y", "--field", "firmware", "--format", "json")
    #expect(blame.output.contains("\"rule\": \"a alone says it\""), "\(blame.output)")
    repository.say("a", "k", "\"firmware\":\"2\"")
    repository.sync()
    #expect(repository.show("server/y").contains("firmware: \"2\""), "\(repository.findings())")
  }

  @Test func aForgedCommitThatTakesOverWhatTheSourceSaysIsAPersonsToo() {
    let repository = repository("memory_mib: 4")
    repository.say("a", "k", "\"memory_mib\":10")
    repository.sync()
    forge(repository, memory: 10)
    repository.say("a", "k", "\"memory_mib\":11")
    repository.sync()
    #expect(repository.show("server/x").contains("memory_mib: 10"))
  }

  @Test func whatAMachineWroteFollowsItsSourceAlsoAfterAForgedCommit() {
    let repository = repository("memory_mib: 4")
    repository.say("a", "k", "\"memory_mib\":4,\"firmware\":\"1\"")
    repository.sync()
    forge(repository, memory: 5)
    for version in 2...4 {
      repository.say("a", "k", "\"memory_mib\":\(version)0,\"firmware\":\"\(version)\"")
      repository.sync()
    }
    #expect(repository.show("server/x").contains("memory_mib: 5"))
    #expect(repository.show("server/x").contains("firmware: \"4\""))
  }

  @Test func whatAPersonAddedToAMergeIsThatPersons() {
    let repository = repository("memory_mib: 4")
    repository.say("a", "k", "\"firmware\":\"1\",\"hypervisor\":\"a\"")
    repository.sync()
    let file = "records/server/x.yaml"
    repository.write(repository.read(file).replacing("\"1\"", with: "\"9\""), to: file)
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--no-verify", "--amend", "--no-edit")
    #expect(repository.git("log", "-1", "--format=%ae") == "sync@cmdb.invalid")
    repository.say("a", "k", "\"firmware\":\"2\",\"hypervisor\":\"b\"")
    repository.sync()
    #expect(repository.show("server/x").contains("firmware: \"9\""))
    #expect(repository.show("server/x").contains("hypervisor: b"))
  }

  @Test func aSecondSyncAfterAPullDoesNothing() {
    let repository = repository("memory_mib: 4")
    repository.say("a", "k", "\"firmware\":\"1\"")
    repository.sync()
    // Somebody committed before pulling, so the machine's merge lies behind the second parent.
    let merge = repository.git("rev-parse", "main")
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    repository.server("y")
    repository.commit("Another server")
    repository.git("merge", "--quiet", "--no-edit", merge)
    let head = repository.git("rev-parse", "main")
    #expect(repository.git("log", "-1", "--format=%P").hasSuffix(merge))
    repository.sync()
    #expect(repository.git("rev-parse", "main") == head)
  }

  @Test func whatIsLeftOfABindingThatAPersonRemovedGoes() {
    let repository = repository("")
    repository.say("a", "k", "\"firmware\":\"1\"")
    repository.sync()
    #expect(repository.show("server/x").contains("firmware"))
    #expect(repository.run("unset", "server/x", "sources", "-m", "not this one").status == .success)
    repository.sync()
    #expect(!repository.show("server/x").contains("firmware"))
  }

  @Test func aSetBackBranchTakesNothingBack() {
    let repository = repository("")
    repository.say("a", "k", "\"firmware\":\"1\"")
    let old = repository.git("rev-parse", "discovery/a")
    repository.say("a", "k", "\"firmware\":\"2\"")
    repository.sync()
    let head = repository.git("rev-parse", "main")
    repository.git("update-ref", "refs/heads/discovery/a", old)
    repository.sync()
    #expect(repository.git("rev-parse", "main") == head)
  }
}
