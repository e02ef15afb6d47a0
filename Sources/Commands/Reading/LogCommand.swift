internal import ArgumentParser
internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots

/// `cmdb log`: what changed, attribute by attribute, newest first.
struct Log: Command {
  static let configuration = CommandConfiguration(
    abstract: "What changed, attribute by attribute, newest first.",
    discussion: Prose.filled(
      """
        cmdb log
        cmdb log server/web-01 --field owner
        cmdb log 'class=server owner=team/platform' --since 2026-01-01

      Exit status: 0; with --exit-code 1 where nothing changed; 2 usage, 3 the repository failed.
      """
    )
  )

  @Argument(help: "A record as class/id, or a query over the records as they are now.")
  var words: [String] = []
  @Option(
    help: ArgumentHelp("Only changes of this attribute and below it.", valueName: "attribute")
  )
  var field: String?
  @Option(help: ArgumentHelp("Only what this person or address changed.", valueName: "name"))
  var actor: String?
  @Option(help: "Only what this source changed.") var source: String?
  @Option(help: ArgumentHelp("Only from this day on.", valueName: "date")) var since: String?
  @Option(help: ArgumentHelp("Only up to the end of this day.", valueName: "date"))
  var until: String?
  @Option(name: [.customShort("n"), .long], help: "At most so many commits.") var limit: Int?
  @Flag(help: "Exit with 1 where nothing changed.") var exitCode = false
  @OptionGroup var options: ReadOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let moment = try workspace.moment(options.at)
    let snapshot = try workspace.snapshot(at: moment)
    let head = try moment?.commit ?? workspace.headIfAny()
    let output = LogOutput(format: options.format, terminal: context.terminal)
    guard let head else {
      output.finish()
      return exitCode ? .no : .success
    }
    let filter = try LogFilter(
      field: field,
      actor: actor,
      source: source,
      since: since,
      until: until,
      today: context.today
    )
    let log = ChangeLog(RecordVersions(workspace.repository, catalogue: snapshot.catalogue))
    var count = 0
    var edges: [ObjectID] = []
    let visit: (ChangeLog.Entry) throws -> Bool = { entry in
      if filter.isBeforeRange(entry.facts) { return true }
      let changes = filter.changes(of: entry)
      if changes.isEmpty { return true }
      output.add(entry.facts, changes)
      if workspace.repository.isShallowEdge(entry.facts.id) { edges.append(entry.facts.id) }
      count += 1
      return !context.terminal.output.isClosed && limit.map { count < $0 } ?? true
    }
    try walk(log, snapshot, head, workspace.day(at: moment), visit)
    output.finish()
    workspace.warnOfShallowEdge(edges)
    return exitCode && count == 0 ? .no : .success
  }

  private func walk(
    _ log: ChangeLog,
    _ snapshot: Snapshot,
    _ head: ObjectID,
    _ day: CalendarDay,
    _ visit: (ChangeLog.Entry) throws -> Bool
  ) throws {
    if words.isEmpty { return try log.walk(from: head, visit) }
    if words.count == 1, let reference = Reference(words[0]) {
      return try walk(reference, log, snapshot, head, visit)
    }
    let query = try QueryArgument.query(words.joined(separator: " "), in: snapshot, today: day)
    let wanted = Set(
      try RecordSearch(snapshot, today: day).records(matching: query).map(\.reference)
    )
    try log.walk(from: head) { entry in
      let changes = entry.changes.filter { wanted.contains($0.reference) }
      return try changes.isEmpty ? true : visit(.init(facts: entry.facts, changes: changes))
    }
  }

  /// One record; also one that is gone, whose last place the history tells.
  private func walk(
    _ reference: Reference,
    _ log: ChangeLog,
    _ snapshot: Snapshot,
    _ head: ObjectID,
    _ visit: (ChangeLog.Entry) throws -> Bool
  ) throws {
    if let path = try snapshot.path(of: reference) {
      return try log.walk(record: path, from: head, visit)
    }
    var isKnown = false
    try log.walk(from: head) { entry in
      let changes = entry.changes.filter { $0.reference == reference || $0.from == reference }
      if changes.isEmpty { return true }
      isKnown = true
      return try visit(.init(facts: entry.facts, changes: changes))
    }
    if !isKnown { throw RecordArgument.missing(reference, in: snapshot) }
  }
}
