import Commands
import TestSupport
import Testing

/// Histories as they come: hostile names, other encodings, strange clocks, broken records.
@Suite struct HistoryTextTests {
  let builder = RepositoryBuilder()
  var path: String { builder.path }
  static let record = "records/team/a.yaml"

  func text(_ name: String) -> String {
    "id: a\nclass: team\nname: \(name)\nlifecycle: active\ncontact: { mail: a@example.net }\n"
  }

  /// Makes a commit from its very bytes, on top of HEAD, and moves `main` there.
  func commitRaw(_ name: String, header: String, message: String = "Change", latin: Bool = false) {
    builder.write(text(name), to: Self.record)
    builder.git(["add", "--all"])
    let tree = builder.git(["write-tree"]).output.trimmed
    let parent = builder.tryGit(["rev-parse", "-q", "--verify", "HEAD"]).output.trimmed
    let commit =
      "tree \(tree)\n" + (parent.isEmpty ? "" : "parent \(parent)\n") + header + "\n\n\(message)\n"
    let script =
      latin
      ? "iconv -f UTF-8 -t ISO-8859-1 | git -C '\(path)' hash-object -t commit -w --literally --stdin"
      : "git -C '\(path)' hash-object -t commit -w --literally --stdin"
    let made = Shell.run(["sh", "-c", script], input: commit)
    precondition(made.status == 0, made.errors)
    builder.git(["update-ref", "refs/heads/main", made.output.trimmed])
  }

  func person(_ name: String, at time: String) -> String {
    "author \(name) <x@example.net> \(time) +0000\ncommitter \(name) <x@example.net> \(time) +0000"
  }

  /// The answers with the index and without, which must be the same.
  func answer(_ line: String) -> String {
    let run = CommandRun(line, in: path)
    let walked = CommandRun(line + " --no-index", in: path)
    #expect(run.output == walked.output, "\(line)")
    #expect(run.status == .success, "\(run.errors)")
    return run.output
  }

  @Test func aLogOfNoCommitsIsEmptyAndFewerThanNoneAreRefused() {
    commitRaw("one", header: person("A", at: "1764000000"))
    commitRaw("two", header: person("A", at: "1764000001"))
    #expect(answer("log -n 0").isEmpty)
    #expect(answer("log -n 0 --format json") == "[]\n")
    #expect(answer("log -n 1 --format ndjson").split(separator: "\n").count == 1)
    let refused = CommandRun("log --limit=-1", in: path)
    #expect(refused.status == .usage)
    #expect(refused.errors.contains("-n -1 is no number of commits"), "\(refused.errors)")
  }

  @Test func hostileNamesAreNeverPrintedRaw() {
    commitRaw(
      "one",
      header: person("Eve\u{1B}[2J\u{202E}live", at: "1764000000"),
      message: "Say \u{1B}]0;x\u{07} and \u{2066}more"
    )
    for line in [
      "blame team/a", "blame team/a --porcelain", "blame team/a --format json", "log team/a", "log",
      "log --format json",
    ] {
      let output = answer(line)
      #expect(output.contains("Eve"), "\(line)")
      for scalar in ["\u{1B}", "\u{202E}", "\u{2066}", "\u{07}"] {
        #expect(!output.contains(scalar), "\(line)")
      }
    }
  }

  @Test func otherEncodingsAreRead() {
    commitRaw(
      "one",
      header: person("Jörg Müßig", at: "1764000000") + "\nencoding ISO-8859-1",
      message: "Größe geändert",
      latin: true
    )
    #expect(answer("blame team/a").contains("Jörg Müßig (claimed)"))
    #expect(answer("log team/a").contains("Größe geändert"))
    #expect(answer("log --actor müßig --format ndjson").contains("Jörg"))
  }

