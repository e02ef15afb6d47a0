import Git

/// A data repository of a test's own, made and changed by real git.
public final class RepositoryBuilder {
  /// One of the people who commit in tests.
  public enum Person: String, Sendable {
    case ada = "Ada Byron <ada@example.net>"
    case bob = "Bob Kahn <bob@example.net>"
    case eve = "Eve Curie <eve@example.net>"
  }

  private let folder = TemporaryFolder()
  /// The seconds since 1970 at which the next commit is made; each commit moves it by a minute.
  public private(set) var clock: Int64 = 1_764_000_000

  /// The top of the working tree.
  public var path: String { folder.path }

  /// Creates an empty repository whose branch is `main`.
  public init(bare: Bool = false) {
    git(["init", "--quiet", "--initial-branch=main"] + (bare ? ["--bare"] : []))
  }

  /// Lets days pass before the next commit.
  public func advance(days: Int64) { clock += days * 86_400 }

  /// Writes a file of the working tree.
  public func write(_ text: String, to file: String) {
    let target = "\(path)/\(file)"
    let parent = target[..<target.lastIndex(of: "/")!]
    precondition(Shell.run(["mkdir", "-p", String(parent)]).status == 0)
    precondition(
      Shell.run(["sh", "-c", "cat > \"$1\"", "sh", target], input: text).status == 0
    )
  }

  /// Reads a file of the working tree.
  public func read(_ file: String) -> String { Shell.run(["cat", "\(path)/\(file)"]).output }

  /// Removes a file of the working tree.
  public func remove(_ file: String) { _ = Shell.run(["rm", "-rf", "\(path)/\(file)"]) }

  /// Commits everything that the working tree holds, and returns the commit's id.
  @discardableResult
  public func commit(_ message: String, by person: Person = .ada) -> String {
    git(["add", "--all"])
    git(["commit", "--quiet", "--allow-empty", "--no-verify", "--message", message], by: person)
    clock += 60
    return head
  }

  /// The id of the commit that HEAD names.
  public var head: String { git(["rev-parse", "HEAD"]).output.trimmed }

  /// Runs git in the repository; a failure ends the test run.
  @discardableResult
  public func git(_ words: [String], by person: Person = .ada, expecting status: Int32 = 0)
    -> Shell.Outcome
  {
    let outcome = tryGit(words, by: person)
    precondition(outcome.status == status, "git \(words): \(outcome.errors)\(outcome.output)")
    return outcome
  }

  /// Runs git in the repository.
  public func tryGit(
    _ words: [String],
    by person: Person = .ada,
    environment: [String: String] = [:]
  ) -> Shell.Outcome {
    let parts = person.rawValue.split(separator: "<")
    let name = String(parts[0].dropLast())
    let email = String(parts[1].dropLast())
    var variables = [
      "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_COMMITTER_NAME": name,
      "GIT_COMMITTER_EMAIL": email, "GIT_AUTHOR_DATE": "\(clock) +0000",
      "GIT_COMMITTER_DATE": "\(clock) +0000",
    ]
    variables.merge(environment) { _, new in new }
    return Shell.run(["git", "-C", path] + words, environment: variables)
  }
}

extension String {
  /// The text without white space at both ends.
  public var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
