import Git
import TestSupport
import Testing

@Suite struct TreeDifferenceTests {
  /// Real git is the oracle over random histories: files, folders and links, one becoming the other,
  /// and names that are no text.
  @Test func isThatOfGit() throws {
    let seed = SeededGenerator.seed(for: "TreeDifferenceTests.isThatOfGit")
    var generator = SeededGenerator(seed: seed)
    let history = RandomHistory(120, using: &generator)
    let repository = try Repository.open(at: history.builder.path)
    for round in 0..<80 {
      let (old, new) = (
        history.commits.randomElement(using: &generator)!,
        history.commits.randomElement(using: &generator)!
      )
      let prefix =
        round.isMultiple(of: 4)
        ? ["a", "d/e", "r", "d", "b"].randomElement(using: &generator)! : ""
      let known = try Shell.fields(
        [
          "git", "-C", history.builder.path, "diff-tree", "-r", "-z", "--no-renames", old.hex,
          new.hex,
        ]
          + (prefix.isEmpty ? [] : ["--", prefix])
      )
      var expected: [String] = []
      for index in stride(from: 0, to: known.count - 1, by: 2) {
        expected.append(
          "\(String(decoding: known[index].dropLast(2), as: UTF8.self)) \(known[index + 1])"
        )
      }
      let found = try repository.treeDifference(
        from: repository.readCommit(old).tree,
        to: repository.readCommit(new).tree,
        under: prefix
      )
      #expect(found.map(text).sorted() == expected.sorted(), "SEED=\(seed) \(old) \(new) \(prefix)")
      let paths = found.map { $0.rawPath ?? Array($0.path.utf8) }
      #expect(zip(paths, paths.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }
  }

  private func text(_ difference: TreeDifference) -> String {
    func mode(_ side: TreeDifference.Side?) -> String {
      let digits = String(side?.mode.number ?? 0, radix: 8)
      return String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }
    let path = difference.rawPath ?? Array(difference.path.utf8)
    return ":\(mode(difference.old)) \(mode(difference.new)) \(difference.old?.id ?? .zero) "
      + "\(difference.new?.id ?? .zero) \(path)"
  }

  @Test func theEmptyTreeIsNoTree() throws {
    let builder = RepositoryBuilder()
    builder.write("1", to: "a/b")
    let head = ObjectID(hex: builder.commit("one"))!
    let repository = try Repository.open(at: builder.path)
    let tree = try repository.readCommit(head).tree
    #expect(try repository.treeDifference(from: nil, to: tree).map(\.kind) == [.added])
    #expect(try repository.treeDifference(from: tree, to: .emptyTree).map(\.kind) == [.removed])
    #expect(try repository.treeDifference(from: tree, to: tree).isEmpty)
    #expect(try repository.treeDifference(from: nil, to: nil).isEmpty)
    #expect(try repository.treeDifference(from: nil, to: tree, under: "a/b").map(\.path) == ["a/b"])
    #expect(try repository.treeDifference(from: nil, to: tree, under: "none").isEmpty)
    #expect(try repository.readTree(.emptyTree).isEmpty)
  }
}

@Suite struct TreeEditorTests {
  let builder = RepositoryBuilder()

  /// Random edits on random trees give the ids that git's own index gives.
  @Test func editedTreesAreThoseThatGitWrites() throws {
    let seed = SeededGenerator.seed(for: "TreeEditorTests.editedTreesAreThoseThatGitWrites")
    var generator = SeededGenerator(seed: seed)
    let history = RandomHistory(60, using: &generator)
    let repository = try Repository.open(at: history.builder.path)
    let blob = ObjectID(hex: history.builder.git(["hash-object", "-w", "--stdin"]).output.trimmed)!
    let names = [
      "a", "b", "a.b", "a/x", "a/y/z", "a/y", "d", "d/x", "d/e/z", "new", "d/new/er", "r/a/1.yaml",
      "r/b",
    ]
    for _ in 0..<60 {
      let tree = try repository.readCommit(history.commits.randomElement(using: &generator)!).tree
      var edits: [String: (mode: FileMode, id: ObjectID)?] = [:]
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let name = names.randomElement(using: &generator)!
        let clashes = edits.keys.contains { $0.hasPrefix(name + "/") || name.hasPrefix($0 + "/") }
        if clashes { continue }
        let isGone = Int.random(in: 0..<3, using: &generator) == 0
        edits[name] = isGone ? .some(nil) : .some((.executable, blob))
      }
      var batch = ObjectBatch()
      let edited = try repository.editTree(tree, edits, into: &batch)
      try repository.write(batch, durability: .none)
      let expected = gitsTree(history.builder, tree, edits)
      #expect(edited.hex == expected, "SEED=\(seed) \(tree) \(edits)")
    }
    history.builder.git(["fsck", "--strict", "--no-dangling"])
  }

