import Documents
import Git
import History
import Records
import SchemaLibrary
import Snapshots
import TestSupport
import Testing

/// Merges of commits without a working tree, in repositories that real git makes.
@Suite struct CommitMergeTests {
  let builder = RepositoryBuilder()
  static let web = "records/server/web-01.yaml"
  static let text = """
    id: web-01
    class: server
    name: web-01
    owner: team/a
    serial: SN-1
    tags: [a, b]
    cost: { currency: EUR, monthly: 10 }

    """

  init() {
    builder.write(Self.text, to: Self.web)
    builder.write("one\ntwo\nthree\nfour\nfive\n", to: "docs/guide.md")
    builder.commit("begin")
    builder.git(["branch", "theirs"])
  }

  /// Makes a commit on a branch.
  func on(_ branch: String, _ message: String = "change", _ edit: () -> Void) {
    builder.git(["checkout", "--quiet", branch])
    edit()
    builder.commit(message)
  }

  func replace(_ old: String, _ new: String, in path: String = Self.web) {
    builder.write(builder.read(path).replacing(old, with: new), to: path)
  }

  struct Merged {
    let outcome: CommitMerge.Outcome
    let files: MergedTreeFiles

    func read(_ path: String) throws -> String? {
      try files.content(at: path).map { String(decoding: $0, as: UTF8.self) }
    }

    var conflicts: [String] {
      outcome.conflicts.map { conflict in
        let what = conflict.reference?.description ?? conflict.path
        let attribute = conflict.attribute.map { " \($0)" } ?? ""
        return "\(conflict.kind.rawValue) \(what)\(attribute)"
      }
    }
  }

  func merge(_ ours: String = "main", _ theirs: String = "theirs", base: String? = nil) throws
    -> Merged
  {
    let repository = try Repository.open(at: builder.path, environment: Shell.environment)
    let builtIn = SchemaLibrary.files.map {
      SchemaFile(name: $0.name, origin: .builtIn, source: $0.source)
    }
    let outcome = try CommitMerge(repository, builtIn: builtIn).merge(
      repository.resolveCommit(ours),
      repository.resolveCommit(theirs),
      base: base.map { try repository.resolveCommit($0) }
    )
    var batch = ObjectBatch()
    let tree = try outcome.tree.store(in: &batch, repository)
    try repository.write(batch, durability: .none)
    // What is stored is what the files said.
    let listed = builder.git(["ls-tree", "-r", "--name-only", "-z", tree.hex]).output
      .split(separator: "\0").map(String.init)
    let files = MergedTreeFiles(repository, outcome.tree)
    #expect(try files.entries(below: "").map(\.path) == listed.sorted())
    return Merged(outcome: outcome, files: files)
  }

