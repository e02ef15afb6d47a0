import Commands
import Testing

/// What long work shows on a terminal.
@Suite struct ProgressLineTests {
  /// A clock that a test moves.
  final class Clock { var now = 0.0 }

  let clock = Clock()
  let errors = OutputSink.buffer()

  func terminal(showsProgress: Bool = true, width: Int = 80) -> Terminal {
    let clock = clock
    return Terminal(
      output: .buffer(),
      errors: errors,
      showsProgress: showsProgress,
      width: width,
      seconds: { clock.now }
    )
  }

  @Test func showsNothingInTheFirstSecond() {
    let line = ProgressLine(terminal(), "indexing")
    clock.now = 0.9
    line.show(1, of: 2, "commits")
    line.end()
    #expect(errors.text.isEmpty)
  }

  @Test func drawsOverItselfAndGoes() {
    let line = ProgressLine(terminal(), "indexing")
    clock.now = 1.5
    line.show(1_234, of: 1_000_000, "commits")
    clock.now = 1.55
    line.show(1_235, of: 1_000_000, "commits")
    clock.now = 1.7
    line.show(500_000, of: 1_000_000, "commits")
    line.end()
    line.end()
    #expect(
      errors.text == "\rindexing 1,234 of 1,000,000 commits, 0 %\u{1B}[K"
        + "\rindexing 500,000 of 1,000,000 commits, 50 %\u{1B}[K\r\u{1B}[K"
    )
  }

  @Test func saysNothingIntoAPipe() {
    let line = ProgressLine(terminal(showsProgress: false), "indexing")
    clock.now = 5
    line.show(1, of: 2, "commits")
    line.end()
    #expect(errors.text.isEmpty)
  }

  @Test func fitsANarrowTerminalAndIsSafe() {
    let line = ProgressLine(terminal(width: 12), "in\u{1B}dexing")
    clock.now = 2
    line.show(0, of: 0, "commits")
    #expect(errors.text.hasPrefix("\rin\\"))
    #expect(errors.text.dropFirst().prefix { $0 != "\u{1B}" }.count == 11)
  }
}
