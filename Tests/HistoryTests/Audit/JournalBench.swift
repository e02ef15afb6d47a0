import Diagnostics
import Git
import History
import Records
import TestSupport
import Validation

/// A repository with a journal of eight entries and the checkpoints of three of them (3, 5 and 7),
/// which tests tamper with.
final class JournalBench {
  /// One entry as it is written anew.
  struct Link {
    var entry: JournalEntry
    var tree: String
    /// What the commit says instead of the entry.
    var message: String?
    /// The parents that the commit has instead of the entry's.
    var parents: [ObjectID]?
    /// The time that the commit bears instead of the entry's.
    var time: Int64?
  }

  private let folder = TemporaryFolder()
  private let keys: SigningKeys
  let path: String
  private var clock: Int64 = 1_790_000_000

  /// What every copy is made of.
  private struct Original: Sendable {
    var folder: TemporaryFolder
    var path: String
    var clock: Int64
    var keys: SigningKeys
  }

  private static let original = SigningKeys.shared.map { keys in
    do {
      let made = try JournalBench(making: keys)
      return Original(folder: made.folder, path: made.path, clock: made.clock, keys: keys)
    } catch {
      fatalError("the journal of the tests cannot be made: \(error)")
    }
  }

  /// A copy of the repository; nil where nothing can be signed here.
  init?() {
    guard let original = Self.original else { return nil }
    keys = original.keys
    path = "\(folder.path)/copy"
    clock = original.clock
    precondition(Shell.run(["cp", "-a", original.path, path]).status == 0)
  }

  /// A clone of another repository.
  init?(cloning other: JournalBench) {
    keys = other.keys
    path = "\(folder.path)/clone"
    clock = other.clock
    guard Shell.run(["git", "clone", "--quiet", other.path, path]).status == 0 else { return nil }
  }

  private init(making keys: SigningKeys) throws {
    self.keys = keys
    path = "\(folder.path)/original"
    _ = Shell.run(["git", "init", "--quiet", "--initial-branch=main", path])
    edit("cmdb.yaml", "format: 1\nservice: { keys: [\(keys.line("service"))] }\n")
    edit("records/team/platform.yaml", RangeBench.team("platform"))
    try deliver("one")
    edit("records/person/ada.yaml", RangeBench.person("ada", "platform"))
    try deliver("two")
    edit("policy/own.yaml", "standards: []\n")
    try checkpoint()
    try deliver("three")
    try checkpoint()
    edit("records/person/bob.yaml", RangeBench.person("bob", "platform"))
    try checkpoint()
  }

  var repository: Repository { get throws { try Repository.open(at: path) } }

  @discardableResult
  func git(_ words: String..., input: String = "", environment: [String: String] = [:]) -> String {
    var variables = [
      "GIT_AUTHOR_DATE": "\(clock) +0000", "GIT_COMMITTER_DATE": "\(clock) +0000",
    ]
    variables.merge(environment) { _, new in new }
    let outcome = Shell.run(["git", "-C", path] + words, environment: variables, input: input)
    precondition(outcome.status == 0, "\(words): \(outcome.errors)")
    return outcome.output.trimmed
  }

  /// Commits a file to main.
  func edit(_ file: String, _ text: String) {
    let write = "mkdir -p \"$(dirname \"$1\")\" && cat > \"$1\""
    _ = Shell.run(["sh", "-c", write, "sh", "\(path)/\(file)"], input: text)
    git("add", "--all")
    git("commit", "--quiet", "--no-verify", "--message", "Edit \(file)")
    clock += 60
  }

