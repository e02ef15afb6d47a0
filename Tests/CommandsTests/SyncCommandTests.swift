import Commands
import TestSupport
import Testing

/// What a reconciliation writes, and what it says about it.
@Suite struct SyncCommandTests {
  func repository(_ a: String = "unknown: create") -> SourceRepository {
    SourceRepository(["a": a])
  }

  @Test func blameOfARecomputedValueNamesSourceDeliveryAndRule() {
    let repository = repository()
    repository.say("a", "k", "\"serial\":\"SER00A1\",\"fqdn\":\"x.example.net\",\"firmware\":\"1\"")
    repository.sync()
    repository.describe("a", "unknown: create\nenabled: false")
    repository.commit("Off")
    let off = repository.sync().output
    #expect(!repository.show("server/x").contains("firmware"))
    #expect(off.contains("\"merged\": []"))
    #expect(off.contains("\"commit\": \"\(repository.git("rev-parse", "main"))\""))
    #expect(off.contains("\"changed\": 1"))
    repository.describe("a", "unknown: create")
    repository.commit("On")
    repository.sync()
    #expect(repository.git("log", "-1", "--format=%s") == "Reconcile rules: 1 record changed")
    let blame = repository.run("blame", "server/x", "--field", "firmware", "--format", "json")
      .output
    #expect(blame.contains("\"source\": \"a\""))
    #expect(blame.contains("\"delivery\": \"\(repository.git("rev-parse", "discovery/a"))\""))
    #expect(blame.contains("\"rule\": \"a alone says it\""))
  }

  @Test func aSecretThatASourceSaysIsHeld() {
    let repository = repository()
    let token = "ghp_" + "R4nd0mTk8sQz1LmV9xYb3NcW5eHj7UaP2dF6"
    repository.say("a", "k", "\"serial\":\"SER00A1\",\"os\":{\"name\":\"\(token)\"}")
    repository.sync()
    #expect(repository.run("validate").status == .success)
    let findings = repository.run("findings", "--kind", "invalid")
    #expect(findings.output.contains("token"))
    #expect(!findings.output.contains(token))
  }

  @Test func theReconciliationTimeIsThatOfDeliveries() {
    let repository = repository()
    repository.now = 1_790_899_200
    repository.say("a", "k", "\"serial\":\"SER00A1\",\"fqdn\":\"x.example.net\"")
    repository.server("y")
    repository.commit("By a person", at: 1_792_886_400)
    repository.sync()
    let message = repository.git("log", "-1", "--format=%B")
    #expect(message.contains("\nReconcile-Time: 2026-10-02T00:00:00Z"))
    #expect(repository.git("log", "-1", "--format=%ct") == "1792886400")
  }

  @Test func dryRunListsTheLeavesOfACreatedRecordAndNothingElse() {
    let repository = repository()
    repository.say("a", "k", "\"serial\":\"SER00A1\",\"fqdn\":\"x.example.net\"")
    let dry = repository.run("sync", "--once", "--dry-run", "--format", "json").output
    #expect(dry.contains("\"attribute\": null"))
    #expect(dry.contains("\"kind\": \"created\""))
    #expect(dry.contains("\"attribute\": \"serial\""))
    #expect(!dry.contains("\"attribute\": \"\""))
    #expect(!dry.contains("removed"))
  }

  @Test(arguments: [
    ("\"name\":\"host-2\"", "host-2"), ("\"name\":\"web-01.fra1.example.net\"", "web-01"),
    ("\"name\":\"other\",\"fqdn\":\"host-3.example.net\"", "host-3"),
    ("\"name\":\"the old one\"", "ser00a2"),
  ])
  func aCreatedRecordIsCalledAfterItsHostName(_ said: String, _ id: String) {
    let repository = repository()
    repository.say("a", "k2", "\"serial\":\"SER00A2\",\(said)")
    repository.sync()
    #expect(repository.run("show", "server/\(id)").status == .success)
  }