  private func gitsTree(
    _ builder: RepositoryBuilder,
    _ tree: ObjectID,
    _ edits: [String: (mode: FileMode, id: ObjectID)?]
  ) -> String {
    let index = ["GIT_INDEX_FILE": "\(builder.path)/.git/own-index"]
    _ = builder.tryGit(["read-tree", tree.hex], environment: index)
    // What an edit takes away: the path, what is below it, and a file where it needs a folder.
    var lines = ""
    for (path, edit) in edits {
      let listed = builder.tryGit(["ls-files", "-z", "--", path], environment: index).output
      for name in listed.split(separator: "\0") { lines += "0 \(ObjectID.zero)\t\(name)\0" }
      guard let edit else { continue }
      let parts = path.split(separator: "/")
      for count in 1..<max(parts.count, 1) {
        lines += "0 \(ObjectID.zero)\t\(parts.prefix(count).joined(separator: "/"))\0"
      }
      lines += "100755 \(edit.id)\t\(path)\0"
    }
    _ = Shell.run(
      ["git", "-C", builder.path, "update-index", "-z", "--index-info"],
      environment: index,
      input: lines
    )
    return builder.tryGit(["write-tree"], environment: index).output.trimmed
  }

  @Test func commitsOfABatchBuildOnEachOther() throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    let blob = batch.add(.blob, Array("x".utf8))
    let one = try repository.editTree(nil, ["a/b/c": (.regular, blob)], into: &batch)
    let two = try repository.editTree(one, ["a/b/d": (.regular, blob), "a/b/c": nil], into: &batch)
    let three = try repository.editTree(two, ["a/b/d": nil], into: &batch)
    #expect(three == .emptyTree)
    try repository.write(batch, durability: .none)
    let paths = try repository.treeDifference(from: one, to: two).map(\.path)
    #expect(paths == ["a/b/c", "a/b/d"])
    #expect(try repository.editTree(two, [:], into: &batch) == two)
    #expect(
      try repository.editTree(two, ["none/at/all": nil, "a/b/d/x": nil], into: &batch) == two
    )
  }

  @Test func aFileAndAFolderGiveWayToEachOther() throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    let blob = batch.add(.blob, Array("x".utf8))
    let file = try repository.editTree(
      nil,
      ["a": (.regular, blob), "a.b": (.regular, blob)],
      into: &batch
    )
    let folder = try repository.editTree(file, ["a/x": (.regular, blob)], into: &batch)
    let both = try repository.editTree(file, ["a": nil, "a/x": (.regular, blob)], into: &batch)
    #expect(folder == both)
    let again = try repository.editTree(folder, ["a": (.regular, blob)], into: &batch)
    #expect(again == file)
    let emptied = try repository.editTree(
      folder,
      ["a": nil, "a/y": (.regular, blob)],
      into: &batch
    )
    try repository.write(batch, durability: .none)
    #expect(try repository.readTree(folder).map(\.name) == ["a.b", "a"])
    #expect(try repository.entry(at: "a/x", in: emptied) == nil)
    let error = #expect(throws: GitError.self) {
      _ = try repository.editTree(
        file,
        ["a": (.regular, blob), "a/x": (.regular, blob)],
        into: &batch
      )
    }
    #expect(error?.code == .invalidName)
  }

  @Test(arguments: ["", "/a", "a/", "a//b", ".", "../x", "a/..", ".git/config", "x/.GIT", "a\0b"])
  func refusesWhatGitWouldNotHold(_ path: String) throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    let error = #expect(throws: GitError.self) {
      _ = try repository.editTree(nil, [path: (.regular, .zero)], into: &batch)
    }
    #expect(error?.code == .invalidName)
    #expect(error?.place == path)
  }
}

