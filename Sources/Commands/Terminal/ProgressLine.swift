internal import Diagnostics

/// One line at the bottom of a terminal that says how far long work has come.
///
/// Work of less than a second shows nothing, and so does a terminal that is none: what is written into a
/// pipe or a file is only talk that somebody reads later.
public final class ProgressLine {
  /// After how many seconds work counts as long.
  private static let patience = 1.0
  /// How many seconds a line stands at least before the next is drawn.
  private static let pause = 0.1

  private let terminal: Terminal
  private let label: String
  private let start: Double
  private var drawn: Double?

  /// Creates the line of one piece of work that begins now; `label` says what is done: `indexing`.
  public init(_ terminal: Terminal, _ label: String) {
    self.terminal = terminal
    self.label = label
    start = terminal.seconds()
  }

  /// Says that `done` of `total` are done: `indexing 1,200 of 9,000 commits, 13 %`. Costs little where
  /// nothing is to be drawn.
  public func show(_ done: Int, of total: Int, _ unit: String) {
    guard terminal.showsProgress else { return }
    let now = terminal.seconds()
    guard now - start >= Self.patience, now - (drawn ?? -Self.pause) >= Self.pause else { return }
    drawn = now
    let share = total > 0 ? done * 100 / total : 100
    let line = "\(label) \(Self.grouped(done)) of \(Self.grouped(total)) \(unit), \(share) %"
    // A line that wraps cannot be drawn over.
    let text = SafeText.escape(line).prefix(max(1, terminal.width - 1))
    terminal.errors.write("\r\(text)\u{1B}[K")
    terminal.errors.flush()
  }

  /// Takes the line away, before anything else is written.
  public func end() {
    guard drawn != nil else { return }
    drawn = nil
    terminal.errors.write("\r\u{1B}[K")
    terminal.errors.flush()
  }

  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
  }
}
