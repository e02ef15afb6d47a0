import Git
import TestSupport
import Testing

@Suite struct ObjectIDTests {
  @Test func readsAndWritesHexadecimal() {
    let text = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    #expect(ObjectID(hex: text)?.hex == text)
    #expect(ObjectID(hex: text.uppercased())?.hex == text)
    #expect(ObjectID.emptyTree.hex == text)
    #expect(ObjectID(bytes: ObjectID.emptyTree.bytes) == .emptyTree)
    #expect(ObjectID(bytes: [1, 2, 3]) == nil)
    #expect(ObjectID(bytes: [UInt8](repeating: 0, count: 21)) == nil)
  }

  @Test(arguments: [
    "", "4b82", "4b825dc642cb6eb9a060e54bf8d69288fbee490g", String(repeating: "0", count: 41),
  ])
  func refuses(_ text: String) { #expect(ObjectID(hex: text) == nil) }

  @Test(arguments: ["", "hello\n", String(repeating: "ä", count: 10_000)])
  func blobsHaveTheIdThatGitGives(_ text: String) {
    let outcome = Shell.run(["git", "hash-object", "--stdin"], input: text)
    #expect(ObjectID.hash(.blob, Array(text.utf8)).hex == outcome.output.trimmed)
  }

  /// Order, equality and text agree with those of the 20 bytes.
  @Test func behavesAsItsBytes() {
    let seed = SeededGenerator.seed(for: "ObjectIDTests.behavesAsItsBytes")
    var generator = SeededGenerator(seed: seed)
    var ids: [ObjectID] = [.zero]
    for _ in 0..<400 {
      var bytes = ids.randomElement(using: &generator)!.bytes
      bytes[Int.random(in: 0..<20, using: &generator)] = UInt8.random(
        in: 0...255,
        using: &generator
      )
      let id = ObjectID(bytes: bytes)!
      #expect(id.bytes == bytes)
      #expect(ObjectID(hex: id.hex) == id)
      ids.append(id)
    }
    let sorted = ids.sorted().map(\.bytes)
    #expect(
      zip(sorted, sorted.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) },
      "SEED=\(seed)"
    )
    #expect(Set(ids).count == Set(ids.map(\.bytes)).count)
  }
}

@Suite struct CommitTests {
  let builder = RepositoryBuilder()

  private func read(_ text: String) throws -> Commit {
    try read(Array(text.utf8))
  }

