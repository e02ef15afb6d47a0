import Commands
import TestSupport
import Testing

/// Places in which commands must say clearly what is the matter, and change nothing.
@Suite struct BadPlaceTests {
  let folder = TemporaryFolder()

  func run(_ line: String, in path: String? = nil) -> CommandRun {
    CommandRun(line, in: path ?? folder.path)
  }

  @Test func noRepository() {
    let shown = run("show server/web-01")
    #expect(shown.status == .failure)
    #expect(shown.errors.contains("there is no git repository"))
    #expect(run("schema ls").status == .success, "the classes are known everywhere")
  }

  @Test func anEmptyRepository() {
    _ = Shell.run(["git", "init", "--quiet", folder.path])
    #expect(run("ls").errors == "no record matches\n")
    #expect(run("validate").status == .success)
    #expect(run("log").status == .success)
    #expect(run("sync --once").status == .failure)
    #expect(run("blame server/x").status == .no)
  }

  @Test func sha256() {
    _ = Shell.run(["git", "init", "--quiet", "--object-format=sha256", folder.path])
    let shown = run("ls")
    #expect(shown.status == .failure)
    #expect(shown.errors.contains("SHA-1"))
  }

  /// A newer program's repository may mean something else than it seems to: nothing reads it.
  @Test func aNewerFormat() {
    let copy = DemoRepository.copy()
    let script = """
      cd "$1" && sed -i 's/^format: 1/format: 2/' cmdb.yaml && git commit -qam newer --no-verify \
      && git clone --quiet --bare . "$2"
      """
    let bare = "\(folder.path)/bare.git"
    #expect(Shell.run(["sh", "-c", script, "sh", copy.path, bare]).status == 0)
    let lines = [
      "ls", "show server/web-01", "validate", "validate --staged", "validate --range HEAD~1..HEAD",
      "validate --merge-with HEAD~1", "log", "blame server/web-01", "diff HEAD~1..HEAD",
      "fmt --check", "set server/web-01 u=3", "new server x-01", "rm server/web-01",
      "mv server/web-01 server/x", "codeowners --forge github", "allowed-signers", "schema ls",
      "source ls", "findings", "sync --once", "index status", "hook pre-commit",
      "approve HEAD~1..HEAD", "ls --at HEAD~1",
    ]
    for (line, path) in lines.map({ ($0, copy.path) }) + [("ls", bare), ("validate", bare)] {
      let refused = run(line, in: path)
      #expect(refused.status == .failure, "\(line): \(refused.output)\(refused.errors)")
      #expect(
        refused.errors
          == "cmdb: the repository is of format 2, and this cmdb reads 1: cmdb.yaml: use a newer cmdb\n"
      )
    }
    // What is no number is for the schema to object to.
    _ = Shell.run([
      "sh", "-c", "cd \"$1\" && git reset --quiet --hard HEAD~1 && echo 'format: two' > cmdb.yaml",
      "sh", copy.path,
    ])
    #expect(run("validate", in: copy.path).status == .no)
  }

  @Test func aDetachedHeadAndAShallowClone() {
    let copy = DemoRepository.copy()
    _ = Shell.run(["git", "-C", copy.path, "checkout", "--quiet", "--detach"])
    #expect(run("show server/web-01", in: copy.path).status == .success)
    _ = Shell.run([
      "git", "clone", "--quiet", "--depth=1", "file://\(copy.path)", "\(folder.path)/s",
    ])
    #expect(run("blame server/web-01", in: "\(folder.path)/s").status == .success)
    #expect(run("log", in: "\(folder.path)/s").status == .success)
  }

  @Test func filesThatAreNoRecords() {
    let copy = DemoRepository.copy()
    let records = "\(copy.path)/records/server"
    _ = Shell.run(["ln", "-s", "/etc/passwd", "\(records)/link.yaml"])
    _ = Shell.run([
      "sh", "-c",
      "printf 'id: x\\n' > '\(records)/new\nline.yaml'; printf 'x' > \(records)/readme.txt; printf 'a: [' > \(records)/broken.yaml; printf 'id: Upper\\n' > \(records)/Upper.yaml",
    ])
    _ = Shell.run(["git", "init", "--quiet", "\(records)/inner"])
    let verdict = run("validate", in: copy.path)
    #expect(verdict.status == .no)
    for part in [
      "is a symbolic link", "is another repository", "only records, files that end in .yaml",
      "broken.yaml:1:", "an id starts with a small letter", "new\\nline.yaml",
    ] {
      #expect(verdict.output.contains(part), "\(part)\n\(verdict.output)")
    }
    #expect(run("show server/broken", in: copy.path).status == .no)
    #expect(run("ls class=server", in: copy.path).status == .success)
  }

  @Test func aTruncatedCommitIsNamedAndEndsTheCommand() {
    let copy = DemoRepository.copy()
    let unpack = """
      cd "$1" && id=$(git rev-parse HEAD~1) && mv .git/objects/pack .git/away \
      && for pack in .git/away/*.pack; do git unpack-objects -q < "$pack"; done \
      && file=.git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-) && chmod u+w "$file" \
      && truncate -s 40 "$file"
      """
    #expect(Shell.run(["sh", "-c", unpack, "sh", copy.path]).status == 0)
    for words in [["diff", "HEAD~1..HEAD"], ["validate", "--range", "HEAD~1..HEAD"]] {
      let refused = CommandRun(words, in: copy.path)
      #expect(refused.status == .failure, "\(words) \(refused.errors)")
    }
  }

  @Test func aSparseCheckoutIsWhole() {
    let copy = DemoRepository.copy()
    let script = """
      cd "$1" && git status --porcelain && git sparse-checkout init --cone --sparse-index \
      && git sparse-checkout set records/server records/team schema
      """
    #expect(Shell.run(["sh", "-c", script, "sh", copy.path]).status == 0)
    #expect(Shell.run(["test", "-e", "\(copy.path)/records/application"]).status == 1)
    #expect(run("validate", in: copy.path).status == .success)
    #expect(run("show application/web-shop", in: copy.path).status == .success)
    #expect(
      run("ls", in: copy.path).output == run("ls", in: DemoRepository.path).output
    )
    for line in ["rm application/web-shop", "mv application/web-shop application/shop --force"] {
      let refused = run(line, in: copy.path)
      #expect(refused.status == .failure, "\(line)")
      #expect(refused.errors.contains("left out of this sparse checkout"))
    }
  }

  @Test func aBareRepositoryIsReadAtMain() {
    let bare = "\(folder.path)/b.git"
    _ = Shell.run(["git", "clone", "--quiet", "--bare", DemoRepository.path, bare])
    _ = Shell.run(["git", "-C", bare, "symbolic-ref", "HEAD", "refs/heads/none"])
    for line in ["ls", "show server/web-01", "validate", "blame server/web-01"] {
      #expect(run(line, in: bare).status == .success, "\(line)")
    }
  }

  @Test func whatASoleCommitKnowsIsSaidOfAShallowClone() {
    let shallow = "\(folder.path)/s"
    _ = Shell.run([
      "git", "clone", "--quiet", "--depth=2", "file://\(DemoRepository.path)", shallow,
    ])
    let blamed = run("blame server/web-01 --field owner", in: shallow)
    #expect(blamed.status == .success)
    #expect(blamed.errors.contains("history ends at"))
    #expect(run("log server/web-01", in: shallow).errors.contains("git fetch --unshallow"))
    #expect(run("ls --at 2025-06-01", in: shallow).errors.contains("git fetch --unshallow"))
  }

  @Test func aPipeThatNobodyFillsIsNotRead() {
    let copy = DemoRepository.copy()
    _ = Shell.run(["mkfifo", "\(copy.path)/records/server/b.yaml"])
    // Git cannot keep one, so no commit is about it.
    for line in ["validate", "validate --no-index", "ls class=server", "fmt --check"] {
      #expect(run(line, in: copy.path).status == .success, "\(line)")
    }
    #expect(run("validate records/server/b.yaml", in: copy.path).status == .no)
    #expect(run("show server/b", in: copy.path).status == .no)
  }

  @Test func recordsThatAreALinkAreNoRecords() {
    let copy = DemoRepository.copy()
    _ = Shell.run(["sh", "-c", "cd \"$1\" && mv records rx && ln -s rx records", "sh", copy.path])
    #expect(run("validate", in: copy.path).output.contains("records is a symbolic link"))
  }

  @Test func whatCannotBeReadIsSaidToBeLeftOut() {
    let copy = DemoRepository.copy()
    _ = Shell.run(["sh", "-c", "echo 'id: [' > \"$1/records/server/z1.yaml\"", "sh", copy.path])
    let listed = run("ls class=server", in: copy.path)
    #expect(listed.errors.contains("server/z1 cannot be read and is left out"))
    #expect(run("ls class=team", in: copy.path).errors.isEmpty)
  }

  @Test func anAnswerThatCannotBeWrittenIsAFailure() {
    let full = Shell.run([
      "sh", "-c", "\"$1\" -C \"$2\" ls > /dev/full", "sh", CommandRun.program, DemoRepository.path,
    ])
    #expect(full.status == 3)
    #expect(full.errors.contains("No space left on device"))
  }

  @Test func valuesAreEscapedOnATerminal() {
    let copy = DemoRepository.copy()
    _ = Shell.run([
      "sh", "-c",
      "printf 'id: evil\\nclass: server\\nname: \"a\\\\e[31mb\\\\u202Ec\"\\n' > \(copy.path)/records/server/evil.yaml",
    ])
    let listed = run("ls class=server name~a*", in: copy.path)
    #expect(!listed.output.contains("\u{1B}") && !listed.output.contains("\u{202E}"))
    #expect(listed.output.contains("\\u{1b}[31mb\\u{202e}c"))
  }

  @Test func hostileReferences() {
    for name in ["../../etc", "server/..", "server/a/b", "server/con", "-rf", "server/\u{0}"] {
      let shown = CommandRun(["show", name], in: DemoRepository.path)
      #expect(shown.status != .success, "\(name)")
    }
  }

  @Test func usageIsTwo() {
    for words in [
      ["ls", "--format", "xml"], ["show"], ["set"], ["set", "server/web-01"], ["import"],
      ["diff", "a"], ["ls", "--nonsense"],
    ] {
      #expect(CommandRun(words, in: DemoRepository.path).status == .usage, "\(words)")
    }
  }
}
