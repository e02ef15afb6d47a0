internal import ArgumentParser
internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// `cmdb show`: one record.
struct Show: Command {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one record.",
    discussion: Prose.filled(
      """
      Prints the record as it stands in its file, comments included; --format json gives its shape.

        cmdb show server/web-01
        cmdb show server/web-01 --at 2026-06-30 --format json

      Exit status: 0 shown, 1 there is no such record, 2 usage, 3 the repository failed.
      """
    )
  )

  @Argument(help: "The record, as class/id.") var ref: String
  @OptionGroup var options: ReadOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context, withoutIndex: options.withoutIndex)
    let moment = try workspace.moment(options.at)
    let snapshot = try workspace.snapshot(at: moment)
    let record = try RecordArgument.record(ref, in: snapshot)
    switch options.format {
    case .table, .yaml:
      context.terminal.print(
        String(decoding: record.document.source, as: UTF8.self).trimmingFinalNewline
      )
    case .json, .ndjson:
      let commit = try workspace.commit(of: record, at: moment)
      let shape = Shape.record(workspace.stored(record), commit: commit)
      context.terminal.print(shape, as: options.format)
    case .csv:
      var rows = Rows(columns: ["attribute", "value"])
      let recordClass = snapshot.catalogue.recordClass(record.reference.className)
      for leaf in record.value.leaves(keys: recordClass?.listKeys ?? .none) {
        rows.append([leaf.path.description, ValueText.cell(leaf.value)], leaf.value)
      }
      rows.print(as: .csv, to: context.terminal)
    }
    return .success
  }
}

extension String {
  /// The text without its last line end, for printing as lines.
  var trimmingFinalNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
