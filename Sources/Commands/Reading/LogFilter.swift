internal import Documents
internal import History
internal import Records

/// Which changes a log tells.
struct LogFilter {
  private let field: AttributePath?
  private let actor: String?
  private let source: String?
  private let since: CalendarDay?
  private let until: CalendarDay?

  init(
    field: String?,
    actor: String?,
    source: String?,
    since: String?,
    until: String?,
    today: CalendarDay
  ) throws {
    self.field = try field.map { try QueryArgument.path($0) }
    self.actor = actor?.lowercased()
    self.source = source
    self.since = try since.map { try Self.day($0, today) }
    self.until = try until.map { try Self.day($0, today) }
  }

  private static func day(_ text: String, _ today: CalendarDay) throws -> CalendarDay {
    guard let day = RelativeDate.day(text, today: today) else {
      throw CommandFailure(.usage, "\(text) is no date", remedy: "write 2026-11-24 or today-30d")
    }
    return day
  }

  /// Whether the commit is told about at all, by its day.
  func isBeforeRange(_ facts: CommitFacts) -> Bool {
    let day = CalendarDay(secondsSince1970: facts.time)
    if let since, day < since { return true }
    if let until, day > until { return true }
    return false
  }

  /// The changes of a commit that are told about.
  func changes(of entry: ChangeLog.Entry) -> [AttributeChange] {
    if let actor {
      let author = entry.facts.author
      guard author.name.lowercased().contains(actor) || author.email.lowercased() == actor else {
        return []
      }
    }
    if let source, !entry.facts.deliveries.contains(where: { $0.source == source }) { return [] }
    guard let field else { return entry.changes }
    return entry.changes.filter { change in
      change.attribute?.hasPrefix(field) ?? (change.kind == .created || change.kind == .deleted)
    }
  }
}
