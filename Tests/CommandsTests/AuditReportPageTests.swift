import Commands
import Snapshots
import TestSupport
import Testing

/// Runs the examples of docs/audit-report.md, in order, in a copy of the sample repository: what stands
/// below each command is what it prints, but for the ids of commits.
@Suite struct AuditReportPageTests {
  let folder = DemoRepository.copy()

  /// The page with what the commands print now.
  func written(_ page: String) -> (page: String, commands: Int) {
    var lines: [String] = []
    var isExample = false
    var count = 0
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") { isExample = line == "```console" }
      if isExample, line.hasPrefix("$ ") {
        count += 1
        lines.append(line)
        lines += print(String(line.dropFirst(2)))
      } else if !isExample || line.hasPrefix("```") {
        lines.append(line)
      }
    }
    return (lines.joined(separator: "\n"), count)
  }

  private func print(_ command: String) -> [String] {
    let program = CommandRun.program
    let path = program[..<(program.lastIndex(of: "/") ?? program.startIndex)]
    let shell = "PATH=\"\(path):$PATH\"; cd \"$1\" && \(command) 2>&1"
    let output = Shell.run(["sh", "-c", shell, "sh", folder.path]).output
    return output.replacing("\r\n", with: "\n").split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    .map(String.init).dropLast()
  }

  private static func withoutIds(_ text: String) -> String {
    var result = ""
    var run = ""
    for letter in text + "\n" {
      if "0123456789abcdef".contains(letter) {
        run.append(letter)
      } else {
        result += run.count >= 8 && run.contains(where: \.isNumber) ? "#" : run
        run = ""
        result.append(letter)
      }
    }
    return result
  }

  @Test func everyExamplePrintsWhatStandsBelowIt() throws {
    let page = try #require(try Golden.page("docs/audit-report.md"))
    let (now, count) = written(page)
    #expect(count >= 15)
    if Self.withoutIds(page) == Self.withoutIds(now) { return }
    try Golden.expectPage(now, "docs/audit-report.md")
  }
}
