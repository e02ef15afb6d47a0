import Git

/// Runs other programs in tests: real git, with a fixed clock and fixed people.
public enum Shell {
  /// What a program printed, and how it ended.
  public struct Outcome: Sendable {
    /// The exit status.
    public let status: Int32
    /// Standard output.
    public let output: String
    /// Standard error.
    public let errors: String
  }

  /// The environment of every child: nothing of the machine's configuration counts.
  public static let environment: [String: String] = [
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "TZ": "UTC",
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_AUTHOR_NAME": "Ada Byron", "GIT_AUTHOR_EMAIL": "ada@example.net",
    "GIT_COMMITTER_NAME": "Ada Byron", "GIT_COMMITTER_EMAIL": "ada@example.net",
    "GIT_AUTHOR_DATE": "1764000000 +0000", "GIT_COMMITTER_DATE": "1764000000 +0000",
  ]

  /// Runs a program and waits for it.
  public static func run(
    _ words: [String],
    environment extra: [String: String] = [:],
    input: String = ""
  ) -> Outcome {
    do {
      let result = try ChildProcess.run(
        words,
        environment: environment.merging(extra) { _, new in new },
        input: Array(input.utf8)
      )
      return Outcome(
        status: result.status,
        output: String(decoding: result.output, as: UTF8.self),
        errors: String(decoding: result.errors, as: UTF8.self)
      )
    } catch {
      return Outcome(status: 127, output: "", errors: "\(error)")
    }
  }
}
