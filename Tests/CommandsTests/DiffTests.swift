import Commands
import TestSupport
import Testing

@Suite struct DiffTests {
  let builder = RepositoryBuilder()

  func run(_ words: String...) -> CommandRun { CommandRun(["diff"] + words, in: builder.path) }

  func server(_ id: String, _ rest: String = "", owner: String = "team/a") {
    builder.write(
      "id: \(id)\nclass: server\nname: \(id)\nowner: \(owner)\nlifecycle: planned\n\(rest)",
      to: "records/server/\(id).yaml"
    )
  }

  @Test func aRevisionIsComparedWithTheWorkingTree() {
    server("one")
    let first = builder.commit("made")
    server("one", "notes: x\n")
    builder.commit("noted")
    server("two")
    #expect(run().output == "server/two created\n")
    #expect(run(first).output == "server/one notes: + x\nserver/two created\n")
    #expect(run(first, "server/two").output == "server/two created\n")
    #expect(run("\(first)..").output == "server/one notes: + x\n")
    #expect(run(first, "--exit-code").status == .no)
    #expect(run("HEAD", "server/one", "--exit-code").status == .success)
  }

  @Test func inABareRepositoryTheMainBranchIsWhatThereIs() {
    server("one")
    let first = builder.commit("made")
    server("one", "notes: x\n")
    builder.commit("noted")
    let bare = TemporaryFolder()
    _ = Shell.run(["git", "clone", "--quiet", "--bare", builder.path, bare.path])
    #expect(CommandRun(["diff", first], in: bare.path).output == "server/one notes: + x\n")
    #expect(
      CommandRun(["diff", "main~1...main"], in: bare.path).output == "server/one notes: + x\n"
    )
  }

  /// What `mv` leaves in the working tree is one renamed record before it is committed.
  @Test func aRenameInTheWorkingTreeIsOne() {
    server("one", "serial: S1\n")
    builder.commit("made")
    builder.remove("records/server/one.yaml")
    server("two", "serial: S1\n")
    #expect(
      run().output == """
        server/two renamed from server/one
        server/two id: one → two
        server/two name: one → two

        """
    )
    #expect(run("server/one").output.hasPrefix("server/two renamed"))
    #expect(run("records/server/one.yaml").output.hasPrefix("server/two renamed"))
  }

  @Test func recordsAreChosenByNamePathAndQueryOnEitherSide() {
    server("one")
    server("two", owner: "team/b")
    builder.write("id: a\nclass: team\nname: A\n", to: "records/team/a.yaml")
    let first = builder.commit("made")
    server("one", "notes: x\n", owner: "team/c")
    builder.remove("records/server/two.yaml")
    builder.write("id: a\nclass: team\nname: B\n", to: "records/team/a.yaml")
    let head = builder.commit("changed")
    let range = "\(first)..\(head)"
    #expect(
      run(range, "owner=team/a").output
        == "server/one owner: team/a → team/c\nserver/one notes: + x\n"
    )
    #expect(run(range, "class=server", "owner=team/c").output.contains("server/one notes"))
    #expect(run(range, "class=server owner=team/b").output == "server/two deleted\n")
    #expect(run(range, "records/team").output == "team/a name: A → B\n")
    #expect(
      run(range, "records/team/", "server/two").output == "server/two deleted\nteam/a name: A → B\n"
    )
    #expect(run(range, "owner=team/z").errors == "no record differs\n")
    #expect(run(range, "server/three").status == .no)
    #expect(run(range, "class=server", "or").status == .usage)
    #expect(run("mian").status == .usage)
    #expect(run("mian..main").status == .usage)
  }

  /// A text that cannot be parsed is told as such, with the commit.
  @Test func whatCannotBeReadIsSaid() {
    server("one")
    let first = builder.commit("made")
    builder.write("id: one\nclass: [\n", to: "records/server/one.yaml")
    let head = builder.commit("broken")
    let broken = run("\(first)..\(head)")
    #expect(
      broken.errors.hasPrefix(
        "cmdb: warning: server/one cannot be read in commit \(head.prefix(12))"
      )
    )
    #expect(broken.errors.contains("records/server/one.yaml: line 3"))
    server("one", "notes: x\n")
    #expect(run().errors.contains("cannot be read in commit \(head.prefix(12))"))
    let log = CommandRun(["log"], in: builder.path)
    #expect(log.output.contains("server/one cannot be parsed from here on"), "\(log.output)")
    #expect(CommandRun(["ls", "class=server", "--at", head], in: builder.path).output.isEmpty)
    builder.write("id: [\n", to: "records/server/one.yaml")
    #expect(run(first).errors.contains("cannot be read in the working tree"))
  }

  /// Nothing that a value holds can break a table, address people, or be markup, a link or HTML.
  @Test(arguments: [
    "a|b", "`", "``` `", "@ada and #12", "<script>alert(1)</script>", "![x](http://y.z)",
    "https://evil.example/ www.x.y a@b.c", "**bold** _i_ ~s~", "\\|", "a\\", "| --- |",
    "x\u{202E}y\u{200B}", "line\none", "&lt;b&gt;", "tab\there", " lead", "$`x`$",
  ])
  func hostileValuesAreCodeOnOneLine(_ text: String) throws {
    server("one")
    let first = builder.commit("made")
    let quoted = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
      .replacing("\t", with: "\\t").replacing("\"", with: "\\\"")
    server("one", "notes: \"\(quoted)\"\n")
    let output = run(first, "--format", "markdown").output
    let rows = output.split(separator: "\n").filter { $0.hasPrefix("| `notes`") }
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    // Four bars make three cells, and what is outside of code is ours alone.
    let outside = Self.outsideOfCode(String(row))
    #expect(outside.count { $0 == "|" } == 4)
    #expect(Set(outside).isSubset(of: Set("| —&#124;")), "\(outside)")
    for scalar in output.unicodeScalars {
      #expect(
        scalar == "\n" || !(scalar.value < 32 || scalar.value == 0x202E || scalar.value == 0x200B)
      )
    }
  }

  /// Takes out code spans as CommonMark 0.31, section 6.1 has them.
  static func outsideOfCode(_ row: String) -> String {
    var outside = ""
    var rest = Array(row)[...]
    while let letter = rest.first {
      guard letter == "`" else {
        outside.append(letter)
        rest = rest.dropFirst()
        continue
      }
      let fence = rest.prefix { $0 == "`" }.count
      rest = rest.dropFirst(fence)
      var run = 0
      var end = rest.endIndex
      for index in rest.indices {
        run = rest[index] == "`" ? run + 1 : 0
        let isLast = index + 1 == rest.endIndex || rest[index + 1] != "`"
        if run == fence, isLast {
          end = index + 1
          break
        }
      }
      rest = rest[end...]
    }
    return outside
  }

  @Test func longCommentsAreCutWithACount() {
    for number in 100..<170 { server("s\(number)") }
    let first = builder.commit("made")
    for number in 100..<170 {
      server("s\(number)", "notes: \(String(repeating: "x", count: 500))\n")
    }
    let many = (0..<60).map { "{ name: e\($0), mac: \"00:16:3e:00:00:\($0 + 10)\" }" }
    server("s100", "interfaces: [\(many.joined(separator: ", "))]\n")
    let output = run(first, "--format", "markdown").output
    #expect(output.hasPrefix("### 70 records: 70 changed, 189 attributes\n"))
    #expect(output.contains("… and 80 more attributes.\n"))
    #expect(output.contains("\n… and 20 more records.\n"))
    #expect(
      output.contains("`x… (340 more characters)") || output.contains("x` … (340 more characters)")
    )
    #expect(output.utf8.count < 65_536)
  }
}
