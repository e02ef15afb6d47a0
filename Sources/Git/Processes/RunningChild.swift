internal import CLibgit2
internal import Glibc

/// A running program with its standard streams; stopped and reaped with the value.
struct RunningChild: ~Copyable {
  private static let keptErrors = 1 << 20

  private var process: pid_t = 0
  private var input: Int32 = -1
  private var output: Int32 = -1
  private var errors: Int32 = -1

  init(_ words: [String], environment: [String: String], directory: String?) throws(GitError) {
    guard let program = words.first else { throw GitError(.childFailed, "run", "no program named") }
    // Sockets, not pipes: a program that stops reading must not end this one by SIGPIPE, and only
    // for a socket can that be said call by call.
    let streams = [try Self.pair(), try Self.pair(), try Self.pair()]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream.theirs, Int32(number))
    }
    // What others in this process opened without closing it for children is none of the child's.
    cmdb_spawn_closing_from(&actions, 3)
    if let directory { cmdb_spawn_in_folder(&actions, directory) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    Self.restoreSignals(&attributes)
    let path = Self.find(program, environment["PATH"] ?? "/usr/bin:/bin")
    let code = Self.withCStrings(words) { arguments in
      Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
        posix_spawn(&process, path, &actions, &attributes, arguments, variables)
      }
    }
    for stream in streams { close(stream.theirs) }
    guard code == 0 else {
      for stream in streams { close(stream.ours) }
      process = 0
      throw GitError(
        .childFailed,
        "run \(program)",
        String(cString: strerror(code)),
        at: directory,
        remedy: code == ENOENT ? "install \(program), or put it on the PATH" : nil
      )
    }
    (input, output, errors) = (streams[0].ours, streams[1].ours, streams[2].ours)
    shutdown(output, Int32(SHUT_WR))
    shutdown(errors, Int32(SHUT_WR))
  }

  deinit {
    for descriptor in [input, output, errors] where descriptor >= 0 { close(descriptor) }
    if process > 0 {
      kill(process, SIGKILL)
      _ = Self.reap(process)
    }
  }

  /// Feeds the input and hands out the output until the program closes its streams, or `read` wants
  /// no more; returns what the program said on standard error.
  mutating func exchange(
    _ bytes: [UInt8],
    _ read: (ArraySlice<UInt8>) throws(GitError) -> Bool
  ) throws(GitError) -> [UInt8] {
    var said: [UInt8] = []
    var sent = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    if bytes.isEmpty { Self.end(&input) }
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
      if polls[0].revents != 0 {
        let count = Self.receive(output, into: &buffer)
        if count == 0 { Self.end(&output) }
        if count > 0, try !read(buffer[..<count]) { return said }
      }
      if polls[1].revents != 0 {
        let count = Self.receive(errors, into: &buffer)
        if count == 0 { Self.end(&errors) }
        if count > 0, said.count < Self.keptErrors { said += buffer[..<count] }
      }
      if polls[2].revents != 0, !send(bytes, from: &sent) || sent == bytes.count {
        Self.end(&input)
      }
    }
    return said
  }

  /// Asks the program to end.
  mutating func stop() {
    Self.end(&output)
    Self.end(&errors)
    Self.end(&input)
    if process > 0 { kill(process, SIGTERM) }
  }

  /// Waits for the end, and returns the exit status; 128 and the signal's number where a signal
  /// ended it.
  mutating func wait() -> Int32 {
    let status = Self.reap(process)
    process = 0
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func reap(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      // Only another part of the program that waits for any child can cause anything but EINTR.
      if errno != EINTR { return 0 }
    }
    return status
  }

  /// Sends what the program will take now; false where it takes no more.
  private func send(_ bytes: [UInt8], from sent: inout Int) -> Bool {
    let start = sent
    let count = bytes.withUnsafeBytes {
      // SAFETY: the buffer is the array's own and has bytes.count - start bytes from start on.
      Glibc.send(
        input,
        $0.baseAddress.map { $0 + start },
        $0.count - start,
        Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
      )
    }
    if count >= 0 { sent += count }
    return count >= 0 || errno == EAGAIN || errno == EINTR
  }

  /// Receives what is there; zero at the end, below zero where the call is to be tried again.
  private static func receive(_ descriptor: Int32, into buffer: inout [UInt8]) -> Int {
    // SAFETY: read writes at most the buffer's length into it.
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    if count < 0 { return errno == EINTR || errno == EAGAIN ? -1 : 0 }
    return count
  }

  private static func end(_ descriptor: inout Int32) {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  private static func pair() throws(GitError) -> (ours: Int32, theirs: Int32) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw SystemFile.failure("open", "a pair of sockets")
    }
    return (ends[0], ends[1])
  }

  /// What this program ignores or blocks, its children shall not.
  private static func restoreSignals(_ attributes: inout posix_spawnattr_t) {
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
    )
  }

  private static func find(_ program: String, _ path: String) -> String {
    if program.contains("/") { return program }
    for folder in path.split(separator: ":") where access("\(folder)/\(program)", X_OK) == 0 {
      return "\(folder)/\(program)"
    }
    return program
  }

  private static func withCStrings(
    _ texts: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    var pointers = texts.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    // SAFETY: the array ends in NULL and lives through the call, as do the strings in it.
    return pointers.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map(body) ?? EINVAL
    }
  }
}