@Suite struct TreeReadingTests {
  let builder = RepositoryBuilder()

  @Test func namesThatAreNoUTF8Survive() throws {
    let listing = Shell.run([
      "sh", "-c",
      "cd \(builder.path) && printf x > \"$(printf 'a\\377b')\" && printf y > \"$(printf 'n\\nl')\" && git add -A && git write-tree",
    ])
    let tree = ObjectID(hex: listing.output.trimmed)!
    let repository = try Repository.open(at: builder.path)
    let odd = Array("a".utf8) + [0xFF] + Array("b".utf8)
    #expect(try repository.readTree(tree).map(\.nameBytes) == [odd, Array("n\nl".utf8)])
    let differences = try repository.treeDifference(from: nil, to: tree)
    #expect(differences.map(\.rawPath) == [odd, nil])
    let staged = try repository.stagedChanges()
    #expect(staged.map(\.rawPath) == [odd, nil])
    #expect(staged.map(\.path) == differences.map(\.path))
  }

  /// Trees that git would never write are refused in words, not misread.
  @Test(arguments: [
    "100644", "100644 ", "100644 a", "100644 a\0short", "10064x a\0", " a\0", "100644 \0",
    "777777777 a\0",
  ])
  func malformedTreesAreRefused(_ text: String) throws {
    let bytes = Array(text.utf8) + [UInt8](repeating: 7, count: text.hasSuffix("\0") ? 20 : 0)
    let result = try ChildProcess.run(
      ["git", "-C", builder.path, "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
      environment: Shell.environment,
      input: bytes
    )
    let id = ObjectID(hex: String(decoding: result.output, as: UTF8.self).trimmed)!
    let error = #expect(throws: GitError.self) {
      _ = try Repository.open(at: builder.path).readTree(id)
    }
    #expect(error?.code == .corrupt)
    #expect(error?.place == id.hex)
  }

  @Test func unsortedTreesAreNotEdited() throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    let blob = batch.add(.blob, [])
    let entry = { (name: String) in Array("100644 \(name)\0".utf8) + blob.bytes }
    let tree = batch.add(.tree, entry("b") + entry("a"))
    let error = #expect(throws: GitError.self) {
      _ = try repository.editTree(tree, ["c": (.regular, blob)], into: &batch)
    }
    #expect(error?.code == .corrupt)
  }

  @Test func deepFoldersDoNotExhaustTheStack() throws {
    let repository = try Repository.open(at: builder.path)
    var batch = ObjectBatch()
    var tree = batch.add(.tree, [])
    for _ in 0..<3_000 { tree = batch.add(.tree, Array("40000 d\0".utf8) + tree.bytes) }
    try repository.write(batch, durability: .none)
    let walk = #expect(throws: GitError.self) { try repository.walkTree(tree) { _, _ in } }
    #expect(walk?.code == .corrupt)
    let difference = #expect(throws: GitError.self) {
      _ = try repository.treeDifference(from: nil, to: tree)
    }
    #expect(difference?.code == .corrupt)
  }

  @Test func walksEveryFile() throws {
    let seed = SeededGenerator.seed(for: "TreeReadingTests.walksEveryFile")
    var generator = SeededGenerator(seed: seed)
    let history = RandomHistory(40, using: &generator)
    let repository = try Repository.open(at: history.builder.path)
    for commit in history.commits.suffix(10) {
      let tree = try repository.readCommit(commit).tree
      let known = try Shell.fields(
        ["git", "-C", history.builder.path, "ls-tree", "-r", "-z", "--name-only", commit.hex])
      var paths: [[UInt8]] = []
      try repository.walkTree(tree) { path, _ in paths.append(path) }
      #expect(paths + [[]] == known, "SEED=\(seed)")
      for path in paths {
        let text = String(decoding: path, as: UTF8.self)
        guard Array(text.utf8) == path else { continue }
        #expect(try repository.entry(at: text, in: tree) != nil)
      }
      var below: [[UInt8]] = []
      try repository.walkTree(tree, under: "r/") { path, _ in below.append(path) }
      #expect(below == paths.filter { $0.starts(with: "r/".utf8) })
    }
  }
}
