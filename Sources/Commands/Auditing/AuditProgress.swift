/// Tells people how far long work is, on a line of the terminal that goes when it is done.
struct AuditProgress {
  private let terminal: Terminal

  init(_ terminal: Terminal) { self.terminal = terminal }

  /// Runs `work`, and shows what it tells: `checking 12 of 80 commits`.
  func during<Answer>(
    _ verb: String,
    _ things: String,
    _ work: ((_ done: Int, _ total: Int) -> Void) throws -> Answer
  ) rethrows -> Answer {
    guard terminal.showsProgress else { return try work { _, _ in } }
    defer { terminal.errors.write("\r\u{1B}[K") }
    return try work { done, total in
      terminal.errors.write("\r\(verb) \(done) of \(total) \(things)")
      terminal.errors.flush()
    }
  }
}
