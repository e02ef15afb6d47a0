import Commands
import TestSupport
import Testing

/// The main job on real input: what programs delivered, beside what people decided.
@Suite struct MainJobTests {
  let folder = DemoRepository.copy()
  static let fixtures = "\(Repository.top)/Tests/Fixtures/deliveries"

  func run(_ words: String..., now: Int64 = 1_795_600_000) -> CommandRun {
    CommandRun(words, in: folder.path, now: now, environment: ["CMDB": CommandRun.program])
  }

  func git(_ words: String...) -> String {
    Shell.run(["git", "-C", folder.path] + words).output.trimmed
  }

  @Test func aSecondSyncDoesNothing() {
    let head = git("rev-parse", "main")
    let again = run("sync", "--once")
    #expect(again.status == .success)
    #expect(git("rev-parse", "main") == head)
    #expect(again.errors.contains("no record changes"))
  }

  @Test func theMergeIsThatOfEverybody() {
    // Made from the same parents in another place, it is the same commit.
    let other = TemporaryFolder()
    let made = CommandRun(["demo", "\(other.path)/again", "--quiet"], in: other.path)
    #expect(made.status == .success)
    #expect(
      Shell.run(["git", "-C", "\(other.path)/again", "rev-parse", "main"]).output.trimmed
        == git("rev-parse", "main")
    )
    #expect(
      git("log", "-1", "--format=%an <%ae> %ad", "--date=format:%z")
        == "cmdb sync <sync@cmdb.invalid> +0000"
    )
    #expect(git("rev-list", "--parents", "-n", "1", "main").split(separator: " ").count == 4)
    #expect(git("log", "-1", "--format=%B").contains("\nReconciler: 1"))
  }

  @Test func blameShowsPeopleAndSourcesSideBySide() {
    let blame = run("blame", "server/web-01", "--format", "json").output
    #expect(blame.contains("\"source\": \"glpi\""))
    #expect(blame.contains("\"source\": \"nmap\""))
    #expect(blame.contains("\"name\": \"Bob Kahn\""))
    #expect(blame.contains("\"summary\": \"Power price of 2026\""))
  }

  @Test func aDeliveryThatSaysNothingNewMakesNoCommit() {
    let head = git("rev-parse", "discovery/glpi")
    let same = run(
      "import",
      "glpi",
      "--source",
      "glpi",
      "deliveries/glpi-web-01.json",
      "--format",
      "json"
    )
    #expect(same.status == .success)
    #expect(same.output.contains("\"changed\": 0"))
    #expect(git("rev-parse", "discovery/glpi") == head)
  }

  @Test func aPersonsWordStandsAgainstTheNextDelivery() {
    #expect(
      run("set", "server/web-01", "os.version=12.99", "-m", "we know better").status == .success
    )
    _ = run("import", "glpi", "--source", "glpi", "\(Self.fixtures)/03-inventory-web-01.json")
    _ = run("sync", "--once")
    #expect(
      run("show", "server/web-01", "--format", "json").output.contains("\"version\": \"12.99\"")
    )
    let findings = run("findings", "--kind", "drift").output
    #expect(findings.contains("os.version"))
    let blame = run("blame", "server/web-01", "--field", "os.version").output
    #expect(blame.contains("we know better"))
  }

  @Test func dryRunSaysWhatWouldChangeAndChangesNothing() {
    #expect(run("unset", "server/web-01", "firmware", "-m", "drop it").status == .success)
    let head = git("rev-parse", "main")
    let dry = run("sync", "--dry-run")
    #expect(dry.output.contains("firmware"))
    #expect(git("rev-parse", "main") == head)
    let real = run("sync", "--once")
    #expect(real.status == .success, "\(real.errors)")
    #expect(run("show", "server/web-01").output.contains("firmware: 1.10.2"))
    #expect(git("log", "-1", "--format=%s").hasPrefix("Reconcile"))
  }

  @Test func aDirtyWorkingTreeIsNeverTrampled() {
    #expect(run("unset", "server/web-01", "firmware", "-m", "drop it").status == .success)
    _ = run("set", "server/web-01", "notes=not yet saved")
    let head = git("rev-parse", "main")
    let refused = run("sync", "--once")
    #expect(refused.status == .failure)
    #expect(refused.errors.contains("nothing was moved"))
    #expect(git("rev-parse", "main") == head)
    #expect(run("show", "server/web-01").output.contains("not yet saved"))
  }

  @Test(arguments: ["interrupted-truncated.xml"])
  func aBrokenFileChangesNothing(_ file: String) {
    let head = git("rev-parse", "discovery/nmap")
    let refused = run("import", "nmap", "--source", "nmap", "\(Self.fixtures)/\(file)")
    #expect(refused.status == .no)
    #expect(refused.errors.contains(file))
    #expect(git("rev-parse", "discovery/nmap") == head)
  }

  @Test func emptyAndHostileFilesAreRefused() {
    let place = TemporaryFolder()
    let files = [
      ("empty.json", "", "glpi"), ("null.json", "null", "glpi"),
      (
        "laughs.xml",
        "<!DOCTYPE a [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><nmaprun>&b;</nmaprun>", "nmap"
      ),
      ("deep.json", String(repeating: "[", count: 100_000), "glpi"),
    ]
    for (name, text, kind) in files {
      _ = Shell.run(["sh", "-c", "cat > \(place.path)/\(name)"], input: text)
      let refused = run("import", kind, "--source", kind, "\(place.path)/\(name)")
      #expect(refused.status == .no, "\(name): \(refused.errors)")
    }
  }

  @Test func autoRecognisesWhatItIsGiven() {
    let taken = run(
      "import",
      "auto",
      "--source",
      "nmap",
      "\(Self.fixtures)/subnet-later-ip-changed.xml"
    )
    #expect(taken.status == .success, "\(taken.errors)")
  }
}
