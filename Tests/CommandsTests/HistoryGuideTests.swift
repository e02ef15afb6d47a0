import Commands
import TestSupport
import Testing

/// The examples of docs/history.md do what it says.
@Suite struct HistoryGuideTests {
  /// A command with the lines that the guide shows of its answer.
  struct Example: CustomStringConvertible, Sendable {
    let command: String
    var lines: [String] = []
    var description: String { command }

    /// The words, as a shell would split them.
    var words: [String] {
      var words: [String] = [""]
      var isQuoted = false
      for letter in command {
        if letter == "'" {
          isQuoted.toggle()
        } else if letter == " ", !isQuoted {
          words.append("")
        } else {
          words[words.count - 1].append(letter)
        }
      }
      return Array(words.dropFirst())
    }
  }

  static let examples: [Example] = {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let text = Shell.run(["cat", "/\(folder)/docs/history.md"]).output
    var examples: [Example] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line == "```console" || line == "```" {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        examples.append(Example(command: String(line.dropFirst(2))))
      } else if isInside {
        examples[examples.count - 1].lines.append(line)
      }
    }
    return examples
  }()

  @Test func thereAreExamples() { #expect(Self.examples.count >= 8) }

  @Test(arguments: examples) func isTrue(_ example: Example) {
    let run = CommandRun(example.words, in: DemoRepository.path)
    #expect(run.status == .success, "\(run.errors)")
    var rest = run.golden.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var mayLeaveOut = false
    for line in example.lines {
      if line == "…" {
        mayLeaveOut = true
        continue
      }
      if mayLeaveOut { rest = rest.drop { $0 != line } }
      #expect(rest.first.map(String.init) == line, "\(run.golden)")
      rest = rest.dropFirst()
      mayLeaveOut = false
    }
  }
}
