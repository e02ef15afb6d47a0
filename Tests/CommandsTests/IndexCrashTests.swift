import Commands
import Documents
import Git
import Glibc
import TestSupport
import Testing

/// Writers of the index that are killed at any instant leave one that the next command can use.
@Suite struct IndexCrashTests {
  /// The program, built beside the tests.
  static let program: String? = {
    let own = Shell.run(["readlink", "/proc/\(getpid())/exe"]).output.trimmed
    let places = [CommandLine.arguments[0], own].map { path in
      path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/cmdb"
    }
    return places.first { Shell.run(["test", "-f", $0, "-a", "-x", $0]).status == 0 }
  }()

  /// A hundred commits of a few records.
  static func history() -> RepositoryBuilder {
    let builder = RepositoryBuilder(bare: true)
    var stream = ""
    for number in 1...120 {
      let id = "r\(number % 23)"
      let text = "id: \(id)\nclass: server\nname: n\(number)\nserial: s\(number % 7)\n"
      stream += """
        commit refs/heads/all
        committer Ada <ada@example.net> \(1_764_000_000 + number) +0000
        data 1
        c
        M 100644 inline records/server/\(id).yaml
        data \(text.utf8.count)
        \(text)

        """
    }
    let made = Shell.run(["git", "-C", builder.path, "fast-import", "--quiet"], input: stream)
    precondition(made.status == 0)
    builder.git(["update-ref", "refs/heads/main", "refs/heads/all"])
    return builder
  }

  @Test(.enabled(if: program != nil)) func killedWritersLeaveAUsableIndex() throws {
    let seed = SeededGenerator.seed(for: "IndexCrashTests")
    var random = SeededGenerator(seed: seed)
    let builder = Self.history()
    let program = try #require(Self.program)
    let index = "\(builder.path)/cmdb/index.sqlite"
    var replaced = Set<String>()
    #expect(CommandRun("index rebuild", in: builder.path).status == .success)
    for round in 0..<24 {
      // One that goes on from what is there, one that makes it anew, and two at once.
      let words = round % 3 == 0 ? "log server/r1 --limit 1" : "index rebuild"
      let delay = Double.random(in: 0.01...0.5, using: &random)
      // However busy the machine is, the last are done before they are killed.
      let pause = round == 23 ? "wait $one $two" : "sleep \(delay)"
      let main = "refs/heads/all~\(Int.random(in: 0..<100, using: &random))"
      let script = """
        cd '\(builder.path)'
        git update-ref refs/heads/main $(git rev-parse '\(main)')
        '\(program)' \(words) >/dev/null 2>&1 & one=$!
        '\(program)' index rebuild >/dev/null 2>&1 & two=$!
        \(pause); kill -9 $one $two 2>/dev/null; wait $one $two 2>/dev/null; exit 0
        """
      _ = Shell.run(["sh", "-c", script])
      replaced.insert(Shell.run(["stat", "-c", "%i", index]).output)
      let status = CommandRun("index status --format json", in: builder.path)
      #expect(status.status == .success)
      #expect(!status.output.contains("unusable"), "SEED=\(seed) round \(round): \(status.output)")
    }
    // Some were killed before they were done, some after.
    #expect(replaced.count > 1)
    builder.git(["update-ref", "refs/heads/main", "refs/heads/all"])
    let rebuilt = CommandRun("index rebuild", in: builder.path)
    #expect(rebuilt.errors.contains("indexed 120 commits with 120 changes, 23 records"))
    // Nothing of those that were killed is left beside it.
    let names = Shell.run(["ls", "\(builder.path)/cmdb"]).output.split(separator: "\n")
    #expect(names.allSatisfy { $0.hasPrefix("index.") && !$0.contains(".new") })
  }
}
