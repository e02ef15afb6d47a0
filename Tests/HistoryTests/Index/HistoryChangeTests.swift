import Documents
import Git
import History
import Records
import Snapshots
import TestSupport
import Testing

/// What becomes of the index when history or classes change under it.
@Suite struct HistoryChangeTests {
  let world = RandomWorld(seed: 17, commits: 40, movesFolders: false)

  func log(_ history: IndexHistory, _ commit: ObjectID) throws -> [String] {
    var text: [String] = []
    try history.walk(from: commit) {
      text += HistoryAgreementTests.Text.of($0)
      return true
    }
    return text
  }

  func walked(_ repository: Repository, _ commit: ObjectID, _ catalogue: ClassCatalogue) throws
    -> [String]
  {
    var text: [String] = []
    try ChangeLog(RecordVersions(repository, catalogue: catalogue)).walk(from: commit) {
      text += HistoryAgreementTests.Text.of($0)
      return true
    }
    return text
  }

  @Test func aDeepenedCloneIsReadAgain() throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/clone.git"
    let tip = world.ids[world.main]
    func git(_ words: [String]) {
      let outcome = Shell.run(["git"] + words)
      precondition(outcome.status == 0, outcome.errors)
    }
    git(["-C", world.path, "update-ref", "refs/heads/main", tip])
    git([
      "clone", "-q", "--bare", "--depth=4", "--single-branch", "--branch=main",
      "file://\(world.path)", path,
    ])
    for step in 0..<3 {
      if step == 1 { git(["-C", path, "fetch", "-q", "--deepen=3", "origin", "main"]) }
      if step == 2 { git(["-C", path, "fetch", "-q", "--unshallow", "origin", "main"]) }
      let repository = try Repository.open(at: path, environment: Shell.environment)
      let index = RecordIndex(repository)
      try index.bringUpToDate(to: world.mainID, catalogue: IndexClasses.catalogue)
      let history = try index.history(IndexClasses.catalogue)
      let expected = try walked(repository, world.mainID, IndexClasses.catalogue)
      #expect(try log(history, world.mainID) == expected)
      index.close()
    }
  }

  /// A reworded schema changes nothing; a list that is keyed otherwise changes everything.
  @Test func classesAreComparedByWhatTheyMean() throws {
    let repository = try world.open()
    let index = RecordIndex(repository)
    try index.bringUpToDate(to: world.mainID, catalogue: IndexClasses.catalogue)
    func changed(_ old: String, _ new: String) -> ClassCatalogue {
      ClassCatalogue(
        IndexClasses.files.map { file in
          var text = String(decoding: file.source, as: UTF8.self)
          if let place = text.firstRange(of: old) { text.replaceSubrange(place, with: new) }
          return SchemaFile(name: file.name, origin: .builtIn, source: Array(text.utf8))
        }
      )
    }
    let reworded = changed("properties:", "description: other words\nproperties:")
    #expect(try log(index.history(reworded), world.mainID).count > 0)
    let rekeyed = changed("x-key: name", "x-key: mac")
    #expect { try index.history(rekeyed) } throws: {
      ($0 as? IndexFailure)?.reason == .otherClasses
    }
    for catalogue in [reworded, rekeyed, IndexClasses.catalogue] {
      try index.bringUpToDate(to: world.mainID, catalogue: catalogue)
      let expected = try walked(repository, world.mainID, catalogue)
      #expect(try log(index.history(catalogue), world.mainID) == expected)
    }
  }

  /// After a force-push what was indexed stays true of its commits, and the new ones are added.
  @Test func rewrittenHistoryIsAddedBesideTheOld() throws {
    let repository = try world.open()
    let index = RecordIndex(repository)
    try index.bringUpToDate(to: world.mainID, catalogue: IndexClasses.catalogue)
    let tree = try repository.readCommit(world.mainID).tree.hex
    let outcome = Shell.run([
      "git", "-C", world.path, "commit-tree", tree, "-p", world.ids[3], "-m", "Rewritten",
    ])
    let rewritten = ObjectID(hex: outcome.output.trimmed)!
    let history = try index.history(IndexClasses.catalogue)
    #expect(try !history.knows(rewritten))
    #expect { try history.lines(of: "records/team/r3.yaml", at: rewritten) } throws: {
      ($0 as? IndexFailure)?.reason == .otherCommit
    }
    try index.bringUpToDate(to: rewritten, catalogue: IndexClasses.catalogue)
    for commit in [rewritten, world.mainID] {
      let expected = try walked(repository, commit, IndexClasses.catalogue)
      #expect(try log(index.history(IndexClasses.catalogue), commit) == expected)
    }
  }

  @Test func aDateIsTheFirstCommitNotLater() throws {
    let world = RandomWorld(seed: 23, commits: 50, isSkewed: true)
    let repository = try world.open()
    let index = RecordIndex(repository)
    try index.bringUpToDate(to: world.mainID, catalogue: IndexClasses.catalogue)
    let history = try index.history(IndexClasses.catalogue)
    for limit in stride(from: Int64(1_699_999_000), to: 1_700_003_000, by: 37) {
      var next: ObjectID? = world.mainID
      while let id = next {
        let commit = try repository.readCommit(id)
        if commit.committer.time <= limit { break }
        next = commit.parents.first
      }
      #expect(try history.commit(notAfter: limit, from: world.mainID) == next, "\(limit)")
    }
  }

  /// A blob of the past is gone: what needs it cannot be indexed, and that is not tried again and again.
  @Test func aHistoryWithHolesIsWalked() throws {
    let builder = RepositoryBuilder()
    let file = "records/thing/a.yaml"
    builder.write("id: a\nclass: thing\nname: one\n", to: file)
    builder.commit("made")
    let blob = builder.git(["rev-parse", "HEAD:\(file)"]).output.trimmed
    builder.write("id: a\nclass: thing\nname: two\n", to: file)
    builder.commit("changed")
    let object = "\(builder.path)/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
    _ = Shell.run(["mv", object, "\(builder.path)/kept"])
    let tip = ObjectID(hex: builder.head)!
    for _ in 0..<2 {
      let index = RecordIndex(try Repository.open(at: builder.path, environment: Shell.environment))
      #expect {
        try index.bringUpToDate(to: tip, catalogue: IndexClasses.catalogue)
      } throws: {
        let failure = $0 as? IndexFailure
        return failure?.reason == .incomplete && failure?.message.contains(blob) == true
      }
      #expect(index.status.failure?.reason == .missing)
      _ = Shell.run(["touch", "\(builder.path)/.git/cmdb/index.lock"])
    }
    _ = Shell.run(["mkdir", "-p", "\(builder.path)/.git/objects/\(blob.prefix(2))"])
    _ = Shell.run(["mv", "\(builder.path)/kept", object])
    let index = RecordIndex(try Repository.open(at: builder.path, environment: Shell.environment))
    try index.rebuild(to: tip, catalogue: IndexClasses.catalogue)
    #expect(try index.history(IndexClasses.catalogue).lines(of: file, at: tip)?.count == 3)
    try index.bringUpToDate(to: tip, catalogue: IndexClasses.catalogue)
  }

  @Test func aLogCanBeLeftEarly() throws {
    let index = RecordIndex(try world.open())
    try index.bringUpToDate(to: world.mainID, catalogue: IndexClasses.catalogue)
    let history = try index.history(IndexClasses.catalogue)
    var count = 0
    try history.walk(from: world.mainID) { _ in
      count += 1
      return count < 3
    }
    #expect(count == 3)
  }

  /// Names and messages in other encodings, before 1970, and with what a terminal would obey.
  @Test func oddCommitsAreKeptAsTheyAre() throws {
    let builder = RepositoryBuilder()
    builder.write("id: a\nclass: thing\nname: one\n", to: "records/thing/a.yaml")
    builder.git(["add", "--all"])
    let tree = builder.git(["write-tree"]).output.trimmed
    var parent = ""
    for (who, time) in [
      ("Ad\u{e9}l \u{1b}[31m \u{202e}x", "-5 +0000"), ("N\u{301}", "99999999999 +0000"),
      ("B\t\u{7}ob", "1764000000 +0100"),
    ] {
      let text =
        "tree \(tree)\n" + parent + "author \(who) <a@b> \(time)\ncommitter \(who) <a@b> \(time)\n"
        + "encoding ISO-8859-1\n\nOdd\u{1b}[0m\n"
      let outcome = Shell.run(
        ["git", "-C", builder.path, "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        input: text
      )
      parent = "parent \(outcome.output.trimmed)\n"
    }
    let tip = ObjectID(hex: parent.dropFirst(7).trimmed)!
    let repository = try Repository.open(at: builder.path, environment: Shell.environment)
    let index = RecordIndex(repository)
    try index.bringUpToDate(to: tip, catalogue: IndexClasses.catalogue)
    let history = try index.history(IndexClasses.catalogue)
    #expect(try log(history, tip) == walked(repository, tip, IndexClasses.catalogue))
    let versions = RecordVersions(repository, catalogue: IndexClasses.catalogue)
    let walkedLines = try AttributeBlame(versions).lines(of: "records/thing/a.yaml", at: tip)
    let lines = try history.lines(of: "records/thing/a.yaml", at: tip)
    #expect(
      HistoryAgreementTests.Text.of(lines) == HistoryAgreementTests.Text.of(walkedLines)
    )
  }
}

extension Substring {
  fileprivate var trimmed: String { String(self).trimmed }
}
