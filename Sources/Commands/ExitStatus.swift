/// What a command tells the shell.
public enum ExitStatus: Int32, Sendable {
  /// Fine.
  case success = 0
  /// The answer is "no": invalid, out of compliance, no such record.
  case no = 1
  /// The command line is wrong.
  case usage = 2
  /// The repository, the server or the network failed.
  case failure = 3
}
