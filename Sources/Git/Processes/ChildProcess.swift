/// Runs other programs and waits for them.
///
/// The call is synchronous on purpose: its callers are, and an asynchronous runner behind a
/// semaphore would wait on the very pool that it needs (docs/decisions/0001).
public enum ChildProcess {
  /// What a program printed, and how it ended.
  public struct Result: Sendable {
    /// The exit status; 128 and the signal's number where a signal ended it.
    public let status: Int32
    /// Standard output; empty where it was handed out piece by piece.
    public let output: [UInt8]
    /// Standard error, up to a mebibyte of it.
    public let errors: [UInt8]
  }

  /// Runs a program, found on the PATH of `environment`, with exactly that environment.
  ///
  /// - Parameters:
  ///   - words: The program and its arguments.
  ///   - environment: All variables that the program gets.
  ///   - input: What it finds on standard input.
  ///   - directory: Where it runs; the caller's own folder where there is none.
  /// - Throws: `childFailed` where the program cannot be started; how it ends is the caller's to
  ///   judge.
  public static func run(
    _ words: [String],
    environment: [String: String],
    input: [UInt8] = [],
    directory: String? = nil
  ) throws(GitError) -> Result {
    var output: [UInt8] = []
    var child = try RunningChild(words, environment: environment, directory: directory)
    let errors = try child.exchange(input) { piece throws(GitError) in
      output.append(contentsOf: piece)
      return true
    }
    return Result(status: child.wait(), output: output, errors: errors)
  }

  /// Runs a program and hands out what it prints piece by piece, so that nothing is kept that nobody
  /// wants; where `read` answers false, the program is stopped.
  public static func stream(
    _ words: [String],
    environment: [String: String],
    input: [UInt8] = [],
    directory: String? = nil,
    _ read: (ArraySlice<UInt8>) throws(GitError) -> Bool
  ) throws(GitError) -> Result {
    var child = try RunningChild(words, environment: environment, directory: directory)
    var isStopped = false
    let errors = try child.exchange(input) { piece throws(GitError) in
      if try read(piece) { return true }
      isStopped = true
      return false
    }
    if isStopped { child.stop() }
    let status = child.wait()
    return Result(status: isStopped ? 0 : status, output: [], errors: errors)
  }
}
