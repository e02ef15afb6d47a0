import Git
import TestSupport
import Testing

@Suite struct CommitWalkTests {
  @Test func ordersAreThoseOfGit() throws {
    let seed = SeededGenerator.seed(for: "CommitWalkTests.ordersAreThoseOfGit")
    var generator = SeededGenerator(seed: seed)
    for round in 0..<6 {
      let history = RandomHistory(80, using: &generator, truthful: round.isMultiple(of: 2))
      let repository = try Repository.open(at: history.builder.path)
      for _ in 0..<5 {
        let start = history.commits.randomElement(using: &generator)!
        let hidden = history.commits.randomElement(using: &generator)!
        let hiding = Bool.random(using: &generator) ? [hidden] : []
        let words = [start.hex] + hiding.map { "^\($0)" }
        for (order, option) in [(CommitOrder.date, [String]()), (.topological, ["--date-order"])] {
          var found: [String] = []
          try repository.walkCommits(from: [start], hiding: hiding, order: order) {
            found.append($0.id.hex)
            return true
          }
          let known = history.git(["rev-list"] + option + words)
          #expect(found == known, "SEED=\(seed) \(words) \(option)")
        }
        #expect(
          try repository.commitWalk(from: start, hiding: hiding).map(\.hex)
            == history.git(["rev-list", "--date-order"] + words)
        )
        var first: [String] = []
        try repository.walkCommits(from: [start], firstParent: true) {
          first.append($0.id.hex)
          return true
        }
        #expect(first == history.git(["rev-list", "--first-parent", start.hex]), "SEED=\(seed)")
      }
    }
  }

  @Test func stopsWhenAsked() throws {
    var generator = SeededGenerator(seed: 7)
    let history = RandomHistory(20, using: &generator, straight: true)
    let repository = try Repository.open(at: history.builder.path)
    var count = 0
    try repository.walkCommits(from: [history.commits[19]]) { _ in
      count += 1
      return count < 3
    }
    #expect(count == 3)
    var touching = 0
    try repository.commitsTouching(paths: ["."], from: history.commits[19]) { _ in
      touching += 1
      return false
    }
    #expect(touching == 1)
  }

  @Test func commitsTouchingAPathAreThoseOfGit() throws {
    let seed = SeededGenerator.seed(for: "CommitWalkTests.commitsTouchingAPathAreThoseOfGit")
    var generator = SeededGenerator(seed: seed)
    let history = RandomHistory(100, using: &generator)
    let repository = try Repository.open(at: history.builder.path)
    let head = history.commits[99]
    for path in ["a", "r", "d/e/z", "[ab]", "r/a/1.yaml"] {
      for (full, first) in [(false, false), (true, false), (false, true)] {
        let found = try repository.commitsTouching(
          paths: [path],
          from: head,
          firstParent: first,
          fullHistory: full
        )
        let words =
          ["--literal-pathspecs", "rev-list", "--topo-order"] + (full ? ["--full-history"] : [])
          + (first ? ["--first-parent"] : [])
        #expect(found.map(\.hex) == history.git(words + [head.hex, "--", path]), "SEED=\(seed)")
      }
    }
  }

  @Test func mergeBasesAreThoseOfGit() throws {
    let seed = SeededGenerator.seed(for: "CommitWalkTests.mergeBasesAreThoseOfGit")
    var generator = SeededGenerator(seed: seed)
    for round in 0..<3 {
      let history = RandomHistory(50, using: &generator, truthful: round == 0)
      let repository = try Repository.open(at: history.builder.path)
      for _ in 0..<25 {
        let left = history.commits.randomElement(using: &generator)!
        let right = history.commits.randomElement(using: &generator)!
        let known = Set(
          history.builder.tryGit(["merge-base", "--all", left.hex, right.hex]).output
            .split(separator: "\n").map(String.init)
        )
        let found = try repository.mergeBases(left, right)
        #expect(Set(found.map(\.hex)) == known, "SEED=\(seed) \(left) \(right)")
        let one = try repository.mergeBase(left, right)
        #expect(one.map { known.contains($0.hex) } ?? known.isEmpty)
        let status = history.builder.tryGit(["merge-base", "--is-ancestor", left.hex, right.hex])
          .status
        #expect(try repository.isAncestor(left, of: right) == (status == 0), "SEED=\(seed)")
      }
    }
  }

  @Test func unrelatedHistoriesHaveNoBase() throws {
    let builder = RepositoryBuilder()
    let one = ObjectID(hex: builder.commit("one"))!
    builder.git(["checkout", "--quiet", "--orphan", "other"])
    let two = ObjectID(hex: builder.commit("two"))!
    let repository = try Repository.open(at: builder.path)
    #expect(try repository.mergeBase(one, two) == nil)
    #expect(try !repository.isAncestor(one, of: two))
    let error = #expect(throws: GitError.self) {
      _ = try repository.mergeBase(one, ObjectID.hash(.commit, [1]))
    }
    #expect(error?.code == .notFound)
  }
}

@Suite struct ShallowTests {
  let builder = RepositoryBuilder()
  let folder = TemporaryFolder()
  var clone: String { "\(folder.path)/clone" }

  /// A history of five commits and a side branch off the third, of which a clone
  /// has the last two commits of each.
  private func shallowClone() throws -> Repository {
    for index in 0..<5 {
      builder.write("\(index)", to: "a")
      builder.commit("\(index)")
      if index == 3 { builder.git(["branch", "side"]) }
    }
    #expect(
      Shell.run([
        "git", "clone", "--quiet", "--depth=2", "--no-single-branch", "file://\(builder.path)",
        clone,
      ]).status == 0
    )
    return try Repository.open(at: clone, environment: Shell.environment)
  }

  @Test func historyEndsQuietly() throws {
    let repository = try shallowClone()
    #expect(repository.isShallow)
    let head = try repository.resolveCommit("HEAD")
    let walk = try repository.commitWalk(from: head)
    #expect(walk.count == 3)
    #expect(try repository.readCommit(walk[2]).parents.isEmpty)
    var own: [ObjectID] = []
    try repository.walkCommits(from: [head], order: .topological) {
      own.append($0.id)
      return true
    }
    #expect(own == walk)
    let side = try repository.resolveCommit("origin/side")
    #expect(try repository.mergeBase(head, side) == side)
    #expect(try repository.isAncestor(side, of: head))
    #expect(try !repository.isAncestor(head, of: side))
  }

  @Test func whatLiesBeyondIsNamed() throws {
    let repository = try shallowClone()
    let first = ObjectID(hex: builder.git(["rev-parse", "HEAD~4"]).output.trimmed)!
    let error = #expect(throws: GitError.self) { _ = try repository.readCommit(first) }
    #expect(error?.code == .shallow)
    #expect(error?.remedy == "git fetch --unshallow")
  }

  @Test func aPartialCloneNamesWhatItLeftOut() throws {
    builder.write("content", to: "a")
    builder.commit("one")
    let blob = ObjectID.hash(.blob, Array("content".utf8))
    builder.git(["config", "uploadpack.allowFilter", "true"])
    #expect(
      Shell.run([
        "git", "clone", "--quiet", "--bare", "--filter=blob:none", "file://\(builder.path)", clone,
      ]).status == 0
    )
    let repository = try Repository.open(at: clone)
    #expect(try repository.readCommit(repository.resolveCommit("HEAD")).summary == "one")
    let error = #expect(throws: GitError.self) { _ = try repository.readBlob(blob) }
    #expect(error?.code == .promisorMissing)
  }
}
