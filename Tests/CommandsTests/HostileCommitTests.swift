import Commands
import TestSupport
import Testing

/// Names and messages of commits that would act on a terminal, or in another encoding.
@Suite struct HostileCommitTests {
  let builder = RepositoryBuilder()

  init() {
    let path = "records/server/one.yaml"
    builder.write("id: one\nclass: server\nname: one\nowner: team/a\n", to: path)
    builder.git(["add", "--all"])
    _ = builder.tryGit(
      ["commit", "--quiet", "--no-verify", "--message", "\u{1B}]0;title\u{7} \u{2066}made\u{9B}"],
      environment: [
        "GIT_AUTHOR_NAME": "Eve\u{1B}[2J\u{202E}\u{8} \u{200B}Curie\u{7F}",
        "GIT_AUTHOR_EMAIL": "eve\u{202D}@x",
      ]
    )
    builder.write("id: one\nclass: server\nname: two\nowner: team/a\n", to: path)
    builder.git(["add", "--all"])
    // git stores what it is given; the header alone says how it is to be read.
    let script = """
      printf 'Gr\\374\\337e \\200' > .git/message &&
      GIT_AUTHOR_NAME="$(printf 'J\\366rg')" git -c i18n.commitEncoding=windows-1252 \
        commit --quiet --no-verify --file .git/message
      """
    _ = Shell.run(["sh", "-c", "cd \"$1\" && \(script)", "sh", builder.path])
  }

  @Test func nothingIsPrintedRaw() {
    let commands = [
      ["log"], ["blame", "server/one"], ["audit"], ["blame", "server/one", "--previous"],
      ["diff", "HEAD~1..HEAD"],
    ]
    let formats = ["table", "json", "ndjson", "yaml", "csv", "html", "markdown"]
    let lines =
      commands.flatMap { command in formats.map { command + ["--format", $0] } }
      + [["blame", "server/one", "--porcelain"]]
    var answers = 0
    for words in lines {
      let run = CommandRun(words, in: builder.path)
      if run.status == .usage { continue }
      answers += 1
      for scalar in (run.output + run.errors).unicodeScalars {
        let isLayout = scalar == "\n" || scalar == "\r"
        #expect(isLayout || scalar.value >= 0x20, "\(words): \(scalar.value)")
        #expect(!(0x7F...0x9F).contains(scalar.value), "\(words): \(scalar.value)")
        let reorders = [0x202E, 0x202D, 0x2066].contains(scalar.value)
        #expect(!reorders, "\(words): \(scalar.value)")
      }
    }
    #expect(answers >= 25)
  }

  @Test func otherEncodingsAreRead() {
    let log = CommandRun(["log"], in: builder.path).output
    #expect(log.contains("Jörg <"))
    #expect(log.contains("Grüße €"))
    #expect(CommandRun(["audit"], in: builder.path).output.contains("Jörg <"))
    #expect(
      CommandRun(["blame", "server/one", "--format", "json"], in: builder.path).output
        .contains("\"name\": \"Jörg\"")
    )
  }
}
