internal import ArgumentParser
internal import Git
internal import History
internal import Records
internal import Snapshots
internal import Sync

/// `cmdb audit [QUERY]`: every change as evidence.
struct AuditReport: Command {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Every change as evidence: who, from what to what, by whose word.",
    discussion: Prose.filled(
      """
      The changes of the main branch, newest first, with a header that says what the report is about
      and the SHA-256 of the rest. The same commit and arguments give the same bytes on any machine:
      dates that count from today count from the day of the commit. A record is told of where it
      matches the query before or after the change, so deleted ones are too.

        cmdb audit
        cmdb audit 'class=server owner=team/platform' --since 2026-01-01 --format csv
        cmdb audit server/web-01 --until today-30d --at v2026.1 --format html

      docs/audit-report.md says what each column means, and how the digest is checked.

      Exit status: 0 printed, also where nothing changed; 1 there never was such a record; 2 usage, 3
      the repository failed.
      """
    )
  )

  @Argument(help: "A record as class/id, or a query.") var words: [String] = []
  @Option(help: ArgumentHelp("Only from this day on.", valueName: "date")) var since: String?
  @Option(help: ArgumentHelp("Only up to the end of this day.", valueName: "date"))
  var until: String?
  @Option(
    help: ArgumentHelp("The newest commit to look at: a revision or a date.", valueName: "rev|date")
  )
  var at: String?
  @Flag(name: .customLong("no-index"), help: "Answer from the commits alone, without the index.")
  var withoutIndex = false
  @Option(help: "How the report is written: table, csv, json or html.")
  var format: AuditDocument.Format = .table

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context, withoutIndex: withoutIndex)
    let moment = try workspace.moment(at)
    guard let head = try moment?.commit ?? workspace.indexedCommit() else {
      throw CommandFailure(.failure, "there is no commit yet", remedy: "make the first commit")
    }
    let snapshot = try workspace.snapshot(of: head)
    let commit = try workspace.repository.readCommit(head)
    let day = moment?.day ?? CalendarDay(secondsSince1970: commit.committer.time)
    let (scope, filter) = try scope(snapshot, day)
    let sources = MergeSources(workspace.repository, builtIn: Workspace.builtInSchemas)
    let history = workspace.history(snapshot.catalogue)
    let trail = AuditTrail(history, to: head, builtIn: Workspace.builtInSchemas) {
      try sources.decision(in: $0, record: $1, leaf: $2, keys: $3)?.source
    }
    let rows = try trail.rows(of: scope)
    if let reference = scope.reference, rows.isEmpty, try !isKnown(reference, snapshot, trail) {
      throw RecordArgument.missing(reference, in: snapshot)
    }
    let header = AuditHeader(
      repository: try RepositoryIdentity.root(of: head, in: workspace.repository),
      head: head.hex,
      range: Self.range(scope),
      filter: filter,
      tool: Version.line
    )
    context.terminal.printRaw(AuditDocument(header: header, rows: rows).text(as: format))
    workspace.warnOfIndex(history)
    workspace.warnOfShallowEdge(rows.map(\.facts.id))
    return .success
  }

  /// What is asked for, and the filter as the header names it.
  private func scope(_ snapshot: Snapshot, _ day: CalendarDay) throws -> (
    scope: AuditTrail.Scope, filter: String?
  ) {
    var scope = AuditTrail.Scope(
      since: try DayArgument.day(since, today: day),
      until: try DayArgument.day(until, today: day)
    )
    if words.isEmpty { return (scope, nil) }
    if words.count == 1, let reference = RecordArgument.referenceIfAny(words[0]) {
      scope.reference = reference
      return (scope, reference.description)
    }
    let asked = try QueryText(parsing: words.joined(separator: " "))
    try asked.check(against: snapshot.catalogue, today: day)
    let filter = asked.resolved(in: snapshot.catalogue, today: day)
    scope.query = try QueryText(parsing: filter).query
    return (scope, filter)
  }

  /// Whether there is or ever was such a record.
  private func isKnown(_ reference: Reference, _ snapshot: Snapshot, _ trail: AuditTrail) throws
    -> Bool
  {
    try snapshot.exists(reference) || !trail.rows(of: .init(reference: reference)).isEmpty
  }

  private static func range(_ scope: AuditTrail.Scope) -> String? {
    if scope.since == nil, scope.until == nil { return nil }
    return "\(scope.since?.description ?? "")..\(scope.until?.description ?? "")"
  }
}

extension AuditDocument.Format: ExpressibleByArgument {}
