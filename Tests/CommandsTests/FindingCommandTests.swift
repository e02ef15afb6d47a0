import Commands
import TestSupport
import Testing

/// Every finding prints commands that exist and that resolve it.
@Suite struct FindingCommandTests {
  /// The commands that the only finding prints.
  func commands(_ repository: SourceRepository, _ kind: String) throws -> [String] {
    let output = repository.findings()
    #expect(output.contains("\"kind\": \"\(kind)\""), "\(output)")
    let line = try #require(output.split(separator: "\n").first { $0.contains("\"message\":") })
    let message = line.replacing("\\\"", with: "\"")
    let parts = message.split(separator: ": cmdb ", maxSplits: 1)
    guard parts.count == 2 else { return [] }
    var text = "cmdb " + parts[1]
    while let last = text.last, "\", ".contains(last) { text.removeLast() }
    return text.split(separator: ", or ").map(String.init)
  }

  @Test func driftIsTakenOverHandedBackOrPinned() throws {
    for choice in [0, 1, 2] {
      let repository = SourceRepository(["a": "unknown: hold"])
      repository.server("x", "memory_mib: 4\nsources: { a: k }")
      repository.commit("Write it down")
      repository.say("a", "k", "\"memory_mib\":8")
      repository.sync()
      let printed = try commands(repository, "drift")
      #expect(
        printed == [
          "cmdb set server/x memory_mib=8", "cmdb release server/x memory_mib",
          "cmdb pin server/x memory_mib --reason TEXT",
        ]
      )
      #expect(repository.runPrinted(printed[choice]).status == .success)
      repository.commit("Resolve it")
      repository.sync()
      #expect(repository.run("findings").errors.contains("no findings"))
      #expect(repository.show("server/x").contains("memory_mib: \(choice == 2 ? 4 : 8)"))
    }
  }

  @Test func driftOfWhatPeopleDecideOffersNoRemoval() throws {
    let repository = SourceRepository(["a": "unknown: hold"])
    repository.server("x", "sources: { a: k }")
    repository.commit("Write it down")
    repository.say("a", "k", "\"lifecycle\":\"in-use\"")
    repository.sync()
    #expect(try commands(repository, "drift") == ["cmdb set server/x lifecycle=in-use"])
  }

  @Test func aDuplicateIsBoundToAnyOfTheRecords() throws {
    for choice in [0, 1] {
      let repository = SourceRepository(["a": "unknown: hold"])
      repository.server("x", "fqdn: h.example.net\nsources: { a: k0 }")
      repository.server("y", "fqdn: h.example.net")
      repository.commit("Write them down")
      repository.say("a", "k1", "\"fqdn\":\"h.example.net\"")
      repository.sync()
      let printed = try commands(repository, "duplicate")
      #expect(printed.count == 3, "\(printed)")
      #expect(printed.last == "cmdb new server ID --set sources.a=k1")
      #expect(repository.runPrinted(printed[choice]).status == .success, "\(printed[choice])")
      repository.commit("Resolve it")
      repository.sync()
      #expect(repository.run("findings").errors.contains("no findings"), "\(printed[choice])")
    }
  }

  @Test func aDeletedRecordComesBackByGit() throws {
    let repository = SourceRepository(["a": "unknown: create"])
    repository.say("a", "g", "\"serial\":\"SER00G1\",\"name\":\"g\"")
    repository.sync()
    let before = repository.git("rev-parse", "HEAD")
    repository.remove("records/server/g.yaml")
    repository.commit("Away with it")
    repository.sync()
    let findings = repository.findings()
    #expect(findings.contains("\"kind\": \"deleted\""))
    let command = "git restore --source=\(before) -- records/server/g.yaml"
    #expect(findings.contains(command), "\(findings)")
    let words = command.split(separator: " ").dropFirst().map(String.init)
    #expect(Shell.run(["git", "-C", repository.path] + words).status == 0)
    repository.commit("Back again")
    repository.sync()
    #expect(repository.run("findings").errors.contains("no findings"))
  }

  @Test func whatIsInvalidSaysWhereToCorrectIt() throws {
    let repository = SourceRepository(["a": "unknown: hold"])
    repository.server("x", "sources: { a: k }")
    repository.commit("Write it down")
    repository.say("a", "k", "\"memory_mib\":\"lots\"")
    repository.sync()
    let printed = try commands(repository, "invalid")
    #expect(
      printed == ["cmdb source show a", "cmdb import observations --source a FILE"]
    )
    #expect(repository.runPrinted(printed[0]).status == .success)
  }
}
