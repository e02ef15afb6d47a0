internal import CLibgit2
internal import Glibc

/// Runs other programs and waits for them.
///
/// The call is synchronous on purpose: its callers are, and an asynchronous runner behind a
/// semaphore would wait on the very pool that it needs (docs/decisions/0001).
public enum ChildProcess {
  /// What a program printed, and how it ended.
  public struct Result: Sendable {
    /// The exit status; 128 and the signal's number where a signal ended it.
    public let status: Int32
    /// Standard output.
    public let output: [UInt8]
    /// Standard error.
    public let errors: [UInt8]
  }

  /// A program that stops reading must show as a failed write, not as a signal that ends this one.
  private static let brokenPipesAreErrors: Bool = {
    signal(SIGPIPE, SIG_IGN)
    return true
  }()

  /// Runs a program, found on the PATH of `environment`, with exactly that environment.
  ///
  /// - Throws: `childFailed` where the program cannot be started.
  public static func run(
    _ words: [String],
    environment: [String: String],
    input: [UInt8] = [],
    directory: String? = nil
  ) throws(GitError) -> Result {
    _ = brokenPipesAreErrors
    var child = try Child(words, environment: environment, directory: directory)
    let (output, errors) = try child.exchange(input)
    return Result(status: child.wait(), output: output, errors: errors)
  }
}

/// A running program with its three pipes.
private struct Child: ~Copyable {
  private var process: pid_t = 0
  private var input: Int32 = -1
  private var output: Int32 = -1
  private var errors: Int32 = -1

  init(_ words: [String], environment: [String: String], directory: String?) throws(GitError) {
    guard let program = words.first else { throw GitError(.childFailed, "run", "no program named") }
    let pipes = [try Self.pipe(), try Self.pipe(), try Self.pipe()]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes[0].read, 0)
    posix_spawn_file_actions_adddup2(&actions, pipes[1].write, 1)
    posix_spawn_file_actions_adddup2(&actions, pipes[2].write, 2)
    if let directory { cmdb_spawn_in_folder(&actions, directory) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The program ignores SIGPIPE, its children shall not.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let path = Self.find(program, environment["PATH"] ?? "/usr/bin:/bin")
    let code = Self.withCStrings(words) { arguments in
      Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
        posix_spawn(&process, path, &actions, &attributes, arguments, variables)
      }
    }
    for end in [pipes[0].read, pipes[1].write, pipes[2].write] { close(end) }
    guard code == 0 else {
      for end in [pipes[0].write, pipes[1].read, pipes[2].read] { close(end) }
      throw GitError(
        .childFailed,
        "run \(program)",
        String(cString: strerror(code)),
        remedy: code == ENOENT ? "install it, or put it on the PATH" : nil
      )
    }
    (input, output, errors) = (pipes[0].write, pipes[1].read, pipes[2].read)
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
  }

  /// Feeds the input and gathers both outputs until the program closes them.
  mutating func exchange(_ bytes: [UInt8]) throws(GitError) -> ([UInt8], [UInt8]) {
    var (out, err): ([UInt8], [UInt8]) = ([], [])
    var sent = 0
    if bytes.isEmpty { closeInput() }
    while output >= 0 || errors >= 0 || input >= 0 {
      var polls = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
      ]
      if poll(&polls, 3, -1) < 0 {
        if errno == EINTR { continue }
        throw SystemFile.failure("wait for", "a program")
      }
      if polls[0].revents != 0, !Self.read(output, into: &out) {
        close(output)
        output = -1
      }
      if polls[1].revents != 0, !Self.read(errors, into: &err) {
        close(errors)
        errors = -1
      }
      if polls[2].revents != 0 {
        let count = bytes.withUnsafeBytes {
          // SAFETY: the buffer is the array's own and has bytes.count - sent bytes from sent on.
          write(input, $0.baseAddress.map { $0 + sent }, $0.count - sent)
        }
        if count >= 0 { sent += count }
        if sent == bytes.count || (count < 0 && errno != EAGAIN && errno != EINTR) { closeInput() }
      }
    }
    return (out, err)
  }

  /// Waits for the end.
  mutating func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private mutating func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  private static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    // SAFETY: read writes at most the buffer's length into it.
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    if count > 0 { bytes += buffer[..<count] }
    return count > 0 || (count < 0 && errno == EINTR)
  }

  private static func pipe() throws(GitError) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard cmdb_pipe(&ends, O_CLOEXEC) == 0 else { throw SystemFile.failure("open", "a pipe") }
    return (ends[0], ends[1])
  }

  private static func find(_ program: String, _ path: String) -> String {
    if program.contains("/") { return program }
    for folder in path.split(separator: ":") where access("\(folder)/\(program)", X_OK) == 0 {
      return "\(folder)/\(program)"
    }
    return program
  }

  private static func withCStrings<Result>(
    _ texts: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = texts.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    // SAFETY: the array ends in NULL and lives through the call, as do the strings in it.
    return pointers.withUnsafeMutableBufferPointer { buffer in
      body(buffer.baseAddress ?? UnsafeMutablePointer.allocate(capacity: 1))
    }
  }
}
