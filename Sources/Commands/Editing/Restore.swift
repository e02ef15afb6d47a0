internal import ArgumentParser
internal import Diagnostics
internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// `cmdb restore`: brings a record or an attribute back, as an edit in the working tree.
struct Restore: Command {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring a record or an attribute back as it was.",
    discussion: Prose.filled(
      """
      An edit like any other: review it with cmdb diff, then commit. A record that is gone comes back
      with its text as it was, at its place; of one that is there only the lines of what differs
      change, and comments are kept. An attribute that was not there then is removed.

        cmdb restore server/old-17 --at 2026-06-30
        cmdb restore server/web-01 --field owner --at HEAD~3 --dry-run

      Exit status: 0 restored or nothing to change, 1 refused or it was not there then, 2 usage, 3 the
      repository failed.
      """
    )
  )

  @Argument(help: "The record, as class/id.") var ref: String
  @Option(help: "The state to go back to: a revision or a date.") var at: String
  @Option(help: ArgumentHelp("Only this attribute and what is below it.", valueName: "attribute"))
  var field: String?
  @OptionGroup var options: EditOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let reference = try RecordArgument.reference(ref)
    let field = try field.map { try path($0) }
    var edit = try WorkingTreeEdit(Workspace(context))
    let commit = try edit.workspace.commit(at: at)
    let past = PastRecord(reference, commit, try edit.workspace.snapshot(of: commit))
    let isBack: Bool
    if let field {
      isBack = false
      let record = try RecordArgument.record(ref, in: edit.snapshot)
      try restore(record, from: past.record(), field, &edit)
    } else {
      isBack = try restoreWhole(past, &edit)
    }
    let what = field.map { "\($0) of \(reference)" } ?? "\(reference)"
    let status = try EditConclusion.conclude(
      edit,
      options,
      context,
      done: "restored \(what) as of \(commit.hex.prefix(12))"
    )
    if isBack { try RestoredTies(past, edit).tell(context.terminal) }
    return status
  }

  private func path(_ text: String) throws -> AttributePath {
    let path = try QueryArgument.path(text)
    guard !path.isEmpty else { throw CommandFailure(.usage, "\(text) names no attribute") }
    guard !["id", "class"].contains(path.description) else {
      throw CommandFailure(
        .usage,
        "\(path) is the record's name",
        remedy: "cmdb mv renames a record with every reference"
      )
    }
    return path
  }

  /// Gives a record back whatever differs, or its text where it is gone or cannot be read; returns
  /// whether it was gone.
  private func restoreWhole(_ past: PastRecord, _ edit: inout WorkingTreeEdit) throws -> Bool {
    guard let path = try edit.snapshot.path(of: past.reference) else {
      let layout = edit.snapshot.settings.layout
      let old = try past.path()
      edit.write(
        try past.text(),
        to: layout.sharding > 0 ? layout.path(of: past.reference) : old
      )
      return true
    }
    if let record = try edit.snapshot.record(atPath: path) {
      try restore(record, from: past.record(), nil, &edit)
    } else {
      edit.write(try past.text(), to: path)
    }
    return false
  }

  private func restore(
    _ record: Record,
    from past: Record,
    _ field: AttributePath?,
    _ edit: inout WorkingTreeEdit
  ) throws {
    let recordClass = edit.snapshot.catalogue.recordClass(record.reference.className)
    if let field { try refuseUnknown(field, record, past, recordClass?.listKeys ?? .none) }
    let text: [UInt8]
    do {
      text = try RecordRestoration(recordClass: recordClass)
        .text(record.document, as: past.document, only: field)
    } catch let error as EditError {
      throw CommandFailure(
        .no,
        "\(record.reference) cannot be edited: \(error.message)",
        at: record.path
      )
    }
    if text != record.document.source { edit.write(text, to: record.path) }
  }

  /// Refuses an attribute that the record had neither then nor now.
  private func refuseUnknown(
    _ field: AttributePath,
    _ record: Record,
    _ past: Record,
    _ keys: ListKeys
  ) throws {
    let values = [past.value, record.value]
    if values.contains(where: { $0.value(at: field, keys: keys) != nil }) { return }
    let names = values.flatMap { value in
      value.leaves(keys: keys).map(\.path.description) + (value.mapValue?.keys ?? [])
    }
    throw CommandFailure(
      .no,
      "\(record.reference) has no \(field), neither then nor now",
      at: record.path,
      remedy: NearestName.of(field.description, in: names).map { "did you mean \($0)?" }
        ?? "cmdb show \(record.reference) --at \(at) lists what it had"
    )
  }
}
