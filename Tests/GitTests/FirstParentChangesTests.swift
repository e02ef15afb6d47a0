import Git
import TestSupport
import Testing

/// What git lists of a history is what comparing its trees finds.
@Suite struct FirstParentChangesTests {
  @Test func listsWhatTheTreesSay() throws {
    let seed = SeededGenerator.seed(for: "FirstParentChangesTests.listsWhatTheTreesSay")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<8 {
      let history = RandomHistory(60, using: &random)
      let repository = try Repository.open(
        at: history.builder.path,
        environment: Shell.environment
      )
      let tip = history.commits[59]
      for folder in ["r", "a", "d"] {
        let commits = try repository.commitWalk(from: tip)
        for order in [commits, commits.shuffled(using: &random)] {
          let changes = try repository.firstParentChanges(of: order, under: folder)
          #expect(changes.commits == order)
          for (place, id) in order.enumerated() {
            let node = try repository.readCommitNode(id)
            let parent = try node.parents.first.map { try repository.readCommitNode($0).tree }
            let expected = try repository.treeDifference(from: parent, to: node.tree, under: folder)
              .filter { $0.path.hasPrefix(folder + "/") }
            let found = changes.files(place)
            #expect(found.map { changes.paths[$0.path] } == expected.map(\.path), "\(id)")
            #expect(found.map(\.old) == expected.map(\.old), "\(id)")
            #expect(found.map(\.new) == expected.map(\.new), "\(id)")
          }
        }
      }
    }
  }

  @Test func saysWhichFilesHaveNoText() throws {
    let builder = RepositoryBuilder()
    let name = "$(printf 'r/\\377.yaml')"
    _ = Shell.run(["sh", "-c", "cd '\(builder.path)' && mkdir r && echo a > \"\(name)\""])
    builder.write("b", to: "r/b.yaml")
    builder.commit("made")
    let repository = try Repository.open(at: builder.path, environment: Shell.environment)
    let commit = try repository.resolveCommit("HEAD")
    let changes = try repository.firstParentChanges(of: [commit], under: "r")
    #expect(changes.files(0).map { changes.paths[$0.path] } == ["r/b.yaml", nil])
  }

  @Test func whatIsNoCommitFails() throws {
    var random = SeededGenerator(seed: 3)
    let history = RandomHistory(3, using: &random, straight: true)
    let repository = try Repository.open(at: history.builder.path, environment: Shell.environment)
    #expect(throws: GitError.self) {
      _ = try repository.firstParentChanges(of: [ObjectID.hash(.blob, [])], under: "r")
    }
    #expect(try repository.firstParentChanges(of: [], under: "r").commits.isEmpty)
  }
}
