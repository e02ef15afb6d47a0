import Commands
import TestSupport

/// Runs commands in the test's own process.
public struct CommandRun: Sendable {
  /// The exit status.
  public let status: ExitStatus
  /// What went to standard output.
  public let output: String
  /// What went to standard error.
  public let errors: String

  /// Runs one command line, split at spaces where no list is given.
  public init(
    _ words: [String],
    in directory: String,
    now: Int64 = 1_795_510_800,
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
}