  /// Delivers to the branch of a source, with an entry.
  func deliver(_ text: String) throws {
    let blob = git("hash-object", "-w", "--stdin", input: text)
    let tree = git("mktree", input: "100644 blob \(blob)\tsaid\n")
    let branch = "refs/heads/discovery/glpi"
    let before = Shell.run(["git", "-C", path, "rev-parse", "--verify", "--quiet", branch]).output
    let words = before.isEmpty ? [] : ["-p", before.trimmed]
    let commit = Shell.run(
      ["git", "-C", path, "commit-tree", tree, "-m", "Deliver"] + words,
      environment: ["GIT_COMMITTER_DATE": "\(clock) +0000"]
    ).output.trimmed
    git("update-ref", branch, commit)
    clock += 60
    let delivery = JournalEntry.Delivery(
      source: "glpi",
      content: [Array(text.utf8)],
      commit: ObjectID(hex: commit)!
    )
    try JournalWriter(repository, main: "refs/heads/main")
      .acknowledge([delivery], on: [branch], at: clock)
  }

  /// Appends a checkpoint, and returns `SEQ:DIGEST`.
  @discardableResult
  func checkpoint(by name: String = "service") throws -> String {
    clock += 60
    let written = try JournalWriter(repository, main: "refs/heads/main")
      .checkpoint(at: clock) { keys.sign($0.text, by: name) }
    return "\(written.signed.checkpoint.seq):\(written.signed.checkpoint.digest)"
  }

  /// The entries, the oldest first.
  var links: [Link] {
    get throws {
      var links: [Link] = []
      let journal = Journal(try repository)
      guard let head = try journal.head() else { return [] }
      try journal.walk(from: head) { id, entry in
        links.append(Link(entry: entry, tree: git("rev-parse", "\(id)^{tree}")))
        return true
      }
      return links.reversed()
    }
  }

  /// Writes the journal anew, each entry after the one before it, as somebody would who wants it to
  /// look whole.
  func rewrite(_ links: [Link]) {
    var head: ObjectID?
    for var link in links {
      link.entry.previous = head
      let time = "\(link.time ?? link.entry.time) +0000"
      let parents = (link.parents ?? link.entry.parents).flatMap { ["-p", $0.hex] }
      var identity = ["GIT_COMMITTER_DATE": time, "GIT_AUTHOR_DATE": time]
      for role in ["AUTHOR", "COMMITTER"] {
        identity["GIT_\(role)_NAME"] = JournalIdentity.name
        identity["GIT_\(role)_EMAIL"] = JournalIdentity.email
      }
      let outcome = Shell.run(
        ["git", "-C", path, "commit-tree", link.tree, "-F", "-"] + parents,
        environment: identity,
        input: link.message ?? link.entry.message
      )
      head = ObjectID(hex: outcome.output.trimmed)
    }
    git("update-ref", "refs/heads/journal", head!.hex)
  }

  /// A tree without, or with another, file of a checkpoint.
  func tree(_ tree: String, _ checkpoint: Int, _ text: String?) -> String {
    let index = ["GIT_INDEX_FILE": "\(path)/.git/tampering"]
    git("read-tree", tree, environment: index)
    let file = "checkpoints/\(checkpoint).json"
    if let text {
      let blob = git("hash-object", "-w", "--stdin", input: text)
      git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(file)", environment: index)
    } else {
      git("update-index", "--force-remove", file, environment: index)
    }
    return git("write-tree", environment: index)
  }

  /// Judges the journal.
  func verdict(expecting text: String? = nil, trusting file: String? = nil) throws
    -> JournalAudit.Verdict
  {
    let repository = try repository
    return try JournalAudit(
      repository,
      main: "refs/heads/main",
      keys: CheckpointKeys(
        repository,
        builtIn: RangeBench.builtIn,
        trusted: file.flatMap { AllowedKey.keys(in: $0, namespace: Checkpoint.namespace) }
      )
    ).verdict(expecting: text.flatMap { JournalAudit.Expectation($0) })
  }

  /// What is wrong: the rules with the entry that each objects to.
  func wrong(expecting text: String? = nil, trusting file: String? = nil) throws -> Set<String> {
    Set(
      try verdict(expecting: text, trusting: file).findings
        .map { "\($0.finding.rule.suffix(4)) at \($0.seq ?? 0)" }
    )
  }

  /// The public key of that name.
  func key(_ name: String) -> String { keys.line(name) }
}
