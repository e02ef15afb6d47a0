import Git
import TestSupport
import Testing

/// A history of random commits, made by `git fast-import`: branches, merges with up to three
/// parents, clocks that are wrong, and trees in which files become folders, links and back.
struct RandomHistory {
  let builder: RepositoryBuilder
  private(set) var commits: [ObjectID] = []

  private static let names = [
    "a", "b", "a.b", "a-b", "a/x", "a/y/z", "b/q", "d/x", "d/e/z", "d/e", "ü", #""n\nl""#,
    #""\377x""#,
    "r/a/1.yaml", "r/a/2.yaml", "r/b/1.yaml",
  ]

  /// Makes a history of so many commits in a repository of its own.
  init(
    _ count: Int,
    using generator: inout SeededGenerator,
    straight: Bool = false,
    truthful: Bool = false
  ) {
    builder = RepositoryBuilder()
    var text = ""
    for mark in 1...count {
      let time =
        1_700_000_000
        + (truthful ? mark * 60 : mark * 60 + Int.random(in: -200...200, using: &generator))
      text += "commit refs/heads/main\nmark :\(mark)\n"
      text += "committer Ada <ada@example.net> \(time) +0100\ndata 2\nc\n\n"
      if mark > 1 {
        let first =
          straight ? mark - 1 : Int.random(in: max(1, mark - 4)...(mark - 1), using: &generator)
        text += "from :\(first)\n"
        var parents: Set = [first]
        while !straight, Int.random(in: 0..<4, using: &generator) == 0, parents.count < 3 {
          let further = Int.random(in: max(1, mark - 8)...(mark - 1), using: &generator)
          if parents.insert(further).inserted { text += "merge :\(further)\n" }
        }
      }
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let name = Self.names.randomElement(using: &generator)!
        if Int.random(in: 0..<3, using: &generator) == 0 {
          text += "D \(name)\n"
        } else {
          let mode = ["100644", "100644", "100755", "120000"].randomElement(using: &generator)!
          let content = "\(Int.random(in: 0..<6, using: &generator))"
          text += "M \(mode) inline \(name)\ndata \(content.utf8.count)\n\(content)\n"
        }
      }
      text += "\n"
    }
    let marks = "\(builder.path)/.git/marks"
    let outcome = Shell.run(
      ["git", "-C", builder.path, "fast-import", "--quiet", "--force", "--export-marks=\(marks)"],
      input: text
    )
    precondition(outcome.status == 0, outcome.errors)
    commits = Array(repeating: .zero, count: count)
    for line in Shell.run(["cat", marks]).output.split(separator: "\n") {
      let words = line.split(separator: " ")
      commits[Int(words[0].dropFirst())! - 1] = ObjectID(hex: words[1])!
    }
  }

  /// The lines that git prints.
  func git(_ words: [String]) -> [String] {
    builder.git(words).output.split(separator: "\n").map(String.init)
  }
}

extension Shell {
  /// The fields that a command ends with NUL, in bytes.
  static func fields(_ words: [String], input: [UInt8] = []) throws -> [[UInt8]] {
    let result = try ChildProcess.run(words, environment: environment, input: input)
    #expect(result.status == 0)
    return result.output.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
  }
}
