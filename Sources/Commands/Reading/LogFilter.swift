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
    self.since = try DayArgument.day(since, today: today)
    self.until = try DayArgument.day(until, today: today)
  }

  /// Whether the commit is told about at all, by its day and by who made it.
  func takes(_ facts: CommitFacts) -> Bool {
    let day = CalendarDay(secondsSince1970: facts.time)
    if let since, day < since { return false }
    if let until, day > until { return false }
    if let source, !facts.deliveries.contains(where: { $0.source == source }) { return false }
    guard let actor else { return true }
    return facts.author.name.lowercased().contains(actor)
      || facts.author.email.lowercased() == actor
  }

  /// The changes of a commit that are told about.
  func changes(of entry: ChangeLog.Entry) -> [AttributeChange] {
    guard let field else { return entry.changes }
    return entry.changes.filter { change in
      change.attribute?.hasPrefix(field)
        ?? [.created, .deleted, .unparsable].contains(change.kind)
    }
  }
}