  @Test func aRecordThatSeveralSpeakOfIsCreatedOnce() {
    let repository = SourceRepository(["a": "unknown: create", "b": "unknown: create"])
    for source in ["a", "b"] {
      repository.say(source, "k", "\"serial\":\"SER00A1\",\"fqdn\":\"x.example.net\"")
    }
    // Once for the source that it was created for, and once in the sum.
    #expect(repository.sync().output.count(of: "\"created\": 1") == 2)
    #expect(repository.git("log", "-1", "--format=%s") == "Reconcile a, b: 1 created")
  }

  @Test func aFileThatIsNoObservationWithdrawsNothing() {
    let repository = repository("unknown: hold")
    repository.server("x", "sources: { a: k1 }")
    repository.commit("Bind it")
    repository.say("a", "k1", "\"memory_mib\":77")
    repository.sync()
    let file = repository.git("ls-tree", "-r", "--name-only", "discovery/a")
    for text in ["key: k1\n\tbad\n", "key: k1\n", "key: other\nattributes: {}\n", "- 1\n"] {
      repository.git("checkout", "--quiet", "discovery/a")
      repository.write(text, to: file)
      repository.commit("Push something")
      repository.git("checkout", "--quiet", "main")
      let sync = repository.sync()
      #expect(sync.status == .success, "\(sync.errors)")
      #expect(sync.output.contains("\"findings\": 1"))
      #expect(repository.show("server/x").contains("memory_mib: 77"))
      #expect(repository.findings().contains(file))
    }
    // The next delivery that can be read counts, and its first word is folded into the last one.
    repository.say("a", "k1", "\"firmware\":\"2\"")
    repository.sync()
    #expect(repository.show("server/x").contains("memory_mib: 77"))
    #expect(repository.show("server/x").contains("firmware"))
    #expect(repository.run("findings").errors.contains("no findings"))
  }

  @Test func aSourceThatNeverDeliveredKeepsNothing() {
    let repository = SourceRepository(["a": "unknown: hold", "b": "unknown: hold"])
    repository.server("x", "sources: { a: k, b: k }")
    repository.commit("Bind it")
    repository.say("a", "k", "\"firmware\":\"1\"")
    repository.sync()
    #expect(repository.show("server/x").contains("firmware"))
    repository.deliver("a", "{\"key\":\"k\",\"withdrawn\":[\"firmware\"]}\n")
    repository.sync()
    #expect(!repository.show("server/x").contains("firmware"))
  }

  @Test func aCloneWithoutItsHistoryTakesNothingBack() {
    let repository = SourceRepository(["a": "unknown: hold", "b": "unknown: hold"])
    repository.server("x", "sources: { a: k, b: k }")
    repository.commit("Bind it")
    repository.say("a", "k", "\"firmware\":\"1\"")
    repository.sync()
    repository.server("y")
    repository.commit("Another")
    let folder = TemporaryFolder()
    let clone = "\(folder.path)/clone"
    let url = "file://\(repository.path)"
    let made = Shell.run(["git", "clone", "--quiet", "--depth", "1", url, clone])
    #expect(made.status == 0, "\(made.errors)")
    let sync = CommandRun(["sync", "--once"], in: clone)
    #expect(sync.status == .success, "\(sync.errors)")
    #expect(sync.errors.contains("no record changes"), "\(sync.errors)")
  }

  @Test func whenAThingWasSeenDecidesAmongEquals() {
    let repository = SourceRepository(["a": "unknown: hold", "b": "unknown: hold"])
    repository.server("x", "sources: { a: k, b: k }")
    repository.commit("Bind it")
    let early = "\"observed_at\":\"2026-09-02T00:00:00Z\""
    let late = "\"observed_at\":\"2026-09-03T00:00:00Z\""
    repository.deliver("b", "{\"key\":\"k\",\(late),\"attributes\":{\"memory_mib\":2}}\n")
    repository.deliver("a", "{\"key\":\"k\",\(early),\"attributes\":{\"memory_mib\":1}}\n")
    repository.sync()
    #expect(repository.show("server/x").contains("memory_mib: 2"))
    let explained = repository.run("source", "explain", "server/x", "--format", "json").output
    #expect(explained.contains("\"observed_at\": \"2026-09-03T00:00:00Z\""))
    // Seeing the same again is no news.
    let head = repository.git("rev-parse", "discovery/a")
    repository.deliver("a", "{\"key\":\"k\",\(late),\"attributes\":{\"memory_mib\":1}}\n")
    #expect(repository.git("rev-parse", "discovery/a") == head)
  }

