import Commands
import TestSupport
import Testing

/// A page of documentation whose examples are run: in every block marked `console`, what stands below
/// a command (`$ `, with `> ` for its further lines) is what it prints, on both of its outputs.
///
/// The examples run in order, in one folder, at one moment. Ids of commits and digests may differ.
struct ExamplePage {
  let path: String
  let folder: String

  /// Expects every example to print what stands below it; `CMDB_RECORD=1` writes the page anew.
  func expectExamples(atLeast least: Int, location: SourceLocation = #_sourceLocation) throws {
    let page = try #require(try Golden.page(path), sourceLocation: location)
    let (now, count) = written(page)
    #expect(count >= least, "\(path) has \(count) examples", sourceLocation: location)
    if Self.withoutIds(page) == Self.withoutIds(now) { return }
    try Golden.expectPage(now, path, location: location)
  }

  /// The page with what its commands print now, and how many there are.
  private func written(_ page: String) -> (page: String, commands: Int) {
    var lines: [String] = []
    var command: String?
    var isExample = false
    var count = 0
    func run() {
      guard let text = command else { return }
      command = nil
      count += 1
      lines += print(text)
    }
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        run()
        isExample = line == "```console"
      }
      if isExample, line.hasPrefix("$ ") {
        run()
        command = String(line.dropFirst(2))
        lines.append(line)
      } else if isExample, let text = command, line.hasPrefix("> ") {
        command = text + "\n" + line.dropFirst(2)
        lines.append(line)
      } else if !isExample || line.hasPrefix("```") {
        lines.append(line)
      }
    }
    return (lines.joined(separator: "\n"), count)
  }

  private func print(_ command: String) -> [String] {
    let program = CommandRun.program
    let tools = program[..<(program.lastIndex(of: "/") ?? program.startIndex)]
    var environment = ["CMDB_NOW": "1795514400"]
    for role in ["AUTHOR", "COMMITTER"] { environment["GIT_\(role)_DATE"] = "1795514400 +0000" }
    let shell = "PATH=\"\(tools):$PATH\"; cd \"$1\"; exec 2>&1\n\(command)\n"
    let output = Shell.run(["sh", "-c", shell, "sh", folder], environment: environment).output
    return output.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
  }

  private static func withoutIds(_ text: String) -> String {
    text.replacing(/[0-9a-f]{8,64}/) { match in
      match.output.contains(where: \.isNumber) ? "#" : String(match.output)
    }
  }
}
