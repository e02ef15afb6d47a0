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

  @Test func sortsByBytes() {
    let low = ObjectID(hex: "00000000000000000000000000000000000000ff")!
    let high = ObjectID(hex: "0100000000000000000000000000000000000000")!
    #expect(low < high)
    #expect(ObjectID.zero < low)
  }
}

@Suite struct TrailerTests {
  @Test(arguments: [
    "subject\n\nSource: glpi\nDelivery: 5f0c\nSource: nmap\nDelivery: 77ab\n",
    "subject\n\nbody text\n\nApproved-by: Bob <b@x>\n", "subject\n", "Key: value\n",
    "s\n\nbody: not\nall lines\n", "s\n\nText here\nSigned-off-by: A <a@x>\n",
    "s\n\nA: 1\n\nB: 2\n\n", "s\n\nKey: a\n  folded\nOther: b\n", "s\n\nBad key: x\n",
    "s\n\n# comment\nA: 1\n", "s\n\nA:1\nB :2\n", "s\n\n(cherry picked from commit abc)\nA: 1\n",
  ])
  func areThoseThatGitFinds(_ message: String) throws {
    let repository = RepositoryBuilder()
    repository.write("x", to: "a")
    repository.git(["add", "."])
    _ = repository.tryGit(["commit", "--quiet", "--cleanup=verbatim", "--message", message])
    let known = Shell.run(["git", "interpret-trailers", "--parse"], input: message).output
    let commit = try Repository.open(at: repository.path).readCommit(
      ObjectID(hex: repository.head)!
    )
    let found = commit.trailers.map { "\($0.key): \($0.value)\n" }.joined()
    #expect(found == known)
    #expect(commit.message == message)
  }
}