  @Test func explainSaysWhoIsPastTheFreshnessWindow() {
    let repository = SourceRepository([
      "a": "unknown: hold\nprecedence: 90\nfreshness: 1h", "b": "unknown: hold",
    ])
    repository.server("x", "sources: { a: k, b: k }")
    repository.commit("Bind it")
    repository.say("a", "k", "\"firmware\":\"1\"")
    repository.now += 7_200
    repository.say("b", "k", "\"firmware\":\"2\"")
    repository.sync()
    #expect(repository.show("server/x").contains("firmware: \"2\""))
    let words = ["source", "explain", "server/x", "--field", "firmware", "--format", "json"]
    let explained = repository.run(words).output
    #expect(explained.count(of: "\"fresh\": true") == 1)
    #expect(explained.count(of: "\"fresh\": false") == 1)
  }

  @Test func aTableIsReadByTheSchemasTypes() {
    let repository = SourceRepository([
      "csv1": "kind: import\nformat: csv\nunknown: create\nclasses: [{ class: server }]\n"
        + "mapping: { serial: Serial, memory_mib: Mem, tags: Tags }"
    ])
    let text = "key,Serial,Mem,Tags\n1,00123456,1024,\"blue, green\"\n2,SER00A2,lots,red\n"
    repository.deliver("csv1", text, kind: "csv")
    repository.sync()
    let shown = repository.show("server/00123456")
    #expect(shown.contains("memory_mib: 1024"))
    #expect(shown.contains("serial: \"00123456\""))
    #expect(shown.contains("blue"))
    #expect(repository.findings().contains("lots"))
  }

  @Test func addressesAreWrittenInOneForm() {
    let repository = repository()
    repository.say(
      "a",
      "k",
      "\"serial\":\"  ser00a1 \",\"uuid\":\"4C4C4544-0001-1000-8000-000000000001\","
        + "\"fqdn\":\"Web-9.Example.NET.\",\"manufacturer\":\"Dell Inc.\","
        + "\"interfaces\":[{\"name\":\"eth0\",\"mac\":\"00-1B-21-0A-0B-0C\"}]"
    )
    repository.sync()
    let shown = repository.show("server/web-9")
    #expect(shown.contains("serial: ser00a1\n"))
    #expect(shown.contains("4c4c4544-0001-1000-8000-000000000001"))
    #expect(shown.contains("fqdn: web-9.example.net\n"))
    #expect(shown.contains("00:1b:21:0a:0b:0c"))
    #expect(shown.contains("Dell Inc."))
  }

  @Test func aSourceCreatesRecordsOfAClassOfTheRepositorysOwn() {
    let repository = repository()
    repository.write(
      "title: Widget\ndescription: A thing.\ntype: object\nallOf: [{ $ref: \"cmdb:base\" }]\n"
        + "properties:\n  code: { title: Code, description: Its code., type: string, "
        + "x-governed: false }\n",
      to: "schema/widget.yaml"
    )
    repository.commit("A class")
    let attributes = "\"attributes\":{\"code\":\"Q1\"}"
    repository.deliver("a", "{\"class\":\"widget\",\"key\":\"w1\",\(attributes)}\n")
    repository.sync()
    let shown = repository.show("widget/w1")
    #expect(shown.contains("lifecycle: discovered"), "\(repository.findings())")
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func count(of text: String) -> Int { ranges(of: text).count }
}
