import Commands
import TestSupport

/// A small repository with sources of a test's own, on which the clock is the test's.
final class SourceRepository {
  private let builder = RepositoryBuilder()
  /// The time of the next delivery, in seconds since 1970-01-01T00:00:00Z.
  var now: Int64 = 1_790_900_000

  var path: String { builder.path }

  /// Creates a repository with one team; `sources` are files of sources without their first lines.
  init(_ sources: [String: String]) {
    builder.write("format: 1\n", to: "cmdb.yaml")
    builder.write(
      "id: platform\nclass: team\nname: Platform\nlifecycle: active\n"
        + "contact: { mail: platform@example.net }\n",
      to: "records/team/platform.yaml"
    )
    builder.write(
      "id: ada\nclass: person\nname: Ada\nlifecycle: active\nauthors: [ada@example.net]\n"
        + "relations: { member_of: [team/platform] }\n",
      to: "records/person/ada.yaml"
    )
    for (name, text) in sources { describe(name, text) }
    commit("Begin")
  }

  func describe(_ source: String, _ text: String) {
    let format = text.contains("format:") ? "" : "format: observations\n"
    let kind = text.contains("kind:") ? "" : "kind: discovery\n"
    builder.write(
      "source: \(source)\n\(kind)\(format)owner: team/platform\n\(text)\n",
      to: "sources/\(source).yaml"
    )
  }

  /// A person writes a server; `rest` are further lines.
  func server(_ id: String, _ rest: String = "") {
    builder.write(
      "id: \(id)\nclass: server\nname: \(id)\nowner: team/platform\nlifecycle: discovered\n\(rest)\n",
      to: "records/server/\(id).yaml"
    )
  }

  @discardableResult
  func commit(_ message: String, at time: Int64? = nil, by author: String? = nil) -> String {
    _ = Shell.run(["git", "-C", path, "add", "--all"])
    var environment: [String: String] = [:]
    let moment = "\(time ?? now) +0000"
    environment["GIT_AUTHOR_DATE"] = moment
    environment["GIT_COMMITTER_DATE"] = moment
    if let author {
      environment["GIT_AUTHOR_NAME"] = author
      environment["GIT_AUTHOR_EMAIL"] = "sync@cmdb.invalid"
    }
    let words = ["git", "-C", path, "commit", "--quiet", "--no-verify", "--allow-empty", "-m"]
    let outcome = Shell.run(words + [message], environment: environment)
    precondition(outcome.status == 0, outcome.errors)
    now += 60
    return git("rev-parse", "HEAD")
  }

  func write(_ text: String, to file: String) { builder.write(text, to: file) }
  func read(_ file: String) -> String { builder.read(file) }
  func remove(_ file: String) { builder.remove(file) }

  @discardableResult
  func git(_ words: String...) -> String {
    Shell.run(["git", "-C", path] + words).output.trimmed
  }

  func run(_ words: [String], input: String = "") -> CommandRun {
    CommandRun(words, in: path, now: now, input: input)
  }

  func run(_ words: String...) -> CommandRun { run(words) }

  /// Runs what a finding prints, as a shell would read it.
  func runPrinted(_ command: String) -> CommandRun {
    let lines = Shell.run(["sh", "-c", "for word in \(command); do echo \"$word\"; done"]).output
    return run(Array(lines.split(separator: "\n").map(String.init).dropFirst()))
  }

  /// Delivers observations.
  @discardableResult
  func deliver(_ source: String, _ text: String, kind: String = "observations") -> CommandRun {
    defer { now += 60 }
    return run(["import", kind, "--source", source, "-", "--format", "json"], input: text)
  }

  /// Says one thing of a server.
  @discardableResult
  func say(_ source: String, _ key: String, _ attributes: String) -> CommandRun {
    deliver(source, "{\"class\":\"server\",\"key\":\"\(key)\",\"attributes\":{\(attributes)}}\n")
  }

  @discardableResult
  func sync() -> CommandRun { run("sync", "--once", "--format", "json") }

  func show(_ ref: String) -> String { run("show", ref).output }
  func findings() -> String { run("findings", "--format", "json").output }
}
