import Commands
import TestSupport
import Testing

/// Holding a value against the sources, and handing it back.
@Suite struct PinTests {
  private func repository() -> SourceRepository {
    let repository = SourceRepository([
      "scan": "unknown: create\ndefaults: { owner: team/platform }"
    ])
    repository.say("scan", "web-01", #""name":"web-01","serial":"SN48291","os":{"version":"12.1"}"#)
    repository.sync()
    return repository
  }

  @Test func aPinKeepsAPersonsValueAndSaysWhy() {
    let repository = repository()
    let pin = repository.run(
      "pin",
      "server/web-01",
      "os.version",
      "--reason",
      "agent sees the container",
      "--until",
      "2030-01-01",
      "-m",
      "Pin"
    )
    #expect(pin.status == .success, "\(pin.errors)")
    #expect(
      repository.read("records/server/web-01.yaml").contains("reason: agent sees the container")
    )
    repository.say("scan", "web-01", #""os":{"version":"13.0"}"#)
    repository.sync()
    #expect(repository.show("server/web-01").contains("12.1"))
    let explained = repository.run("source", "explain", "server/web-01", "--field", "os.version")
    #expect(explained.output.contains("pinned until 2030-01-01: agent sees the container"))
  }

  @Test func releaseHandsAPersonsValueBack() {
    let repository = repository()
    #expect(
      repository.run("set", "server/web-01", "os.version=99", "-m", "Know better").status
        == .success
    )
    #expect(
      repository.run("pin", "server/web-01", "os.version", "--reason", "test", "-m", "Pin").status
        == .success
    )
    repository.say("scan", "web-01", #""os":{"version":"13.0"}"#)
    repository.sync()
    #expect(repository.show("server/web-01").contains("99"))
    let release = repository.run("release", "server/web-01", "os.version", "-m", "Release")
    #expect(release.status == .success, "\(release.errors)")
    #expect(!repository.read("records/server/web-01.yaml").contains("pinned"))
    repository.sync()
    #expect(repository.show("server/web-01").contains("13.0"))
    #expect(repository.run("release", "server/web-01", "os.version").status == .no)
  }

  @Test func whatAMachineWroteStaysWhenItsPinGoes() {
    let repository = repository()
    _ = repository.run("pin", "server/web-01", "os.version", "--reason", "test", "-m", "Pin")
    _ = repository.run("release", "server/web-01", "os.version", "-m", "Release")
    #expect(repository.read("records/server/web-01.yaml").contains("12.1"))
  }

  @Test func emptinessIsPinnedToo() {
    let repository = repository()
    _ = repository.run("unset", "server/web-01", "os.version", "-m", "Unknown")
    _ = repository.run("pin", "server/web-01", "os.version", "--reason", "not known", "-m", "Pin")
    repository.say("scan", "web-01", #""os":{"version":"13.0"}"#)
    repository.sync()
    #expect(!repository.show("server/web-01").contains("13.0"))
  }

  @Test func aPinThatOutlivedItsAttributeIsReleased() {
    let repository = repository()
    let path = "records/server/web-01.yaml"
    repository.write(
      repository.read(path) + "pinned: { os.patchlevel: { reason: old } }\n",
      to: path
    )
    let release = repository.run("release", "server/web-01", "os.patchlevel")
    #expect(release.status == .success, "\(release.errors)")
    #expect(!repository.read(path).contains("patchlevel"))
  }

  @Test func refusals() {
    let repository = repository()
    let cases: [([String], Commands.ExitStatus, String)] = [
      (["pin", "server/web-01", "cost.purchase", "--reason", "x"], .no, "people decide"),
      (["pin", "server/web-01", "sources.scan", "--reason", "x"], .no, "people decide"),
      (["pin", "server/web-01", "os.verison", "--reason", "x"], .no, "did you mean os.version?"),
      (
        ["pin", "server/web-02", "os.version", "--reason", "x"], .no, "did you mean server/web-01?"
      ),
      (["pin", "server/web-01", "os.version", "--reason", " "], .usage, "the reason is empty"),
      (
        ["pin", "server/web-01", "os.version", "--reason", "x", "--until", "soon"], .usage,
        "no date"
      ),
      (
        ["pin", "server/web-01", "os.version", "--reason", "x", "--until", "2001-01-01"], .usage,
        "is past"
      ),
      (["pin", "server/web-01", "os.version"], .usage, "--reason"),
      (["release", "server/web-01", "os.version"], .no, "not pinned"),
    ]
    for (words, status, message) in cases {
      let run = repository.run(words)
      #expect(run.status == status, "\(words)")
      #expect(run.errors.contains(message), "\(words): \(run.errors)")
    }
  }
}
