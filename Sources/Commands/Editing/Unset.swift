internal import ArgumentParser
internal import Diagnostics
internal import Documents
internal import Records
internal import Snapshots

/// `cmdb unset`: takes attributes away, comments above them kept.
struct Unset: Command {
  static let configuration = CommandConfiguration(
    commandName: "unset",
    abstract: "Remove attributes of a record.",
    discussion: Prose.filled(
      """
        cmdb unset server/web-01 support.ends 'relations.depends_on[database/orders]'

      Exit status: 0 removed, 1 refused or no such record or attribute, 2 usage, 3 the repository
      failed.
      """
    )
  )

  @Argument(help: "The record, as class/id.") var ref: String
  @Argument(help: "The attributes.") var attributes: [String]
  @OptionGroup var options: EditOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    var edit = try WorkingTreeEdit(Workspace(context))
    let record = try RecordArgument.record(ref, in: edit.snapshot)
    let keys = edit.snapshot.catalogue.recordClass(record.reference.className)?.listKeys
    let value = record.value
    let edits = try attributes.map { text in
      let path = try QueryArgument.path(text)
      guard value.value(at: path, keys: keys ?? .none) != nil else {
        let names =
          value.leaves(keys: keys ?? .none).map(\.path.description)
          + (value.mapValue?.map(\.key) ?? [])
        throw CommandFailure(
          .no,
          "\(record.reference) has no \(path)",
          at: record.path,
          remedy: NearestName.of(path.description, in: names).map { "did you mean \($0)?" }
            ?? "cmdb show \(record.reference) lists what it has"
        )
      }
      return DocumentEdit.remove(path)
    }
    try edit.apply(edits, to: record)
    return try EditConclusion.conclude(
      edit,
      options,
      context,
      done: "unset \(attributes.joined(separator: ", ")) of \(ref)"
    )
  }
}
