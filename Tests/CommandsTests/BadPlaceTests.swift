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
