internal import ArgumentParser
internal import Diagnostics
internal import Documents
internal import Records
internal import Snapshots

/// `cmdb set`: gives attributes values, comments kept.
struct SetCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Set attributes of a record, or of many.",
    discussion: Prose.filled(
      """
      Changes the lines of the attributes that it sets and nothing else. A value is read by the
      schema's type; lists and maps are written in YAML's flow style.

        cmdb set server/web-01 lifecycle=maintenance cost.monthly=39.90
        cmdb set server/web-01 'interfaces[eth2].mac=00:16:3e:2a:11:03'
        cmdb set --where 'class=server owner=team/old' owner=team/platform --dry-run
        cmdb set --from servers.csv

      Exit status: 0 written or nothing to change, 1 refused or no such record, 2 usage, 3 the
      repository failed.
      """
    )
  )

  @Argument(
    help: "The record, then attribute=value …; with --where or --from only attribute=value …"
  )
  var words: [String] = []
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("Edit every record that matches the query.", valueName: "query")
  )
  var query: String?
  @Option(
    help: ArgumentHelp(
      "Edit the records of a CSV file as `ls --format csv` writes it; - is standard input.",
      valueName: "file"
    )
  )
  var from: String?
  @OptionGroup var options: EditOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    var edit = try WorkingTreeEdit(Workspace(context))
    let targets = try self.targets(edit.snapshot, context)
    for target in targets {
      let recordClass = edit.snapshot.catalogue.recordClass(target.record.reference.className)
      let edits = try target.assignments.map { assignment in
        try assignment.refuseIdentity()
        return DocumentEdit.set(assignment.attribute, try assignment.value(in: recordClass))
      }
      try edit.apply(edits, to: target.record)
      edit.cells.rows[target.record.reference.description] = target.row
    }
    let done =
      targets.count == 1
      ? "set \(targets[0].record.reference)" : "set \(edit.changes.paths.count) records"
    return try EditConclusion.conclude(edit, options, context, done: done)
  }

  /// A record with what is to be set in it.
  struct Target {
    var record: Record
    var assignments: [AssignmentArgument]
    /// Where they stand in the table, if they come from one.
    var row: CellPlaces.Row?
  }

  private func targets(_ snapshot: Snapshot, _ context: CommandContext) throws -> [Target] {
    if let from {
      guard query == nil, words.isEmpty else {
        throw CommandFailure(.usage, "--from takes records and values from the file alone")
      }
      let bytes =
        from == "-" ? try context.readInput() : try InputFile.content(context.absolute(from))
      return try RecordsFromCSV(CSVTable(bytes, file: from), snapshot).targets()
    }
    if let query {
      let query = try QueryArgument.query(query, in: snapshot, today: context.today)
      let assignments = try words.map { try AssignmentArgument($0) }
      guard !assignments.isEmpty else { throw CommandFailure(.usage, "nothing to set was given") }
      return try RecordSearch(snapshot, today: context.today).records(matching: query)
        .map { Target(record: $0, assignments: assignments) }
    }
    guard let name = words.first else {
      throw CommandFailure(
        .usage,
        "set needs a record",
        remedy: "cmdb set class/id attribute=value"
      )
    }
    let assignments = try words.dropFirst().map { try AssignmentArgument($0) }
    guard !assignments.isEmpty else {
      throw CommandFailure(
        .usage,
        "nothing to set was given",
        remedy: "cmdb set \(name) attribute=value"
      )
    }
    return [
      Target(record: try RecordArgument.record(name, in: snapshot), assignments: assignments)
    ]
  }
}
