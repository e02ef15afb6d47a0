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
    discussion: """
      Terms joined by a space must all hold; or, not and parentheses do what they say. Operators are
      = != < <= > >= and ~ (a glob); has(a) and in(a, x, y) ask for presence and membership. A dot
      walks through a reference; dates may be relative.

        cmdb ls class=server lifecycle=in-use
        cmdb ls 'class=server support.ends<today+90d location.country=DE'
        cmdb ls class=server --columns owner,serial --format csv

      Exit status: 0 also where nothing matches, 2 usage, 3 the repository failed.
      """
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
    let query = try Query(parsing: query.joined(separator: " "))
    let columns = try self.columns.map { try QueryArgument.paths($0) }
    let workspace = try Workspace(context)
    let snapshot = try workspace.snapshot(at: options.at)
    try QueryArgument.check(query, against: snapshot.catalogue)
    let records = try RecordSearch(snapshot, today: context.today).records(matching: query)
    var rows = Rows(
      columns: ["ref"] + (columns?.map(\.description) ?? ["name", "owner", "lifecycle"])
    )
    let shown =
      columns ?? ["name", "owner", "lifecycle"].map { AttributePath().appending(name: $0) }
    for record in records {
      let value = record.value
      let keys = snapshot.catalogue.recordClass(record.reference.className)?.listKeys
      rows.append(
        [record.reference.description]
          + shown.map { Self.cell(value, $0, keys ?? .none) },
        Shape.listed(record)
      )
    }
    rows.print(as: options.format, to: context.terminal, empty: "no record matches")
    return .success
  }

  private static func cell(_ value: Value, _ path: AttributePath, _ keys: ListKeys) -> String {
    if let found = value.value(at: path, keys: keys) { return ValueText.cell(found) }
    return value.values(at: path).map { ValueText.cell($0) }.joined(separator: " ")
  }
}
