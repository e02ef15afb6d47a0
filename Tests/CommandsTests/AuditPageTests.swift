import History
import TestSupport
import Testing

/// Runs the tour of docs/audit.md: what the page shows is what the commands print.
@Suite struct AuditPageTests {
  /// The blocks of the page that are a terminal's, as one.
  private func session() throws -> [String] {
    let page = try #require(try Golden.page("docs/audit.md"))
    var lines: [String] = []
    var isOpen = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        isOpen = line == "```console"
      } else if isOpen {
        lines.append(line)
      }
    }
    return lines
  }

  /// The text with ids, digests and keys made alike.
  private func masked(_ lines: some Sequence<String>) -> [String] {
    lines.map { line in
      line.replacing(/ssh-ed25519 \S+/, with: "KEY").replacing(/[0-9a-f]{12,64}/, with: "ID")
    }
  }

  @Test func theTourIsWhatHappens() throws {
    guard Shell.run(["which", "ssh-keygen"]).status == 0 else {
      print("ssh-keygen is not here, so the tour cannot be made")
      return
    }
    let shown = try session()
    #expect(shown.count { $0.hasPrefix("$ ") } > 10)
    let folder = TemporaryFolder()
    let program = CommandRun.program
    var environment = [
      "PATH": "\(program.dropLast("/cmdb".count)):\(Shell.environment["PATH"] ?? "")",
      "CMDB_NOW": "1795600800",
    ]
    for role in ["AUTHOR", "COMMITTER"] { environment["GIT_\(role)_DATE"] = "1795600000 +0000" }
    let commands = shown.filter { $0.hasPrefix("$ ") }
    let script =
      "exec 2>&1\ncd \(folder.path)\n"
      + commands.map { "cat <<'SHOWN'\n\($0)\nSHOWN\n\($0.dropFirst(2))\n" }.joined()
    let run = Shell.run(["sh", "-c", script], environment: environment)
    let printed = run.output.split(separator: "\n").map(String.init)
      .map { $0.replacing("\(folder.path)/", with: "") }
    #expect(masked(printed) == masked(shown))
  }

  @Test func everyRuleIsExplained() throws {
    let page = try #require(try Golden.page("docs/audit.md"))
    let listed = page.matches(of: /\| `(CMDB-A\d+)` \| (.+?) \|/).map { "\($0.1) \($0.2)" }
    #expect(listed == AuditRule.allCases.map { "\($0.rawValue) \($0.title)" })
  }
}
