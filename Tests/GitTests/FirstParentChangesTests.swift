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
        let hidden = history.commits.randomElement(using: &random)!
        for hiding in [[], [hidden]] {
          var seen = Set<ObjectID>()
          try repository.firstParentChanges(from: tip, hiding: hiding, under: folder) {
            (id: ObjectID, differences: [TreeDifference]) throws(GitError) in
            let node = try repository.readCommitNode(id)
            let before = node.parents.first
            let parent = try before.map { id throws(GitError) in try repository.readCommitNode(id)
            }?
            .tree
            let expected = try repository.treeDifference(from: parent, to: node.tree, under: folder)
              .filter { $0.path.hasPrefix(folder + "/") }
            #expect(differences == expected, "\(id)")
            #expect(hiding.isEmpty == false || node.parents.allSatisfy { seen.contains($0) })
            seen.insert(id)
            return true
          }
          let listed = try repository.commitWalk(from: tip, hiding: hiding)
          #expect(seen == Set(listed))
        }
      }
    }
  }

  @Test func canBeLeftEarly() throws {
    var random = SeededGenerator(seed: 3)
    let history = RandomHistory(20, using: &random, straight: true)
    let repository = try Repository.open(at: history.builder.path, environment: Shell.environment)
    var count = 0
    try repository.firstParentChanges(from: history.commits[19], under: "r") { _, _ in
      count += 1
      return count < 3
    }
    #expect(count == 3)
  }
}