  private func read(_ bytes: [UInt8]) throws -> Commit {
    let result = try ChildProcess.run(
      ["git", "-C", builder.path, "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
      environment: Shell.environment,
      input: bytes
    )
    let id = ObjectID(hex: String(decoding: result.output, as: UTF8.self).trimmed)!
    return try Repository.open(at: builder.path).readCommit(id)
  }

  private let tree = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"

  @Test func readsOddHeaders() throws {
    let commit = try read(
      tree + "author A <b <c>@d> 12 -0130\ncommitter  <> 99999999999999999999 +9\n"
        + "gpgsig -----BEGIN\n \n two\nmergetag object x\n more\n\nsubject\n"
    )
    #expect(commit.author == Signature(name: "A", email: "b <c", time: 12, offsetMinutes: -90))
    #expect(commit.committer.name == "")
    #expect(commit.committer.time == 253_402_300_799)
    #expect(commit.signature == "-----BEGIN\n\ntwo")
    #expect(commit.message == "subject\n")
    let bare = try read(tree + "author A\ncommitter A\n")
    #expect(bare.author == Signature(name: "A", email: "", time: 0))
    #expect(bare.message == "")
    #expect(bare.summary == "")
  }

  @Test(arguments: ["", "tree x\n\n", "author A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nm"])
  func whatIsNoCommitIsRefused(_ text: String) throws {
    let error = #expect(throws: GitError.self) { _ = try read(text) }
    #expect(error?.code == .corrupt)
  }

  @Test func readsTheEncodingThatAHeaderNames() throws {
    let head = tree + "author J"
    let rest = "n <j@x> 1 +0000\ncommitter J <j@x> 1 +0000\nencoding ISO-8859-1\n\ngr"
    let commit = try read(Array(head.utf8) + [0xF8] + Array(rest.utf8) + [0xFC, 0xDF, 10])
    #expect(commit.author.name == "Jøn")
    #expect(commit.message == "grüß\n")
  }

  /// The summary is git's `%s`.
  @Test(arguments: [
    "one\n", "one\ntwo\n\nthree\n", "\n\n  one  \n two\n \nthree\n", "one\r\ntwo\r\n", "", "\n",
    "ä\tb\n",
  ])
  func summariesAreThoseOfGit(_ message: String) throws {
    let commit = try read(tree + "author A <a> 1 +0000\ncommitter A <a> 1 +0000\n\n" + message)
    let known = builder.git(["log", "-1", "--encoding=UTF-8", "--format=%s", commit.id.hex]).output
    #expect(commit.summary + "\n" == known)
  }

  /// Drafts are the commits that `git commit-tree` makes, odd names included.
  @Test(arguments: [
    ("Ada Byron", "ada@example.net", 1_764_000_000, 0), ("  .Ada <x>, ", " a\nb ", 0, 60),
    ("ä\"ö\"", "<>", 4_102_444_800, -330), ("'quoted'", "a;b", 1, 845), ("A.", "b.", 5, -1),
  ])
  func draftsAreTheCommitsThatGitMakes(name: String, email: String, time: Int, offset: Int) throws {
    let zone = abs(offset) / 60 * 100 + abs(offset) % 60
    let digits = String(zone)
    let date =
      "\(time) \(offset < 0 ? "-" : "+")\(String(repeating: "0", count: 4 - digits.count))\(digits)"
    let parent = builder.commit("one")
    let variables = [
      "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_DATE": "@\(date)",
      "GIT_COMMITTER_DATE": "@5 +0000",
    ]
    let known = builder.tryGit(
      ["commit-tree", "-p", parent, "-m", "subject\n\nbody", "\(ObjectID.emptyTree)"],
      environment: variables
    )
    let draft = CommitDraft(
      tree: .emptyTree,
      parents: [ObjectID(hex: parent)!],
      author: Signature(name: name, email: email, time: Int64(time), offsetMinutes: offset),
      committer: Signature(name: "Ada Byron", email: "ada@example.net", time: 5),
      message: "subject\n\nbody"
    )
    #expect(ObjectID.hash(.commit, draft.bytes).hex == known.output.trimmed, "\(known.errors)")
  }
}

@Suite struct TrailerTests {
  let builder = RepositoryBuilder()

  private func check(_ messages: [String]) throws {
    for message in messages {
      let known = Shell.run(
        ["git", "interpret-trailers", "--parse", "--no-divider"],
        input: message
      ).output
      let draft = CommitDraft(
        tree: .emptyTree,
        parents: [],
        author: Signature(name: "A", email: "a", time: 1),
        committer: Signature(name: "A", email: "a", time: 1),
        message: message
      )
      let repository = try Repository.open(at: builder.path)
      var batch = ObjectBatch()
      let id = batch.add(draft)
      try repository.write(batch, durability: .none)
      let found = try repository.readCommit(id).trailers.map { "\($0.key): \($0.value)\n" }.joined()
      #expect(found == known, "\(message.debugDescription)")
    }
  }

  @Test(arguments: [
    "subject\n\nSource: glpi\nDelivery: 5f0c\nSource: nmap\nDelivery: 77ab\n",
    "subject\n\nbody text\n\nApproved-by: Bob <b@x>\n", "subject\n", "Key: value\n",
    "s\n\nbody: not\nall lines\n", "s\n\nText here\nSigned-off-by: A <a@x>\n",
    "s\n\nA: 1\n\nB: 2\n\n", "s\n\nKey: a\n  folded\nOther: b\n", "s\n\nBad key: x\n",
    "s\n\n# comment\nA: 1\n", "s\n\nA:1\nB :2\n", "s\n\n(cherry picked from commit abc)\nA: 1\n",
    "s\n\nA: 1\n---\nB: 2\n", "s\n\nKey:\n", "s\n\n: x\n", "s\n\nA: 1\n\nConflicts:\n\tfile\n",
    "s\n\na\nb\nc\nd\nSigned-off-by: x\n", "s\n\nA: 1  \n   folded  \n", "s\n\nA: 1\n \nB: 2",
  ])
  func areThoseThatGitFinds(_ message: String) throws { try check([message]) }

