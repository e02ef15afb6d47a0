import Commands
import TestSupport
import Testing

/// Long answers are paged on a terminal, and only there.
@Suite struct PagerTests {
  func shell(_ script: String, _ environment: [String: String] = [:]) -> String {
    Shell.run(
      ["sh", "-c", script, "sh", CommandRun.program, DemoRepository.path],
      environment: environment
    ).output
  }

  @Test func aPipeGetsNoPager() {
    let text = shell("\"$1\" -C \"$2\" ls class=rack | cat", ["PAGER": "sed s/^/paged:/"])
    #expect(text.contains("rack/fra1-a07"))
    #expect(!text.contains("paged:"))
  }

  @Test func aTerminalGetsTheOneThatIsNamed() {
    // `script` of util-linux gives the program a terminal; where it is missing there is none to try.
    guard Shell.run(["sh", "-c", "command -v script"]).status == 0 else { return }
    let run = "script -qec \"'$1' -C '$2' ls class=rack\" /dev/null < /dev/null"
    let paged = shell(run, ["PAGER": "sed s/^/paged:/", "TERM": "xterm"])
    #expect(paged.contains("paged:rack/fra1-a07"), "\(paged)")
    let plain = shell(run, ["PAGER": "cat", "TERM": "xterm"])
    #expect(plain.contains("rack/fra1-a07") && !plain.contains("paged:"))
  }
}
