internal import Glibc
internal import Snapshots

extension CommandContext {
  /// The context of the running process: its streams, environment, folder and clock.
  public static func process() -> CommandContext {
    // A reader that goes away shows as a failed write, not as a signal that kills us.
    signal(SIGPIPE, SIG_IGN)
    let environment = processEnvironment()
    let isInteractive = isatty(STDOUT_FILENO) == 1
    let wantsColour =
      isInteractive && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
    let terminal = Terminal(
      output: .descriptor(STDOUT_FILENO),
      errors: .descriptor(STDERR_FILENO),
      isInteractive: isInteractive,
      showsProgress: isatty(STDERR_FILENO) == 1,
      hasColour: wantsColour,
      width: environment["COLUMNS"].flatMap { Int($0) } ?? 80,
      seconds: monotonicSeconds
    )
    return CommandContext(
      terminal: terminal,
      environment: environment,
      directory: currentDirectory(),
      now: now(environment),
      readInput: { try DescriptorContent.all(of: STDIN_FILENO, path: "standard input") }
    )
  }

  private static func processEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    // SAFETY: environ is a NULL-terminated array that nobody changes while the program starts.
    while let text = entry.pointee {
      let pair = String(cString: text)
      if let equals = pair.firstIndex(of: "=") {
        variables[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }

  private static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func currentDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// The clock, or the second that `CMDB_NOW` names: runs that must repeat set it.
  private static func now(_ environment: [String: String]) -> Int64 {
    environment["CMDB_NOW"].flatMap { Int64($0) } ?? Int64(time(nil))
  }
}
