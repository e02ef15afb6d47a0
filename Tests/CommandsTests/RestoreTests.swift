import Commands
import TestSupport
import Testing

@Suite struct RestoreTests {
  let folder = DemoRepository.copy()

  func run(_ words: String...) -> CommandRun {
    CommandRun(words, in: folder.path, environment: ["CMDB": CommandRun.program])
  }

  func git(_ words: String...) -> String {
    Shell.run(["git", "-C", folder.path] + words).output
  }

  func write(_ text: String, to path: String) {
    _ = Shell.run(["sh", "-c", "cat > \"$1\"", "sh", "\(folder.path)/\(path)"], input: text)
  }

  func read(_ path: String) -> String { Shell.run(["cat", "\(folder.path)/\(path)"]).output }

  @Test func aRemovedRecordComesBackByteForByte() {
    let path = "records/server/web-01.yaml"
    let text = read(path)
    #expect(run("rm", "server/web-01", "--reason", "sold").status == .success)
    _ = git("commit", "--quiet", "--all", "--no-verify", "--message", "Sold")
    #expect(read(path).isEmpty)
    let back = run("restore", "server/web-01", "--at", "HEAD~1")
    #expect(back.status == .success)
    #expect(read(path) == text)
    #expect(git("status", "--short") == "?? \(path)\n")
    for said in [
      "sources/glpi.yaml still ignores web-01-2026-11-24-03-22-48: take the entry out",
      "sources/nmap.yaml still ignores 00:16:3e:2a:11:01",
      "these referred to server/web-01 then and do not now: application/web-shop redundancy[#1].of",
    ] {
      #expect(back.errors.contains(said), "\(said) is not in \(back.errors)")
    }
  }

  @Test func aFieldComesBackByRevisionAndByDate() {
    #expect(
      run("restore", "server/web-01", "--field", "cost.monthly", "--at", "2025-12-31").status
        == .success
    )
    #expect(
      git("diff", "--no-textconv", "--unified=0").contains(
        "\n-  monthly: 41.50\n+  monthly: 38.00\n"
      )
    )
    let same = run("restore", "server/web-01", "--field", "cost.monthly", "--at", "2025-12-31")
    #expect(same.errors == "nothing to change\n")
    #expect(run("restore", "server/web-01", "--at", "HEAD").status == .success)
    #expect(git("status", "--short").isEmpty)
  }

  /// An item of a keyed list, a map, and what did not exist then.
  @Test func itemsMapsAndWhatWasNotThereThen() {
    #expect(
      run("unset", "server/web-01", "interfaces[eth1]", "disks").status == .success
    )
    _ = git("commit", "--quiet", "--all", "--no-verify", "--message", "Less")
    #expect(
      run("restore", "server/web-01", "--field", "interfaces[eth1]", "--at", "HEAD~1").status
        == .success
    )
    #expect(
      run("restore", "server/web-01", "--field", "disks", "--at", "HEAD~1").status == .success
    )
    #expect(run("diff", "HEAD~1", "server/web-01").output.isEmpty)
    #expect(
      run("restore", "server/web-01", "--field", "os", "--at", "2025-04-30", "--dry-run").output
        .contains("server/web-01 os.name: - Debian GNU/Linux")
    )
    #expect(
      run("restore", "server/web-01", "--field", "os", "--at", "2025-04-30").status == .success
    )
    #expect(!read("records/server/web-01.yaml").contains("Debian GNU/Linux"))
  }

  @Test func whatWouldBeInvalidIsRefused() {
    #expect(run("set", "server/db-01", "owner=team/nobody", "--force").status == .success)
    _ = git("commit", "--quiet", "--all", "--no-verify", "--message", "Wrong")
    #expect(run("set", "server/db-01", "owner=team/platform").status == .success)
    let refused = run("restore", "server/db-01", "--field", "owner", "--at", "HEAD")
    #expect(refused.status == .no)
    #expect(refused.errors.contains("nothing was written, since the result would be invalid"))
    #expect(
      run("restore", "server/db-01", "--field", "owner", "--at", "HEAD", "--force").status
        == .success
    )
  }

  @Test func aRecordThatCannotBeReadGetsItsTextBack() {
    let path = "records/server/db-01.yaml"
    let text = read(path)
    write("id: [\n", to: path)
    #expect(run("restore", "server/db-01", "--field", "owner", "--at", "HEAD").status == .no)
    #expect(run("restore", "server/db-01", "--at", "HEAD").status == .success)
    #expect(read(path) == text)
  }

  @Test func committingSaysWhatWasRestored() {
    #expect(
      run("restore", "server/web-01", "--field", "hypervisor", "--at", "2025-12-31", "--commit")
        .status == .success
    )
    #expect(
      git("log", "-1", "--format=%s").hasPrefix("restored hypervisor of server/web-01 as of ")
    )
    #expect(git("status", "--short").isEmpty)
  }
}
