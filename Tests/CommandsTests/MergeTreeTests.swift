import Commands
import TestSupport
import Testing

/// `cmdb merge-tree` as people and programs use it.
@Suite struct MergeTreeTests {
  let builder = RepositoryBuilder()

  init() {
    builder.write(
      "id: web-01\nclass: server\nowner: team/a\nserial: SN-1\n# spare\ntags: [a]\n",
      to: "records/server/web-01.yaml"
    )
    builder.write("id: old-01\nclass: server\nowner: team/a\n", to: "records/server/old-01.yaml")
    builder.write("one\ntwo\n", to: "README.md")
    builder.commit("begin")
    builder.git(["branch", "theirs"])
  }

  /// Replaces a word everywhere on a branch, and commits.
  func on(_ branch: String, _ old: String, _ new: String, in file: String) {
    builder.git(["checkout", "--quiet", branch])
    builder.write(builder.read(file).replacing(old, with: new), to: file)
    builder.commit("change")
  }

  func disagree() {
    let web = "records/server/web-01.yaml"
    for (branch, word) in [("main", "b"), ("theirs", "c")] {
      on(branch, "owner: team/a", "owner: team/\(word)", in: web)
      on(branch, "# spare", "# spare, says \(word)", in: web)
      on(branch, "two", word, in: "README.md")
    }
    on("theirs", "team/a", "team/c", in: "records/server/old-01.yaml")
    builder.git(["checkout", "--quiet", "main"])
    builder.remove("records/server/old-01.yaml")
    builder.commit("removed")
  }

  func run(_ words: String...) -> CommandRun {
    CommandRun(["merge-tree"] + words, in: builder.path)
  }

  @Test(arguments: ["text", "json"])
  func tellsConflicts(_ format: String) throws {
    disagree()
    let run = run("main", "theirs", "--format", format)
    #expect(run.status == .no)
    try Golden.expect(run.golden, "merge-tree-conflict-\(format).txt")
  }

  @Test(arguments: ["text", "json"])
  func tellsTheTreeOfACleanMerge(_ format: String) throws {
    on("main", "team/a", "team/b", in: "records/server/web-01.yaml")
    on("theirs", "SN-1", "SN-2", in: "records/server/web-01.yaml")
    let run = run("main", "theirs", "--format", format)
    #expect(run.status == .success)
    try Golden.expect(run.golden, "merge-tree-clean-\(format).txt")
  }

  @Test func writesNothingUnlessItIsAsked() {
    disagree()
    let before = builder.git(["count-objects", "-v"]).output
    let tree = String(run("main", "theirs").output.prefix(40))
    #expect(builder.git(["count-objects", "-v"]).output == before)
    #expect(builder.tryGit(["cat-file", "-e", tree]).status != 0)
    #expect(run("main", "theirs", "--write").output.hasPrefix(tree))
    let text = builder.git(["show", "\(tree):records/server/web-01.yaml"]).output
    #expect(
      text == """
        id: web-01
        class: server
        <<<<<<< ours
        owner: team/b
        =======
        owner: team/c
        >>>>>>> theirs
        serial: SN-1
        <<<<<<< ours
        # spare, says b
        =======
        # spare, says c
        >>>>>>> theirs
        tags: [a]

        """
    )
    #expect(builder.git(["status", "--porcelain"]).output.isEmpty)
    #expect(builder.git(["fsck", "--no-dangling"]).errors.isEmpty)
  }

  @Test func twoHistoriesWithoutACommonCommitAreRefused() {
    builder.git(["checkout", "--quiet", "--orphan", "other"])
    builder.commit("alone")
    let refused = run("main", "other")
    #expect(refused.status == .usage)
    #expect(refused.errors.contains("main and other have no common commit"))
    #expect(run("main", "other", "--base", "main").status == .success)
  }

  @Test func worksInABareRepository() {
    on("main", "team/a", "team/b", in: "records/server/web-01.yaml")
    on("theirs", "SN-1", "SN-2", in: "records/server/web-01.yaml")
    let folder = TemporaryFolder()
    builder.git(["clone", "--quiet", "--bare", builder.path, "\(folder.path)/bare.git"])
    let words = ["merge-tree", "main", "theirs"]
    let bare = CommandRun(words, in: "\(folder.path)/bare.git")
    #expect(bare.status == .success)
    #expect(bare.output == run("main", "theirs").output)
  }
}
