internal import Glibc

/// Shows a long answer page by page, on a terminal only: as git does, by the program that `GIT_PAGER`
/// or `PAGER` names, else by `less`, which prints what fits on one screen and ends.
public struct Pager {
  /// The commands whose answers can be long.
  private static let commands: Set<String> = ["log", "blame", "diff", "show", "ls", "findings"]

  private let process: pid_t

  /// Starts a pager and sends standard output to it; nil where none is wanted, or none can be started.
  public static func start(for words: [String], in context: CommandContext) -> Pager? {
    // `-C DIR` stands before the command, as with git.
    let own = words.first == "-C" ? words.dropFirst(2) : words[...]
    guard context.terminal.isInteractive, let command = own.first, commands.contains(command),
      !own.contains("--help"), !own.contains("-h")
    else { return nil }
    let environment = context.environment
    let program = environment["GIT_PAGER"] ?? environment["PAGER"] ?? usual(environment)
    if program.isEmpty || program == "cat" { return nil }
    return Pager(program, environment)
  }

  /// `less` where it is installed: an answer must not be lost to a pager that is not there.
  private static func usual(_ environment: [String: String]) -> String {
    let folders = environment["PATH", default: ""].split(separator: ":")
    return folders.contains { access("\($0)/less", X_OK) == 0 } ? "less" : ""
  }

  private init?(_ program: String, _ environment: [String: String]) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    // The pager must not hold the end that it waits for.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    let settings = ["LESS": "FRX", "LV": "-c"].merging(environment) { _, given in given }
    let texts = ["/bin/sh", "-c", program]
    var words: [UnsafeMutablePointer<CChar>?] = texts.map { (text: String) in strdup(text) }
    var variables: [UnsafeMutablePointer<CChar>?] = settings.map { (name, value) in
      strdup("\(name)=\(value)")
    }
    words.append(nil)
    variables.append(nil)
    defer { (words + variables).forEach { free($0) } }
    var child: pid_t = 0
    // SAFETY: both arrays end in NULL and live until the call returns.
    let status = posix_spawn(&child, "/bin/sh", &actions, nil, &words, &variables)
    guard status == 0, dup2(ends[1], STDOUT_FILENO) >= 0 else {
      close(ends[1])
      return nil
    }
    close(ends[1])
    process = child
  }

  /// Tells the pager that the answer has ended, and waits until its reader has seen enough.
  public func finish() {
    close(STDOUT_FILENO)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }
}
