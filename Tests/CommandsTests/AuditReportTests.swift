import Commands
import TestSupport
import Testing

@Suite struct AuditReportTests {
  let builder = RepositoryBuilder()

  func run(_ words: String...) -> CommandRun { CommandRun(["audit"] + words, in: builder.path) }

  /// The rows of the report as CSV, without its header; no value of these tests holds a comma.
  func rows(_ words: [String] = []) -> [[String]] {
    let output = CommandRun(["audit"] + words + ["--format", "csv"], in: builder.path).output
    return output.split(separator: "\r\n").map(String.init).filter { !$0.hasPrefix("#") }
      .dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Reference, attribute, change, old and new of each row.
  func told(_ words: String...) -> [String] {
    rows(words).map { $0.prefix(5).joined(separator: " ") }
  }

  func server(_ id: String, _ rest: String = "", owner: String = "team/a") {
    builder.write(
      "id: \(id)\nclass: server\nname: \(id)\nowner: \(owner)\nlifecycle: planned\n\(rest)",
      to: "records/server/\(id).yaml"
    )
  }

  func person(_ id: String, _ rest: String) {
    builder.write("id: \(id)\nclass: person\nname: \(id)\n\(rest)", to: "records/person/\(id).yaml")
  }

  /// Makes an SSH key beside the working tree and returns its file and its public line.
  func key(_ folder: TemporaryFolder, _ name: String, _ type: String = "ed25519") -> (
    file: String, line: String
  ) {
    let file = "\(folder.path)/\(name)"
    let made = Shell.run(["ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", file])
    precondition(made.status == 0, made.errors)
    return (file, Shell.run(["cat", file + ".pub"]).output.trimmed)
  }

  func signed(_ message: String, _ key: String) {
    builder.git(["add", "--all"])
    builder.git([
      "-c", "gpg.format=ssh", "-c", "user.signingkey=\(key)", "commit", "--quiet", "-S",
      "--no-verify", "--message", message,
    ])
  }

  /// Puts a changed copy of the newest commit in its place.
  func rewriteHead(_ change: (String) -> String) {
    let text = builder.git(["cat-file", "commit", "HEAD"]).output
    let made = Shell.run(
      ["git", "-C", builder.path, "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
      input: change(text)
    )
    builder.git(["update-ref", "refs/heads/main", made.output.trimmed])
  }

  @Test func signaturesAreCheckedByThePersonRecordsBefore() {
    let keys = TemporaryFolder()
    let (ada, eve) = (key(keys, "ada"), key(keys, "eve"))
    let rsa = key(keys, "rsa", "ecdsa")
    person("ada", "authors: [ada@example.net]\n")
    builder.commit("people")
    person("ada", "authors: [ada@example.net]\nkeys: [\(ada.line)]\n")
    signed("before the key is listed", ada.file)
    server("one")
    signed("by ada", ada.file)
    server("two")
    signed("by nobody", eve.file)
    server("three")
    signed("not checked", rsa.file)
    server("four")
    signed("tampered", ada.file)
    rewriteHead { $0.replacing("tampered", with: "changed") }
    server("five")
    builder.commit("pgp")
    rewriteHead {
      $0.replacing(
        "\n\npgp",
        with: "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\npgp"
      )
    }
    let found = rows().map { "\($0[0]) \($0[2]) \($0[5].split(separator: "(").last!) \($0[10])" }
    #expect(
      found == [
        "server/five created claimed) unchecked: OpenPGP",
        "server/four created claimed) invalid",
        "server/three created claimed) unchecked: SSH ecdsa-sha2-nistp256",
        "server/two created claimed) unknown-key",
        "server/one created verified) valid: person/ada",
        "person/ada added claimed) unknown-key",
        "person/ada created claimed) unsigned",
      ]
    )
    #expect(run("server/one", "--format", "json").output.contains("\"signature\":\"valid\""))
  }

  /// Who approved a merge approved what it brought.
  @Test func approvalsOfAMergeAreThoseOfItsCommits() {
    server("one")
    builder.commit("made")
    builder.git(["checkout", "--quiet", "-b", "proposal"])
    server("one", "notes: x\n")
    builder.commit("noted", by: .bob)
    builder.git(["checkout", "--quiet", "main"])
    server("two")
    builder.commit("other")
    builder.git(["merge", "--quiet", "--no-commit", "proposal"])
    builder.commit("Merge\n\nApproved-by: Eve Curie <eve@example.net>\n")
    #expect(
      rows().map { "\($0[0]) \($0[1]) \($0[7])" } == [
        "server/two  ", "server/one notes Eve Curie <eve@example.net> (claimed)", "server/one  ",
      ]
    )
  }

  @Test func queriesAskTheRecordsAsTheyStood() {
    server("one")
    server("two", owner: "team/b")
    builder.commit("made")
    server("one", "notes: x\n", owner: "team/b")
    builder.commit("handed over")
    server("one", "notes: y\n", owner: "team/b")
    builder.commit("noted")
    builder.remove("records/server/two.yaml")
    builder.commit("sold")
    #expect(
      told("owner=team/a") == [
        "server/one owner changed team/a team/b", "server/one notes added  x",
        "server/one  created  ",
      ]
    )
    #expect(told("class=server", "owner=team/b").first == "server/two  deleted  ")
    #expect(told("owner=team/z").isEmpty)
    #expect(told("server/two") == ["server/two  deleted  ", "server/two  created  "])
    #expect(run("server/three").status == .no)
    #expect(run("server/three").errors.hasPrefix("cmdb: there is no record server/three"))
    #expect(run("class=sever").status == .usage)
  }

