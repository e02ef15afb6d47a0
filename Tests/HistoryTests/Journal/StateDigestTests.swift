import Crypto
import Git
import History
import TestSupport
import Testing

/// The digest of a tree follows from every path, mode and byte in it, and from nothing else.
@Suite struct StateDigestTests {
  /// The digest as its definition says, folder by folder from what git lists.
  private func plainly(_ builder: RepositoryBuilder, _ tree: String) -> [UInt8] {
    var bytes: [UInt8] = []
    let listing = builder.git(["ls-tree", tree]).output.split(separator: "\n")
    for line in listing {
      let parts = line.split(separator: "\t", maxSplits: 1)
      let words = parts[0].split(separator: " ").map(String.init)
      let (mode, kind, id) = (words[0], words[1], words[2])
      let letter = ["040000": "/", "100755": "*", "120000": "@", "160000": "="][mode] ?? ""
      switch kind {
      case "tree": bytes += plainly(builder, id)
      case "commit": bytes += SHA256.hash(data: Array(id.utf8))
      default:
        bytes += SHA256.hash(data: Array(builder.git(["cat-file", "blob", id]).output.utf8))
      }
      bytes += Array("\(parts[1])\(letter)\0".utf8)
    }
    return Array(SHA256.hash(data: bytes))
  }

  @Test func itIsWhatItsDefinitionSays() throws {
    let builder = RepositoryBuilder()
    builder.write("one\n", to: "records/a/x.yaml")
    builder.write("two\n", to: "records/a/y.yaml")
    builder.write("one\n", to: "records/b/x.yaml")
    builder.write("#!/bin/sh\n", to: "run")
    _ = Shell.run(["chmod", "+x", "\(builder.path)/run"])
    _ = Shell.run(["ln", "-s", "run", "\(builder.path)/link"])
    let first = builder.commit("one")
    builder.git(["update-index", "--add", "--cacheinfo", "160000,\(first),other"])
    builder.git(["commit", "--quiet", "--no-verify", "--message", "two"])
    builder.write("three\n", to: "records/a/y.yaml")
    builder.commit("three")
    let repository = try Repository.open(at: builder.path)
    let digests = StateDigest(repository)
    let memory = try RecordIndex(repository).digests()
    var seen: Set<String> = []
    for revision in ["HEAD~2", "HEAD~1", "HEAD"] {
      let tree = try repository.resolve("\(revision)^{tree}")
      let plain = plainly(builder, tree.hex).map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }.joined()
      #expect(try digests.digest(ofTree: tree) == plain)
      // What an earlier run remembered is the same.
      #expect(try StateDigest(repository, memory: memory).digest(ofTree: tree) == plain)
      #expect(try StateDigest(repository, memory: memory).digest(ofTree: tree) == plain)
      seen.insert(plain)
    }
    #expect(seen.count == 3)
  }

  @Test func everyPathModeAndByteCounts() throws {
    let builder = RepositoryBuilder()
    let repository = try Repository.open(at: builder.path)
    var digests: Set<String> = []
    func take() throws {
      builder.git(["add", "--all"])
      let tree = builder.git(["write-tree"]).output.trimmed
      digests.insert(try StateDigest(repository).digest(ofTree: ObjectID(hex: tree)!))
    }
    builder.write("a\n", to: "f")
    try take()
    builder.write("b\n", to: "f")
    try take()
    _ = Shell.run(["chmod", "+x", "\(builder.path)/f"])
    try take()
    _ = Shell.run(["mv", "\(builder.path)/f", "\(builder.path)/g"])
    try take()
    builder.remove("g")
    builder.write("b\n", to: "g/f")
    try take()
    #expect(digests.count == 5)
  }
}
