import Git
import TestSupport
import Testing

/// Whether git takes files on trust is read from the index as git writes it.
@Suite struct IndexFlagsTests {
  @Test(arguments: ["2", "3", "4"], ["", "update-index --split-index"])
  func whatGitMarksIsSeen(version: String, split: String) throws {
    let builder = RepositoryBuilder()
    for name in 0..<40 {
      builder.write("x", to: "folder/\(String(repeating: "n", count: name))\(name)")
    }
    builder.commit("files")
    let repository = try Repository.open(at: builder.path)
    func mark(_ words: String) { builder.git(words.split(separator: " ").map(String.init)) }
    mark("update-index --index-version \(version)")
    if !split.isEmpty { mark(split) }
    #expect(try !repository.takesFilesOnTrust())
    for flag in ["assume-unchanged", "skip-worktree"] {
      for file in ["folder/0", "folder/\(String(repeating: "n", count: 39))39"] {
        mark("update-index --\(flag) \(file)")
        #expect(try repository.takesFilesOnTrust(), "\(flag) \(file)")
        mark("update-index --no-\(flag) \(file)")
        #expect(try !repository.takesFilesOnTrust(), "\(flag) \(file)")
      }
    }
    builder.write("new", to: "announced")
    mark("add --intent-to-add announced")
    #expect(try !repository.takesFilesOnTrust())
  }

  @Test func aSparseCheckoutLeavesOutWhatItSays() throws {
    let builder = RepositoryBuilder()
    builder.write("x", to: "in/a")
    builder.write("x", to: "out/b")
    builder.commit("files")
    builder.git(["sparse-checkout", "set", "in"])
    #expect(try !Repository.open(at: builder.path).takesFilesOnTrust())
    builder.git(["update-index", "--assume-unchanged", "in/a"])
    #expect(try Repository.open(at: builder.path).takesFilesOnTrust())
  }

  @Test func noIndexAndABrokenOne() throws {
    let builder = RepositoryBuilder()
    let repository = try Repository.open(at: builder.path)
    #expect(try !repository.takesFilesOnTrust())
    builder.write("DIRC\0\0\0\u{2}\0\0\u{9}\0 and then nothing that is an entry", to: ".git/index")
    #expect(throws: GitError.self) { try repository.takesFilesOnTrust() }
  }
}
