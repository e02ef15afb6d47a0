internal import ArgumentParser
internal import Diagnostics
internal import Documents
internal import Records
internal import Snapshots

/// `cmdb ls`: the records that match a query.
struct List: Command {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List the records that match a query.",
    discussion: Prose.filled(
      """
      Terms joined by a space must all hold; or, not and parentheses do what they say. Operators are
      = != < <= > >= and ~ (a glob); has(a) and in(a, x, y) ask for presence and membership. A dot
      walks through a reference; dates may be relative.

        cmdb ls class=server lifecycle=in-use
        cmdb ls 'class=server support.ends<today+90d location.country=DE'
        cmdb ls class=server --columns owner,serial --format csv

      Exit status: 0 also where nothing matches, 2 usage, 3 the repository failed.
      """
    )
  )

  @Argument(help: "The query; its words may be given one by one.") var query: [String] = []
  @Option(
    help: ArgumentHelp(
      "The attributes to show, separated by commas.",
      valueName: "a,b.c"
    )
  ) var columns: String?
  @OptionGroup var options: ReadOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let columns = try self.columns.map { try QueryArgument.paths($0) }
    let workspace = try Workspace(context, withoutIndex: options.withoutIndex)
    let moment = try workspace.moment(options.at)
    let snapshot = try workspace.snapshot(at: moment)
    let day = workspace.day(at: moment)
    let query = try QueryArgument.query(
      self.query.joined(separator: " "),
      in: snapshot,
      today: day
    )
    try columns?.forEach { try QueryArgument.check($0, of: query, in: snapshot.catalogue) }
    let search = RecordSearch(
      snapshot,
      today: day,
      among: try moment.flatMap {
        try workspace.candidates(for: query, at: $0, snapshot.catalogue)
      }
    )
    let records = try search.records(matching: query)
    let shown = ListColumns(
      columns ?? ["name", "owner", "lifecycle"].map { AttributePath().appending(name: $0) }
    )
    var rows = Rows(columns: shown.headings)
    for record in records {
      rows.append(shown.cells(of: record, in: snapshot.catalogue), Shape.listed(record))
    }
    rows.print(as: options.format, to: context.terminal, empty: "no record matches")
    try search.warnOfUnreadable(query, context.terminal)
    return .success
  }
}

/// The columns of a table of records: its reference, first where nobody says otherwise, and
/// attributes.
struct ListColumns {
  private static let reference = AttributePath().appending(name: "ref")
  private let paths: [AttributePath]

  init(_ paths: [AttributePath]) {
    self.paths = paths.contains(Self.reference) ? paths : [Self.reference] + paths
  }

  var headings: [String] { paths.map(\.description) }

  func cells(of record: Record, in catalogue: ClassCatalogue) -> [String] {
    let value = record.value
    let keys = catalogue.recordClass(record.reference.className)?.listKeys ?? .none
    return paths.map { path in
      path == Self.reference ? record.reference.description : Self.cell(value, path, keys)
    }
  }

  /// What stands in the cell of an attribute: also of one that walks through a list.
  static func cell(_ value: Value, _ path: AttributePath, _ keys: ListKeys) -> String {
    if let found = value.value(at: path, keys: keys) { return ValueText.cell(found) }
    return value.values(at: path).map { ValueText.cell($0) }.joined(separator: " ")
  }
}
