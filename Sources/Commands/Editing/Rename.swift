internal import ArgumentParser
internal import Documents
internal import Records
internal import Snapshots

/// `cmdb mv`: renames a record with every reference that points to it.
struct Rename: Command {
  static let configuration = CommandConfiguration(
    commandName: "mv",
    abstract: "Rename a record, with every reference that points to it.",
    discussion: Prose.filled(
      """
        cmdb mv server/web-1 server/web-01 --commit

      With --commit the message says `Renamed: old new`, so that history follows the record.

      Exit status: 0 renamed, 1 refused or no such record, 2 usage, 3 the repository failed.
      """
    )
  )

  @Argument(help: "The record as it is, as class/id.") var old: String
  @Argument(help: "The record as it shall be, as class/id.") var new: String
  @OptionGroup var options: EditOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    var edit = try WorkingTreeEdit(Workspace(context))
    let record = try RecordArgument.record(old, in: edit.snapshot)
    let target = try RecordArgument.reference(new)
    guard edit.snapshot.catalogue.hasClass(target.className) else {
      throw RecordArgument.missingClass(
        target.className,
        in: edit.snapshot.catalogue.classNames
      )
    }
    if let objection = RecordIdentifier.objection(to: target.id) {
      throw CommandFailure(.no, objection, at: target.id)
    }
    if let path = try edit.snapshot.path(of: target) {
      throw CommandFailure(.no, "\(target) exists already", at: path)
    }
    try edit.moveFile(of: record, to: target)
    let count =
      try edit.redirect(record.reference, to: target)
      + edit.editSettings(that: record.reference) { path, _ in
        .set(path, .string(target.description))
      }
    let references = count == 1 ? "1 reference" : "\(count) references"
    return try EditConclusion.conclude(
      edit,
      options,
      context,
      done: "renamed \(old) to \(new) with \(references)",
      trailer: "Renamed: \(old) \(new)"
    )
  }
}

extension WorkingTreeEdit {
  /// Writes the record under its new name, keeping the folder where the layout leaves it free.
  fileprivate mutating func moveFile(of record: Record, to target: Reference) throws {
    let catalogue = snapshot.catalogue
    let recordClass = catalogue.recordClass(target.className)
    let edits: [DocumentEdit] = [
      .set(AttributePath().appending(name: "id"), .string(target.id)),
      .set(AttributePath().appending(name: "class"), .string(target.className)),
    ]
    let text: [UInt8]
    do throws(EditError) {
      text = try record.document.applying(
        edits,
        keys: recordClass?.listKeys ?? .none,
        order: recordClass?.keyOrder ?? .none
      )
    } catch {
      throw CommandFailure(.no, "\(record.reference) cannot be edited: \(error.message)")
    }
    remove(record.path)
    write(text, to: newPath(of: record, target))
  }

  private func newPath(of record: Record, _ target: Reference) -> String {
    let usual = snapshot.settings.layout.path(of: target)
    guard snapshot.settings.sharding == 0, target.className == record.reference.className,
      let slash = record.path.lastIndex(of: "/")
    else { return usual }
    return "\(record.path[..<slash])/\(target.id).yaml"
  }

  /// Makes every reference to `old` one to `new`, and returns how many there were.
  fileprivate mutating func redirect(_ old: Reference, to new: Reference) throws -> Int {
    let referrers = try snapshot.referrers(of: old)
    for (reference, places) in Dictionary(grouping: referrers, by: \.reference) {
      // A record that refers to itself is already written under its new name.
      guard let record = try movedOrPresent(reference, old: old, new: new) else { continue }
      // An item of a relation is keyed by its target, so the item keeps its share, role and comments.
      let edits = places.map { DocumentEdit.set($0.attribute, .string(new.description)) }
      try apply(edits, to: record)
    }
    return referrers.count
  }

  private func movedOrPresent(_ reference: Reference, old: Reference, new: Reference) throws
    -> Record?
  {
    guard reference == old else { return try snapshot.record(reference) }
    for (path, content) in changes.files {
      guard RecordLayout.reference(ofPath: path) == new, let text = content,
        let document = try? Document.parse(text)
      else { continue }
      return Record(reference: new, path: path, blob: nil, document: document)
    }
    return nil
  }
}
