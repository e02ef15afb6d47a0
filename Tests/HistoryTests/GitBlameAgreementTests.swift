import Documents
import Git
import History
import Records
import TestSupport
import Testing

/// Where every attribute stands on one line and nothing was reformatted, blame by attribute names the
/// commit that git blames for the line.
@Suite struct GitBlameAgreementTests {
  static let path = "records/thing/a.yaml"

  /// A record with one attribute a line, whose lines never move: what has no value is not there.
  struct Draft {
    /// Each value is told apart from all others, so that no line comes back by chance: git takes a
    /// line that returns for the old one where it follows a merge.
    var values: [Int?] = Array(repeating: nil, count: 12)

    var text: String {
      var lines = ["id: a"]
      for (place, value) in values.enumerated() {
        if let value { lines.append("field\(place): \(value)") }
      }
      return lines.map { $0 + "\n" }.joined()
    }
  }

  final class History {
    let builder = RepositoryBuilder()
    private var generator: SeededGenerator
    private var next = 0
    private(set) var draft = Draft()

    init(seed: UInt64) {
      generator = SeededGenerator(seed: seed)
      for place in draft.values.indices where place.isMultiple(of: 2) { set(place) }
      commit("made")
    }

    private func number(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

    private func set(_ place: Int) {
      next += 1
      draft.values[place] = next
    }

    private func commit(_ message: String) {
      builder.write(draft.text, to: GitBlameAgreementTests.path)
      let people: [RepositoryBuilder.Person] = [.ada, .bob, .eve]
      builder.commit(message, by: people[number(below: 3)])
    }

    /// Sets and removes some attributes of one half of the record, or of all of it.
    private func edit(_ places: Range<Int>, _ message: String) {
      for _ in 0...number(below: 2) {
        let place = places.lowerBound + number(below: places.count)
        if draft.values[place] != nil, number(below: 4) == 0 {
          draft.values[place] = nil
        } else {
          set(place)
        }
      }
      commit(message)
    }

    func step(_ count: Int) {
      guard number(below: 4) == 0 else {
        edit(0..<12, "edit \(count)")
        return
      }
      // Two branches, each at its own half, so that what the merge takes is never in doubt.
      let start = draft
      builder.git(["checkout", "--quiet", "-b", "side"])
      for turn in 0...number(below: 2) { edit(0..<6, "side \(count).\(turn)") }
      let side = draft
      builder.git(["checkout", "--quiet", "main"])
      draft = start
      for turn in 0...number(below: 2) { edit(6..<12, "main \(count).\(turn)") }
      builder.git(["merge", "--quiet", "--no-ff", "--no-commit", "-s", "ours", "side"])
      draft.values[0..<6] = side.values[0..<6]
      if number(below: 3) == 0 { set(number(below: 12)) }
      commit("merge \(count)")
      builder.git(["branch", "--quiet", "-D", "side"])
    }

    /// The commit that git blames for each attribute's line.
    func blamed() -> [String: String] {
      var found: [String: String] = [:]
      var commit = ""
      for line in builder.git(["blame", "--porcelain", GitBlameAgreementTests.path]).output
        .split(separator: "\n")
      {
        if line.first == "\t" {
          found[String(line.dropFirst().prefix { $0 != ":" })] = commit
        } else if let first = line.split(separator: " ").first, first.count == 40,
          first.allSatisfy(\.isHexDigit)
        {
          commit = String(first)
        }
      }
      return found
    }
  }

  @Test func attributesAreBlamedOnTheCommitsOfTheirLines() throws {
    let seed = SeededGenerator.seed(for: "GitBlameAgreementTests")
    for round in 0..<6 {
      let history = History(seed: seed &+ UInt64(round))
      for step in 0..<12 { history.step(step) }
      let repository = try Repository.open(at: history.builder.path)
      let versions = RecordVersions(repository, catalogue: AttributeBlameTests.catalogue)
      let lines = try #require(
        try AttributeBlame(versions).lines(of: Self.path, at: repository.resolveCommit("HEAD"))
      )
      let ours = Dictionary(
        uniqueKeysWithValues: lines.map { ($0.attribute.description, $0.facts.id.hex) }
      )
      #expect(ours == history.blamed(), "SEED=\(seed) round \(round)")
      #expect(ours.count == history.draft.values.count { $0 != nil } + 1)
    }
  }
}