  @Test func editsOfOneRecordJoin() throws {
    on("main") { replace("owner: team/a", "owner: team/b") }
    on("theirs") { replace("serial: SN-1", "serial: SN-2") }
    let merged = try merge()
    #expect(merged.conflicts.isEmpty)
    #expect(
      try merged.read(Self.web)
        == Self.text.replacing("team/a", with: "team/b").replacing("SN-1", with: "SN-2")
    )
  }

  @Test func aConflictTellsTheThreeValues() throws {
    on("main") { replace("owner: team/a", "owner: team/b") }
    on("theirs") { replace("owner: team/a", "owner: team/c") }
    let merged = try merge()
    #expect(merged.conflicts == ["attribute server/web-01 owner"])
    let conflict = try #require(merged.outcome.conflicts.first)
    #expect([conflict.base, conflict.ours, conflict.theirs] == ["team/a", "team/b", "team/c"])
    #expect(try merged.read(Self.web)?.contains("<<<<<<< ours\nowner: team/b\n=======\n") == true)
  }

  @Test func aMovedRecordTakesTheOtherSidesEdits() throws {
    let new = "records/server/fra/web-01.yaml"
    on("main") {
      builder.git(["rm", "--quiet", "--cached", Self.web])
      builder.write(Self.text.replacing("EUR, monthly: 10", with: "USD, monthly: 99"), to: new)
      builder.remove(Self.web)
    }
    on("theirs") { replace("owner: team/a", "owner: team/c") }
    for merged in [try merge(), try merge("theirs", "main")] {
      #expect(merged.conflicts.isEmpty)
      #expect(try merged.read(Self.web) == nil)
      #expect(try merged.read(new)?.contains("owner: team/c") == true)
      #expect(try merged.read(new)?.contains("USD, monthly: 99") == true)
    }
  }

  @Test func aRecordThatBothMovedStaysWhereOursIs() throws {
    for (branch, folder) in [("main", "fra"), ("theirs", "ams")] {
      on(branch) {
        builder.write(Self.text, to: "records/server/\(folder)/web-01.yaml")
        builder.remove(Self.web)
      }
    }
    let merged = try merge()
    #expect(merged.conflicts == ["place server/web-01"])
    #expect(try merged.read("records/server/fra/web-01.yaml") == Self.text)
    #expect(try merged.read("records/server/ams/web-01.yaml") == nil)
  }

  @Test(arguments: ["identifier", "trailer", "likeness"])
  func aChangedClassTakesTheOtherSidesEdits(_ reason: String) throws {
    let new = "records/storage/web-01.yaml"
    let after: String
    switch reason {
    case "identifier":
      after = "id: web-01\nclass: storage\nserial: SN-1\nname: other\n"
    case "trailer": after = "id: web-01\nclass: storage\nname: something-else\n"
    default:
      after = Self.text.replacing("class: server", with: "class: storage")
        .replacing("serial: SN-1", with: "notes: no serial")
    }
    on("main", "change\n\nRenamed: server/web-01 storage/web-01") {
      builder.write(after, to: new)
      builder.remove(Self.web)
    }
    if reason != "trailer" {
      builder.git(["commit", "--quiet", "--amend", "--message", "without a trailer"])
    }
    on("theirs") { replace("owner: team/a", "owner: team/a\ncriticality: high") }
    for merged in [try merge(), try merge("theirs", "main")] {
      #expect(merged.conflicts.isEmpty, "\(merged.conflicts)")
      let text = try merged.read(new)
      #expect(text?.contains("class: storage\n") == true)
      #expect(text?.contains("criticality: high\n") == true)
      #expect(try merged.read(Self.web) == nil)
    }
  }

  @Test func aRecordThatBothAddedJoinsByAttribute() throws {
    let path = "records/server/new-01.yaml"
    on("main") { builder.write("id: new-01\nclass: server\nowner: team/a\n", to: path) }
    on("theirs") {
      builder.write("id: new-01\nclass: server\nowner: team/b\nserial: SN-9\n", to: path)
    }
    let merged = try merge()
    #expect(merged.conflicts == ["attribute server/new-01 owner"])
    #expect(try merged.read(path)?.hasSuffix(">>>>>>> theirs\nserial: SN-9\n") == true)
  }

  @Test func aRecordThatBothAddedInTwoFoldersIsOne() throws {
    on("main") { builder.write("id: n\nclass: server\nname: x\n", to: "records/server/a/n.yaml") }
    on("theirs") {
      builder.write("id: n\nclass: server\nowner: team/y\n", to: "records/server/b/n.yaml")
    }
    let merged = try merge()
    #expect(merged.conflicts == ["place server/n"])
    let text = try merged.read("records/server/a/n.yaml")
    #expect(text?.contains("name: x\n") == true && text?.contains("owner: team/y\n") == true)
    #expect(try merged.read("records/server/b/n.yaml") == nil)
  }

  @Test func whatOneRemovedAndTheOtherChangedIsKeptAndSaid() throws {
    on("main") { builder.remove(Self.web) }
    on("theirs") { replace("owner: team/a", "owner: team/c") }
    for (merged, isOurs) in [(try merge(), false), (try merge("theirs", "main"), true)] {
      #expect(merged.conflicts == ["removed server/web-01"])
      let conflict = try #require(merged.outcome.conflicts.first)
      #expect((conflict.ours != nil) == isOurs)
      #expect(conflict.changed == ["owner"])
      #expect(try merged.read(Self.web)?.contains("owner: team/c") == true)
    }
  }

  @Test func whatOnlyOneRemovedGoes() throws {
    on("main") { builder.remove(Self.web) }
    on("theirs") { builder.write("x\n", to: "docs/new.md") }
    for merged in [try merge(), try merge("theirs", "main")] {
      #expect(merged.conflicts.isEmpty)
      #expect(try merged.read(Self.web) == nil)
      #expect(try merged.read("docs/new.md") == "x\n")
    }
  }

  @Test func classesDecideHowListsAreMergedAlsoWhereTheMergeBringsThem() throws {
    let schema = "title: Pump\nproperties:\n  parts: { x-key: name }\n"
    let path = "records/pump/p.yaml"
    on("main") {
      builder.write("id: p\nclass: pump\nparts: [{name: a, v: 1}]\n", to: path)
    }
    builder.git(["branch", "--force", "theirs", "main"])
    on("theirs") {
      builder.write(schema, to: "schema/pump.yaml")
      builder.write("id: p\nclass: pump\nparts: [{name: a, v: 2}]\n", to: path)
    }
    on("main") {
      builder.write("id: p\nclass: pump\nparts: [{name: a, v: 1}, {name: b}]\n", to: path)
    }
    for merged in [try merge(), try merge("theirs", "main")] {
      #expect(merged.conflicts.isEmpty, "\(merged.conflicts)")
      let text = try #require(try merged.read(path))
      #expect(text.contains("{name: a, v: 2}") && text.contains("name: b"), "\(text)")
    }
  }

  @Test func anyTwoEditsConflictWhereTheClassSaysSo() throws {
    builder.git(["checkout", "--quiet", "main"])
    builder.write("x-merge: record\n", to: "schema/server.yaml")
    builder.commit("strict")
    builder.git(["branch", "--force", "theirs", "main"])
    on("main") { replace("owner: team/a", "owner: team/b") }
    on("theirs") { replace("serial: SN-1", "serial: SN-2") }
    let merged = try merge()
    #expect(
      merged.conflicts == ["attribute server/web-01 owner", "attribute server/web-01 serial"]
    )
  }

  @Test func otherFilesAreMergedAsGitDoes() throws {
    on("main") {
      replace("one\n", "ONE\n", in: "docs/guide.md")
      builder.write("a\n", to: "same.txt")
      builder.git(["update-index", "--add", "--chmod=+x", "docs/guide.md"])
      _ = Shell.run(["chmod", "+x", "\(builder.path)/docs/guide.md"])
    }
    on("theirs") {
      replace("five\n", "FIVE\n", in: "docs/guide.md")
      builder.write("a\n", to: "same.txt")
      builder.write("b\n", to: "theirs.txt")
    }
    let merged = try merge()
    #expect(merged.conflicts.isEmpty)
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    let tree = try merged.outcome.tree.store(in: &batch, repository)
    #expect(
      tree.hex == builder.git(["merge-tree", "--write-tree", "main", "theirs"]).output.trimmed
    )
  }

  @Test func otherFilesThatCannotBeMergedAreSaid() throws {
    builder.git(["checkout", "--quiet", "main"])
    builder.write("\0one", to: "logo.png")
    builder.write("#!/bin/sh\n", to: "run")
    builder.commit("files")
    builder.git(["branch", "--force", "theirs", "main"])
    for (branch, word) in [("main", "ours"), ("theirs", "theirs")] {
      on(branch) {
        builder.write("\0\(word)", to: "logo.png")
        replace("three", word, in: "docs/guide.md")
        _ = Shell.run(["ln", "-s", word, "\(builder.path)/link"])
      }
    }
    let merged = try merge()
    #expect(merged.conflicts == ["lines docs/guide.md", "file link", "file logo.png"])
    #expect(try merged.read("logo.png") == "\0ours")
    #expect(try merged.read("docs/guide.md")?.contains("=======") == true)
  }

  @Test func aFileAgainstAFolderKeepsBoth() throws {
    on("main") { builder.write("file\n", to: "notes") }
    on("theirs") { builder.write("inside\n", to: "notes/today") }
    let merged = try merge()
    #expect(merged.conflicts == ["folder notes~theirs/today"])
    #expect(try merged.read("notes") == "file\n")
    #expect(try merged.read("notes~theirs/today") == "inside\n")
    let other = try merge("theirs", "main")
    #expect(other.conflicts == ["folder notes~theirs"])
    #expect(try other.read("notes/today") == "inside\n")
    #expect(try other.read("notes~theirs") == "file\n")
  }

  @Test func aMovedFileTakesTheOtherSidesEdits() throws {
    on("main") { builder.git(["mv", "docs/guide.md", "GUIDE.md"]) }
    on("theirs") { replace("one", "ONE", in: "docs/guide.md") }
    let merged = try merge()
    #expect(merged.conflicts.isEmpty)
    #expect(try merged.read("GUIDE.md")?.hasPrefix("ONE\n") == true)
    #expect(try merged.read("docs/guide.md") == nil)
  }

  @Test func aRecordThatOneRenamedAndTheOtherCreatedUnderThatNameLosesNothing() throws {
    let new = "records/server/web-02.yaml"
    on("main") {
      builder.write(Self.text.replacing("id: web-01", with: "id: web-02"), to: new)
      builder.remove(Self.web)
    }
    on("theirs") { builder.write("id: web-02\nclass: server\nname: another\n", to: new) }
    let merged = try merge()
    #expect(merged.conflicts == ["attribute server/web-02 name"])
    #expect(try merged.read(Self.web) == nil)
  }

  @Test func aTextThatIsNoRecordIsMergedByLine() throws {
    on("main") { replace("owner: team/a", "owner: [") }
    on("theirs") { replace("owner: team/a", "owner: team/c") }
    let merged = try merge()
    #expect(merged.conflicts == ["lines server/web-01"])
  }

  @Test func whereHistoriesCrossedTheBasesAreMergedFirst() throws {
    on("main") { replace("owner: team/a", "owner: team/b") }
    on("theirs") { replace("owner: team/a", "owner: team/c") }
    builder.git(["branch", "one", "main"])
    builder.git(["branch", "two", "theirs"])
    // Each side merges the other and decides in another way: ours goes back to what was.
    for (branch, other, owner) in [("main", "two", "team/a"), ("theirs", "one", "team/c")] {
      builder.git(["checkout", "--quiet", branch])
      _ = builder.tryGit(["merge", "--quiet", "--no-commit", other])
      builder.write(Self.text.replacing("team/a", with: owner), to: Self.web)
      builder.commit("merge \(other)")
    }
    on("theirs") { replace("serial: SN-1", "serial: SN-2") }
    let merged = try merge()
    #expect(merged.outcome.bases.count == 2)
    #expect(merged.conflicts == ["attribute server/web-01 owner"])
    #expect(merged.outcome.conflicts.first?.base == nil)
    #expect(try merged.read(Self.web)?.contains("serial: SN-2") == true)
  }

  @Test func aNamedBaseDecides() throws {
    on("main") { replace("owner: team/a", "owner: team/b") }
    on("main") { replace("owner: team/b", "owner: team/d") }
    on("theirs") { replace("owner: team/a", "owner: team/b") }
    #expect(try merge().conflicts == ["attribute server/web-01 owner"])
    #expect(try merge(base: "main~1").conflicts.isEmpty)
  }

  @Test func namesThatAreNoUTF8Stay() throws {
    on("theirs") {
      _ = Shell.run(["sh", "-c", "printf x > \"$1/$(printf '\\377')\"", "sh", builder.path])
    }
    on("main") { builder.write("y\n", to: "y.txt") }
    let repository = try Repository.open(at: builder.path)
    let outcome = try CommitMerge(repository, builtIn: []).merge(
      repository.resolveCommit("main"),
      repository.resolveCommit("theirs")
    )
    var batch = ObjectBatch()
    #expect(
      try outcome.tree.store(in: &batch, repository).hex
        == builder.git(["merge-tree", "--write-tree", "main", "theirs"]).output.trimmed
    )
  }

  /// Over random histories of files: what git merges, we merge to the same tree.
  @Test func agreesWithGitAboutOtherFiles() throws {
    var generator = SeededGenerator.announced("CommitMergeTests.agreesWithGitAboutOtherFiles")
    let names = (0..<6).map { "f/\($0).txt" }
    for round in 0..<12 {
      builder.git(["checkout", "--quiet", "-B", "main"])
      for name in names { builder.write((0..<9).map { "\(name) \($0)\n" }.joined(), to: name) }
      builder.commit("round \(round)")
      builder.git(["branch", "--force", "theirs", "main"])
      for branch in ["main", "theirs"] {
        on(branch) {
          for name in names where generator.chance(40) {
            if generator.chance(15) {
              builder.remove(name)
            } else {
              replace("\(name) \(generator.below(9))\n", "changed by \(branch)\n", in: name)
            }
          }
        }
      }
      let git = builder.tryGit(["merge-tree", "--write-tree", "main", "theirs"])
      let merged = try merge()
      #expect(merged.conflicts.isEmpty == (git.status == 0), "SEED=\(generator.seed)")
      guard git.status == 0 else { continue }
      let repository = try Repository.open(at: builder.path)
      var batch = ObjectBatch()
      let tree = try merged.outcome.tree.store(in: &batch, repository)
      #expect(tree.hex == git.output.trimmed, "SEED=\(generator.seed)")
    }
  }
}
