import Git
import TestSupport
import Testing

@Suite struct TreeDifferenceTests {
  /// Real git is the oracle over random histories: files, folders, and one becoming the other.
  @Test func isThatOfGit() throws {
    let seed = SeededGenerator.seed(for: "TreeDifferenceTests.isThatOfGit")
    var generator = SeededGenerator(seed: seed)
    let builder = RepositoryBuilder()
    let names = ["a", "b", "a.b", "a-b", "d", "d/x", "d/y", "d/e/z", "b/q", "ü"]
    var commits: [String] = []
    for index in 0..<25 {
      for _ in 0..<3 {
        let name = names.randomElement(using: &generator)!
        builder.remove(name)
        if Bool.random(using: &generator) {
          // A file that stands where a folder is needed gives way.
          let parts = name.split(separator: "/")
          for depth in 1..<max(2, parts.count) {
            let above = parts.prefix(depth).joined(separator: "/")
            if above != name, Shell.run(["test", "-f", "\(builder.path)/\(above)"]).status == 0 {
              builder.remove(above)
            }
          }
          builder.write("\(index) \(generator.next())", to: name)
        }
      }
      commits.append(builder.commit("\(index)"))
    }
    let repository = try Repository.open(at: builder.path)
    for _ in 0..<60 {
      let (old, new) = (
        commits.randomElement(using: &generator)!, commits.randomElement(using: &generator)!
      )
      let known = builder.git(["diff-tree", "-r", "-z", "--no-renames", "--name-status", old, new])
        .output
        .split(separator: "\0").map(String.init)
      let expected = stride(from: 0, to: known.count, by: 2).flatMap { index -> [String] in
        let kind = known[index] == "T" ? "M" : known[index]
        return ["\(kind) \(known[index + 1])"]
      }
      let found = try repository.treeDifference(
        from: repository.readCommit(ObjectID(hex: old)!).tree,
        to: repository.readCommit(ObjectID(hex: new)!).tree
      ).map { "\($0.old == nil ? "A" : $0.new == nil ? "D" : "M") \($0.path)" }
      #expect(Set(found) == Set(expected), "SEED=\(seed)")
      #expect(found.count == expected.count, "SEED=\(seed)")
    }
  }

  @Test func editedTreesAreThoseThatGitWrites() throws {
    let builder = RepositoryBuilder()
    builder.write("1", to: "a")
    builder.write("2", to: "d/x")
    builder.write("3", to: "d/e/y")
    let head = builder.commit("one")
    let repository = try Repository.open(at: builder.path)
    let tree = try repository.readCommit(ObjectID(hex: head)!).tree
    var batch = ObjectBatch()
    let blob = batch.add(.blob, Array("new".utf8))
    let edited = try repository.editTree(
      tree,
      ["d/e/y": nil, "d/z/w": (.regular, blob), "a": (.regular, blob), "none": nil],
      into: &batch
    )
    try repository.write(batch, durability: .none)
    builder.remove("d/e")
    builder.write("new", to: "d/z/w")
    builder.write("new", to: "a")
    builder.git(["add", "--all"])
    #expect(edited.hex == builder.git(["write-tree"]).output.trimmed)
    let same = try repository.editTree(edited, [:], into: &batch)
    #expect(same == edited)
    let empty = try repository.editTree(tree, ["a": nil, "d/x": nil, "d/e/y": nil], into: &batch)
    #expect(empty == .emptyTree)
  }

  @Test func namesThatAreNoUTF8Survive() throws {
    let builder = RepositoryBuilder()
    let listing = Shell.run(
      [
        "sh", "-c",
        "cd \(builder.path) && printf x > \"$(printf 'a\\377b')\" && printf y > \"$(printf 'n\\nl')\" && git add -A && git write-tree",
      ])
    let repository = try Repository.open(at: builder.path)
    let entries = try repository.readTree(ObjectID(hex: listing.output.trimmed)!)
    #expect(
      entries.map(\.nameBytes) == [Array("a".utf8) + [0xFF] + Array("b".utf8), Array("n\nl".utf8)]
    )
  }
}
