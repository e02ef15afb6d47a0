import Git
import TestSupport
import Testing

/// A git command that stops inside one of its hooks, until the test has looked at what the hook sees.
struct HookedCommand {
  /// The variables that the hook has.
  let environment: [String: String]
  /// The folder that the hook runs in.
  let directory: String
  private let folder: TemporaryFolder

  /// Starts `words` in `repository`; the hook belongs to `hookFolder`'s repository.
  init(_ words: [String], in repository: String, hook: String, of hookFolder: String) {
    folder = TemporaryFolder()
    let place = folder.path
    let script = """
      #!/bin/sh
      env -0 > \(place)/env; pwd > \(place)/cwd; echo > \(place)/ready; cat \(place)/go > \(place)/null
      """
    let prepared = Shell.run(
      [
        "sh", "-c",
        "mkfifo \(place)/ready \(place)/go \(place)/done && mkdir -p \(hookFolder) && cat > \(hookFolder)/\(hook) && chmod +x \(hookFolder)/\(hook)",
      ],
      input: script
    )
    precondition(prepared.status == 0, prepared.errors)
    let line = words.map { "'\($0)'" }.joined(separator: " ")
    let started = Shell.run([
      "sh", "-c",
      "cd \(repository) && (git \(line) > \(place)/out 2>&1; echo $? > \(place)/done) > /dev/null 2>&1 < /dev/null &",
    ])
    precondition(started.status == 0, started.errors)
    let said = Shell.run(["timeout", "60", "cat", "\(place)/ready"])
    precondition(
      said.status == 0,
      "the hook was not run: \(Shell.run(["cat", "\(place)/out"]).output)"
    )
    var environment: [String: String] = [:]
    for field in Shell.run(["cat", "\(place)/env"]).output.split(separator: "\0") {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      environment[String(parts[0])] = String(parts[1])
    }
    self.environment = environment
    directory = Shell.run(["cat", "\(place)/cwd"]).output.trimmed
  }

  /// Opens the repository as a program called by the hook does.
  func open() throws -> Repository {
    try Repository.openFromEnvironment(at: directory, environment: environment)
  }

  /// Lets the hook end, and returns the command's exit status.
  func finish() -> Int32 {
    let status = Shell.run([
      "sh", "-c", "echo > \(folder.path)/go; cat \(folder.path)/done",
    ]).output.trimmed
    return Int32(status) ?? -1
  }
}
