internal import ArgumentParser
internal import Documents
internal import Git
internal import History
internal import Records
internal import Snapshots

/// `cmdb log`: what changed, attribute by attribute, newest first.
struct Log: Command {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "What changed, attribute by attribute, newest first.",
    discussion: Prose.filled(
      """
      Each commit is told against the parent that it differs least from, a merge only with what no
      parent has. A renamed record is followed under its earlier names; one that is gone is found too.

        cmdb log
        cmdb log server/web-01 --field owner
        cmdb log 'class=server owner=team/platform' --since 2026-01-01
        cmdb log --actor ada@example.net --at 2026-06-30
        cmdb log --source glpi --format ndjson

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

  func validate() throws {
    guard let limit, limit < 0 else { return }
    throw ValidationError("-n \(limit) is no number of commits: write 0 or more")
  }

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context, withoutIndex: options.withoutIndex)
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
    let history = workspace.history(snapshot.catalogue)
    let trust = CommitTrust(workspace.repository, builtIn: Workspace.builtInSchemas)
    var count = 0
    var edges: [ObjectID] = []
    let visit: (ChangeLog.Entry) throws -> Bool = { entry in
      guard filter.takes(entry.facts) else { return true }
      let changes = filter.changes(of: entry)
      if changes.isEmpty { return true }
      output.add(trust.weigh(entry.facts), changes)
      if workspace.repository.isShallowEdge(entry.facts.id) { edges.append(entry.facts.id) }
      count += 1
      return !context.terminal.output.isClosed && limit.map { count < $0 } ?? true
    }
    let search = Search(
      history: history,
      filter: filter,
      snapshot: snapshot,
      head: head,
      day: workspace.day(at: moment)
    )
    if limit != 0 { try walk(search, visit) }
    output.finish()
    workspace.warnOfIndex(history)
    workspace.warnOfShallowEdge(edges)
    return exitCode && count == 0 ? .no : .success
  }

  /// Where changes are looked for.
  private struct Search {
    let history: RecordHistory
    let filter: LogFilter
    let snapshot: Snapshot
    let head: ObjectID
    let day: CalendarDay
  }

  private func walk(_ search: Search, _ visit: (ChangeLog.Entry) throws -> Bool) throws {
    let (history, snapshot) = (search.history, search.snapshot)
    if words.isEmpty {
      return try history.walk(from: search.head, where: search.filter.takes, visit)
    }
    if words.count == 1, let reference = RecordArgument.referenceIfAny(words[0]) {
      return try walk(reference, search, visit)
    }
    let text = words.joined(separator: " ")
    let query = try QueryArgument.query(text, in: snapshot, today: search.day)
    let wanted = Set(
      try RecordSearch(snapshot, today: search.day).records(matching: query).map(\.reference)
    )
    try history.walk(from: search.head, where: search.filter.takes) { entry in
      let changes = entry.changes.filter { wanted.contains($0.reference) }
      return try changes.isEmpty ? true : visit(.init(facts: entry.facts, changes: changes))
    }
  }

  /// One record; also one that is gone, whose last place the history tells.
  private func walk(
    _ reference: Reference,
    _ search: Search,
    _ visit: (ChangeLog.Entry) throws -> Bool
  ) throws {
    if let path = try search.snapshot.path(of: reference) {
      return try search.history.walk(record: path, from: search.head, visit)
    }
    var isKnown = false
    try search.history.walk(from: search.head) { entry in
      let changes = entry.changes.filter { $0.reference == reference || $0.from == reference }
      if changes.isEmpty { return true }
      isKnown = true
      return try visit(.init(facts: entry.facts, changes: changes))
    }
    if !isKnown { throw RecordArgument.missing(reference, in: search.snapshot) }
  }
}
