import Commands
import TestSupport
import Testing

/// What one broken sweep can do: as much as its source's limits say, and no more before a person has
/// looked.
@Suite struct LimitTests {
  /// A source that speaks of sixty servers, and has been merged.
  private func sixty(_ rules: String = "") -> SourceRepository {
    let repository = SourceRepository(["a": "unknown: create\n\(rules)"])
    repository.deliver("a", Self.servers(1...60, memory: 4))
    _ = repository.sync()
    return repository
  }

  private static func servers(_ range: ClosedRange<Int>, memory: Int) -> String {
    range.map { number in
      #"{"class":"server","key":"k\#(number)","attributes":{"name":"s\#(number)","#
        + #""serial":"SN00\#(1000 + number * 7)","memory_mib":\#(memory)}}"# + "\n"
    }.joined()
  }

  @Test func theFirstDeliveryIsAsLargeAsItIs() {
    #expect(sixty().show("server/s60").contains("memory_mib: 4"))
  }

  @Test func aDeliveryBeyondItsLimitWaitsWholeUntilItIsAccepted() throws {
    let repository = sixty()
    repository.deliver("a", Self.servers(1...13, memory: 8))
    let sync = repository.sync()
    #expect(sync.status == .success)
    #expect(repository.show("server/s1").contains("memory_mib: 4"))
    let findings = repository.run("findings", "--kind", "limit").output
    #expect(findings.contains("13 of 60 things change, where 12 may"), "\(findings)")
    // Whatever follows waits with it, and what another person decides is not in its way.
    repository.deliver("a", Self.servers(20...20, memory: 16))
    _ = repository.sync()
    #expect(repository.show("server/s20").contains("memory_mib: 4"))
    let accepted = repository.run("source", "accept", "a", "--reason", "new boards", "-m", "Accept")
    #expect(accepted.status == .success, "\(accepted.errors)")
    #expect(repository.read("sources/a.yaml").contains("reason: new boards"))
    _ = repository.sync()
    #expect(repository.show("server/s1").contains("memory_mib: 8"))
    #expect(repository.show("server/s20").contains("memory_mib: 16"))
    #expect(repository.run("findings").errors == "no findings\n")
    #expect(repository.run("source", "accept", "a", "--reason", "again").errors.contains("already"))
  }

  @Test func acceptingAnEarlierDeliveryLetsNoLaterOneThrough() {
    let repository = sixty()
    repository.deliver("a", Self.servers(1...13, memory: 8))
    let first = repository.git("rev-parse", "discovery/a")
    repository.deliver("a", Self.servers(30...50, memory: 32))
    #expect(
      repository.run("source", "accept", "a", first, "--reason", "boards", "-m", "Accept").status
        == .success
    )
    _ = repository.sync()
    #expect(repository.show("server/s1").contains("memory_mib: 8"))
    #expect(repository.show("server/s30").contains("memory_mib: 4"))
    #expect(repository.run("findings", "--kind", "limit", "--exit-code").status == .no)
  }

  @Test func createdRecordsAreLimitedAfterTheFirstDelivery() {
    let repository = sixty("limits: { created: 3 }")
    repository.deliver("a", Self.servers(61...64, memory: 4))
    _ = repository.sync()
    #expect(repository.run("show", "server/s61").status == .no)
    #expect(
      repository.run("findings", "--kind", "limit").output.contains(
        "4 records are created, where 3 may"
      )
    )
  }

  @Test func whatIsWithdrawnIsLimited() {
    let repository = sixty()
    repository.git("checkout", "-q", "discovery/a")
    let files = repository.git("ls-files", "observations").split(separator: "\n").prefix(10)
    for file in files { repository.git("rm", "-qf", String(file)) }
    repository.commit("Lose ten")
    repository.git("checkout", "-q", "main")
    _ = repository.sync()
    #expect(
      repository.run("findings", "--kind", "limit").output
        .contains("10 of 60 things are withdrawn, where 3 may")
    )
    #expect(repository.show("server/s1").contains("memory_mib: 4"))
  }

  @Test func fewThingsMayAllChange() {
    let repository = SourceRepository(["a": "unknown: create"])
    repository.deliver("a", Self.servers(1...10, memory: 4))
    _ = repository.sync()
    repository.deliver("a", Self.servers(1...10, memory: 8))
    _ = repository.sync()
    #expect(repository.show("server/s1").contains("memory_mib: 8"))
  }

  @Test func refusals() {
    let repository = SourceRepository(["a": "unknown: create"])
    for (words, status, message) in [
      (["source", "accept", "a", "--reason", "x"], Commands.ExitStatus.no, "delivered nothing"),
      (["source", "accept", "b", "--reason", "x"], .no, "there is no source b"),
      (["source", "accept", "a", "--reason", " "], .usage, "reason is empty"),
      (["source", "accept", "a"], .usage, "--reason"),
    ] {
      let run = repository.run(words)
      #expect(run.status == status, "\(words)")
      #expect(run.errors.contains(message), "\(run.errors)")
    }
    repository.say("a", "k", #""name":"x""#)
    let run = repository.run("source", "accept", "a", "ffff", "--reason", "x")
    #expect(run.errors.contains("there is no delivery ffff"))
  }
}
