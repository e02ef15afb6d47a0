internal import ArgumentParser
internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// `cmdb new`: writes a record from its class's template.
struct New: Command {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a new record.",
    discussion: Prose.filled(
      """
      The record gets what the schema requires as far as it can be known: its id, class, the first
      lifecycle state that people may give, and the owner where the committer belongs to one team.

        cmdb new server web-09 --set owner=team/platform --set serial=SN48299

      Exit status: 0 written, 1 refused, 2 usage, 3 the repository failed.
      """
    )
  )

  @Argument(help: "The class.") var className: String
  @Argument(help: "The id: [a-z0-9][a-z0-9._-]{0,127}.") var id: String
  @Option(
    name: .customLong("set"),
    parsing: .upToNextOption,
    help: ArgumentHelp("Attributes and their values.", valueName: "a=b")
  )
  var assignments: [String] = []
  @OptionGroup var options: EditOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    var edit = try WorkingTreeEdit(Workspace(context))
    guard let recordClass = edit.snapshot.catalogue.recordClass(className) else {
      throw RecordArgument.missingClass(className, in: edit.snapshot.catalogue.classNames)
    }
    let reference = Reference(className: className, id: id)
    if let objection = RecordIdentifier.objection(to: id) {
      throw CommandFailure(
        .no,
        objection,
        at: id,
        remedy: RecordIdentifier.made(from: id).map { "\($0) would do" }
      )
    }
    if let path = try edit.snapshot.path(of: reference) {
      throw CommandFailure(.no, "\(reference) exists already", at: path)
    }
    let committer = try PersonOfCommitter(edit.workspace, edit.snapshot)
    var value = template(reference, recordClass, committer)
    let edits = try assignments.map { text in
      let assignment = try AssignmentArgument(text)
      return DocumentEdit.set(assignment.attribute, try assignment.value(in: recordClass))
    }
    do throws(EditError) {
      value = try value.applying(edits, keys: recordClass.listKeys, order: recordClass.keyOrder)
    } catch {
      throw CommandFailure(.no, "\(reference) cannot be written: \(error.message)")
    }
    value = try BeginOfLife(recordClass, committer).of(value)
    let path = edit.snapshot.settings.layout.path(of: reference)
    edit.write(
      YAMLWriter.text(of: value, order: recordClass.keyOrder, keys: recordClass.listKeys),
      to: path
    )
    return try EditConclusion.conclude(edit, options, context, done: "wrote \(path)")
  }

  private func template(
    _ reference: Reference,
    _ recordClass: RecordClass,
    _ committer: PersonOfCommitter
  ) -> Value {
    var fields: ValueMap = ["id": .string(reference.id), "class": .string(reference.className)]
    if recordClass.attributes.requires("name") { fields["name"] = .string(reference.id) }
    if !reference.isParty || recordClass.attributes.requires("owner"), committer.teams.count == 1 {
      fields["owner"] = .string(committer.teams[0].description)
    }
    for name in recordClass.attributes.names(below: AttributePath()) where fields[name] == nil {
      guard let attribute = recordClass.attributes[AttributePath().appending(name: name)],
        attribute.isRequired, let value = attribute.defaultValue
      else { continue }
      fields[name] = value
    }
    return .map(fields)
  }
}

extension AttributeTable {
  /// Whether every record has a value of that name.
  fileprivate func requires(_ name: String) -> Bool {
    self[AttributePath().appending(name: name)]?.isRequired ?? false
  }
}