  @Test func strangeClocksAreTold() {
    commitRaw("one", header: person("Old", at: "-86400"))
    commitRaw("two", header: person("New", at: "32503680000"))
    commitRaw("three", header: person("Now", at: "1764000000"))
    let log = answer("log team/a")
    #expect(log.contains("3000-01-01T00:00:00Z"))
    #expect(log.contains("2025-11-24T16:00:00Z"))
    // Git itself takes a time before 1970 for the very beginning, or for what it says.
    #expect(log.contains("1970-01-01T00:00:00Z") || log.contains("1969-12-31T00:00:00Z"))
    #expect(answer("blame team/a --field name").contains("Now"))
    #expect(answer("ls class=team --at 2026-01-01 --format csv").contains("three"))
  }

  @Test func brokenVersionsAreShownAsSuch() {
    builder.write(text("one"), to: Self.record)
    builder.commit("Begin")
    builder.write("id: [a\n", to: Self.record)
    let broken = builder.commit("Break it")
    builder.write(text("two"), to: Self.record)
    builder.commit("Mend it")
    let log = answer("log team/a")
    #expect(log.contains("team/a cannot be parsed from here on"))
    #expect(log.contains("    Break it\n"))
    #expect(!log.contains("lifecycle: - active"))
    #expect(answer("log team/a --format json").contains("\"kind\": \"unparsable\""))
    #expect(answer("blame team/a --field name").contains("Mend it"))
    let past = CommandRun("blame team/a --at \(broken)", in: path)
    #expect(past.status == .no)
    #expect(past.errors.contains("cannot be parsed"))
    let list = CommandRun("ls class=team --at \(broken)", in: path)
    #expect(list.status == .success)
    #expect(list.errors.contains("team/a cannot be read and is left out"))
  }

  @Test func proposalsAreNamed() {
    let messages = [
      "Merge pull request #12 from acme/branch": 12, "Widen the racks (#7)": 7,
      "Merge branch 'x' into 'main'\n\nWiden\n\nSee merge request acme/cmdb!31": 31,
      "Merge pull request 'Widen (really)' (#5) from x into main": 5,
      "Merged in x (pull request #9)": 9, "Close #4 (not really)": 0, "Revert \"A (#3)\"": 0,
    ]
    for (place, message) in messages.keys.sorted().enumerated() {
      builder.write(text("v\(place)"), to: Self.record)
      builder.commit(message)
    }
    let log = answer("log --format ndjson")
    for (message, number) in messages {
      let line = log.split(separator: "\n").first {
        $0.contains(
          "\"summary\":" + "\"\(message.prefix { $0 != "\n" }.replacing("\"", with: "\\\""))\""
        )
      }
      #expect(
        line?.contains("\"proposal\":\(number == 0 ? "null" : "\(number)")") == true,
        "\(message)"
      )
    }
    #expect(answer("log").contains("    proposal 31\n"))
  }

  @Test func aBrokenIndexIsWalkedAround() {
    builder.write(text("one"), to: Self.record)
    builder.commit("Begin")
    let expected = answer("blame team/a")
    let file = "\(path)/.git/cmdb/index.sqlite"
    // Damaged, it is built anew; where that cannot be, the answer comes with a warning.
    _ = Shell.run(["sh", "-c", "rm -f '\(file)'-*; echo junk > '\(file)'"])
    #expect(answer("blame team/a") == expected)
    _ = Shell.run(["sh", "-c", "rm -f '\(file)'*; mkdir '\(file)'"])
    let run = CommandRun("blame team/a", in: path)
    #expect(run.output == expected)
    #expect(run.errors.contains("warning: the index cannot be used"))
    let quiet = CommandRun("blame team/a --no-index", in: path)
    #expect(quiet.errors == "")
  }

  @Test func newCommitsAreReadFirst() {
    builder.write(text("one"), to: Self.record)
    builder.commit("Begin")
    #expect(answer("blame team/a --field name").contains("Begin"))
    builder.write(text("two"), to: Self.record)
    builder.commit("Rename the team")
    #expect(answer("blame team/a --field name").contains("Rename the team"))
    builder.write(text("three"), to: Self.record)
    #expect(answer("blame team/a --field name").contains("not committed yet"))
    builder.git(["stash", "--quiet"])
    builder.git(["reset", "--quiet", "--hard", "HEAD~1"])
    #expect(answer("blame team/a --field name").contains("Begin"))
  }
}
