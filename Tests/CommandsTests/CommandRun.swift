import Commands
import Glibc
import TestSupport

/// One command, run in the test's own process.
struct CommandRun: Sendable {
  /// The exit status.
  let status: ExitStatus
  /// What went to standard output.
  let output: String
  /// What went to standard error.
  let errors: String

  /// Runs one command line.
  init(
    _ words: [String],
    in directory: String,
    now: Int64 = 1_795_514_400,
    input: String = "",
    environment: [String: String] = [:]
  ) {
    let output = OutputSink.buffer()
    let errors = OutputSink.buffer()
    let context = CommandContext(
      terminal: Terminal(output: output, errors: errors),
      environment: Shell.environment.merging(environment) { _, new in new },
      directory: directory,
      now: now,
      readInput: { Array(input.utf8) }
    )
    status = Program.run(words, in: context)
    self.output = output.text
    self.errors = errors.text
  }

  /// Runs one command line whose words are separated by single spaces.
  init(_ line: String, in directory: String, now: Int64 = 1_795_514_400) {
    self.init(line.split(separator: " ").map(String.init), in: directory, now: now)
  }

  /// Both outputs and the exit status, with object ids made alike: they follow from every byte of
  /// the sample, and say nothing that the rest does not.
  var golden: String {
    var text = ""
    if !output.isEmpty { text += output }
    if !errors.isEmpty { text += "--- standard error\n\(errors)" }
    return Self.withoutIds(text) + "--- exit status \(status.rawValue)\n"
  }

  private static func withoutIds(_ text: String) -> String {
    var result = ""
    var run = ""
    func flush() {
      let isId = [8, 12, 40, 64].contains(run.count) && run.contains(where: \.isNumber)
      result += isId ? String(repeating: "#", count: run.count) : run
      run = ""
    }
    for letter in text {
      if "0123456789abcdef".contains(letter) {
        run.append(letter)
      } else {
        flush()
        result.append(letter)
      }
    }
    flush()
    return result
  }

  /// The program as it was built beside the tests, for what git executes.
  static let program: String = {
    let path = Shell.run(["readlink", "/proc/\(getpid())/exe"]).output.trimmed
    return path[..<(path.lastIndex(of: "/") ?? path.startIndex)] + "/cmdb"
  }()
}