  @Test func areThoseThatGitFindsInRandomMessages() throws {
    let seed = SeededGenerator.seed(for: "TrailerTests.areThoseThatGitFindsInRandomMessages")
    var generator = SeededGenerator(seed: seed)
    let lines = [
      "", "", "Key: value", "Other-Key:x", "plain text", " folded", "\ttab: x", "# comment",
      "Signed-off-by: A <a@x>", "(cherry picked from commit abc)", "Ab c: d", "A : b", "---", " ",
      "é: x",
      "Conflicts:",
    ]
    for _ in 0..<150 {
      let count = Int.random(in: 1...8, using: &generator)
      let body = (0..<count).map { _ in lines.randomElement(using: &generator)! }.joined(
        separator: "\n"
      )
      try check(["subject\n\n\(body)\n"])
    }
  }
}

@Suite struct SignedCommitTests {
  let builder = RepositoryBuilder()
  let folder = TemporaryFolder()

  /// A commit that git signed with an SSH key of the test's own.
  private func signedCommit() throws -> ObjectID? {
    let key = "\(folder.path)/key"
    guard
      Shell.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key]).status == 0
    else { return nil }
    _ = Shell.run([
      "sh", "-c", "echo \"ada@example.net $(cat \(key).pub)\" > \(folder.path)/allowed",
    ])
    builder.git(["config", "gpg.format", "ssh"])
    builder.git(["config", "user.signingKey", "\(key).pub"])
    builder.git(["commit", "--quiet", "--allow-empty", "-S", "-m", "signed\n\nbody"])
    return ObjectID(hex: builder.head)
  }

  @Test func thePayloadIsWhatWasSigned() throws {
    guard let id = try signedCommit() else { return }
    let repository = try Repository.open(at: builder.path, environment: Shell.environment)
    let signed = try #require(try repository.signedPayload(of: id))
    _ = try ChildProcess.run(
      ["sh", "-c", "cat > \(folder.path)/sig"],
      environment: Shell.environment,
      input: signed.signature
    )
    let verified = try ChildProcess.run(
      [
        "ssh-keygen", "-Y", "verify", "-f", "\(folder.path)/allowed", "-I", "ada@example.net", "-n",
        "git",
        "-s", "\(folder.path)/sig",
      ],
      environment: Shell.environment,
      input: signed.payload
    )
    #expect(
      verified.status == 0,
      "\(String(decoding: verified.errors + verified.output, as: UTF8.self))"
    )
  }

  @Test func aDraftWithTheSignatureIsTheSameCommit() throws {
    guard let id = try signedCommit() else { return }
    let commit = try Repository.open(at: builder.path).readCommit(id)
    let draft = CommitDraft(
      tree: commit.tree,
      parents: commit.parents,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      headers: [("gpgsig", commit.signature!)]
    )
    #expect(ObjectID.hash(.commit, draft.bytes) == id)
  }

  @Test func gitIsAskedWhoSigned() throws {
    guard let id = try signedCommit() else { return }
    let repository = try Repository.open(at: builder.path, environment: Shell.environment)
    let allowed = "\(folder.path)/allowed"
    #expect(
      try repository.signatureState(of: id, allowedSignersFile: allowed) == .good("ada@example.net")
    )
    #expect(try repository.signatureState(of: id, allowedSignersFile: "/dev/null") == .unknownKey)
    let commit = try repository.readCommit(id)
    let forged = CommitDraft(
      tree: commit.tree,
      parents: commit.parents,
      author: commit.author,
      committer: commit.committer,
      message: "another",
      headers: [("gpgsig", commit.signature!)]
    )
    var batch = ObjectBatch()
    let other = batch.add(forged)
    try repository.write(batch, durability: .none)
    guard case .bad = try repository.signatureState(of: other, allowedSignersFile: allowed) else {
      Issue.record("a signature of another commit passed")
      return
    }
    let plain = ObjectID(hex: builder.commit("plain"))!
    #expect(try repository.signatureState(of: plain) == .unsigned)
  }
}

@Suite struct ObjectBatchReadingTests {
  @Test func manyBlobsAreReadAsEachIs() throws {
    let builder = RepositoryBuilder()
    for number in 0..<70 { builder.write("text \(number)\n", to: "files/\(number)") }
    builder.commit("many")
    let repository = try Repository.open(at: builder.path)
    let ids = (0..<70).map { ObjectID.hash(.blob, Array("text \($0)\n".utf8)) }
    func check() throws {
      let contents = try repository.readBlobs(ids)
      #expect(contents == (0..<70).map { Array("text \($0)\n".utf8) })
    }
    try check()
    builder.git(["repack", "-adq"])
    try check()
    #expect(try repository.readBlobs([]).isEmpty)
    let missing = ObjectID.hash(.blob, Array("nowhere".utf8))
    #expect(throws: GitError.self) { try repository.readBlobs(ids + [missing]) }
  }
}