  @Test func aRecordIsFollowedUnderItsEarlierNames() {
    server("one", "serial: S1\n")
    builder.commit("made")
    builder.remove("records/server/one.yaml")
    server("two", "serial: S1\n")
    builder.commit("renamed")
    #expect(told("server/two").first == "server/two  renamed from server/one  ")
    #expect(told("server/two").last == "server/one  created  ")
    #expect(told("server/one") == ["server/one  created  "])
  }

  /// A text that cannot be parsed is told once; what mends it is compared with what was there before.
  @Test func invalidTextsOfThePastAreSaidToBeSo() {
    server("one")
    builder.commit("made")
    builder.write("id: one\nclass: [\n", to: "records/server/one.yaml")
    builder.commit("broken")
    builder.write("id: one\nclass: {\n", to: "records/server/one.yaml")
    builder.commit("still broken")
    server("one", "notes: x\n")
    builder.commit("mended")
    builder.write("{", to: "records/server/two.yaml")
    builder.commit("born broken")
    #expect(
      told() == [
        "server/two  created  ", "server/two  unreadable  ", "server/one notes added  x",
        "server/one  unreadable  ", "server/one  created  ",
      ]
    )
    #expect(told("class=server") == told().filter { $0.hasPrefix("server/one") })
    #expect(run("--format", "json").output.contains("\"kind\":\"unreadable\""))
  }

  @Test func theDigestIsThatOfTheBody() {
    server("one", "notes: \"=1+1, <b>\\n\\\"x\\\"\"\n")
    builder.commit("made")
    server("one", "notes: '-'\n")
    builder.commit("noted")
    for words in [[], ["class=server"], ["--since", "2030-01-01"]] {
      for (format, cut) in [
        ("table", "sed '1,/^$/d'"), ("csv", "grep -v '^#'"), ("json", "sed '1,2d;$d'"),
        ("html", "sed -n '/^<table>$/,/^<\\/table>$/p'"),
      ] {
        let report = CommandRun(["audit"] + words + ["--format", format], in: builder.path)
        #expect(report.status == .success)
        let sum = Shell.run(["sh", "-c", "\(cut) | sha256sum"], input: report.output).output
        let digest = sum.split(separator: " ")[0]
        #expect(report.output.contains("sha256:\(digest)"), "\(format) \(words)")
      }
    }
  }

  /// The same commit and arguments give the same bytes, elsewhere and at another time.
  @Test func theSameBytesEverywhere() {
    server("one", "support: { ends: 2026-01-01 }\n")
    let head = builder.commit("made")
    let clone = TemporaryFolder()
    _ = Shell.run(["git", "clone", "--quiet", "--bare", builder.path, "\(clone.path)/other.git"])
    for format in ["table", "csv", "json", "html"] {
      let words = [
        "audit", "class=server support.ends<today+90d", "--since", "today-1y", "--until", "today",
        "--format", format,
      ]
      let here = CommandRun(words, in: builder.path)
      let there = CommandRun(
        words,
        in: "\(clone.path)/other.git",
        now: 2_000_000_000,
        environment: ["LC_ALL": "C", "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"]
      )
      #expect(here.output == there.output)
      #expect(here.output.contains(head))
      #expect(here.output.contains("2024-11-24..2025-11-24"))
      #expect(here.output.contains("2026-02-22"))
      #expect(!here.output.contains("today"))
      #expect(!here.output.contains(builder.path))
    }
  }

  /// Nothing that a value, a name or a message holds is printed raw, is a formula, or is markup.
  @Test(arguments: ["table", "csv", "json", "html"])
  func whatComesFromOutsideIsEscaped(_ format: String) {
    builder.write(
      "id: one\nclass: server\nowner: team/a\nname: \"\\u001b[31m<img src=x>\\u202e\\u0007\"\n"
        + "notes: \"=HYPERLINK(1)\\n+x\"\nfqdn: '@sum'\nasset_tag: \"\\tx\"\n",
      to: "records/server/one.yaml"
    )
    builder.commit("made")
    builder.write("id: one\nclass: server\nowner: team/a\n", to: "records/server/one.yaml")
    builder.git(["add", "--all"])
    _ = builder.tryGit(
      ["commit", "--quiet", "--no-verify", "--message", "\u{1B}]0;x\u{7}"],
      environment: [
        "GIT_AUTHOR_NAME": "=Eve\u{1B}[2J\u{202E}\u{9B} <script>alert('x')</script>",
        "GIT_AUTHOR_EMAIL": "e\u{200B}@x",
      ]
    )
    let output = run("--format", format).output
    #expect(output.contains("u{1b}") || output.contains("u001b"))
    for scalar in output.unicodeScalars {
      let isSafe = scalar == "\n" || scalar == "\r" || scalar.value >= 0x20
      #expect(isSafe && !(0x7F...0x9F).contains(scalar.value))
      #expect(scalar.value != 0x202E)
    }
    switch format {
    case "html":
      #expect(!output.contains("<script"))
      #expect(!output.contains("<img"))
      #expect(
        output.contains("default-src &#39;none&#39;") || output.contains("default-src 'none'")
      )
      #expect(output.contains("&lt;img src=x&gt;"))
    case "csv":
      for cell in ["'=HYPERLINK(1)\\n+x", "'@sum"] { #expect(output.contains(",\(cell),")) }
      #expect(output.contains(",'=Eve\\u{1b}[2J"))
    default: break
    }
  }

  /// Times that no calendar knows, and days before 1970.
  @Test func oddTimesAreToldAndCounted() {
    server("one")
    builder.commit("made")
    for (number, time) in [
      "-86400", "4294967296", "9223372036854775808", "99999999999999999999999",
    ].enumerated() {
      server("one", "notes: n\(number)\n")
      builder.commit("at \(number)")
      rewriteHead { $0.replacing(/> \d+ \+0000/) { _ in "> \(time) +0000" } }
    }
    #expect(
      rows().map { "\($0[4]) \($0[9])" } == [
        "n3 9999-12-31T23:59:59Z", "n2 9999-12-31T23:59:59Z", "n1 2106-02-07T06:28:16Z",
        "n0 1969-12-31T00:00:00Z", " 2025-11-24T16:00:00Z",
      ]
    )
    #expect(told("--until", "1969-12-31") == ["server/one notes added  n0"])
    #expect(told("--since", "9999-01-01").count == 2)
    #expect(CommandRun(["log"], in: builder.path).output.contains("1969-12-31T00:00:00Z"))
    let blame = CommandRun(["blame", "server/one"], in: builder.path)
    #expect(blame.output.contains("9999-12-31"))
  }

  @Test func wrongArgumentsAndNoCommit() {
    #expect(run().status == .failure)
    server("one")
    builder.commit("made")
    #expect(run("--since", "yesterday").status == .usage)
    #expect(run("--format", "pdf").status == .usage)
    #expect(run("--at", "mian").status == .usage)
    #expect(run("name~").status == .usage)
    #expect(run("--at", "HEAD").status == .success)
    #expect(run("report", "server/one").output == run("server/one").output)
    #expect(run("server/one", "--no-index").output == run("server/one").output)
  }
}
