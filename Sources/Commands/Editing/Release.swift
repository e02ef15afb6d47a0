internal import ArgumentParser
internal import Diagnostics
internal import Documents
internal import Reconciliation
internal import Records
internal import Sync

/// `cmdb release`: hands an attribute back to the sources.
struct Release: Command {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Hand a value back to the sources.",
    discussion: Prose.filled(
      """
      Takes the pin away, if there is one, and a value that a person wrote where a source says
      another: the next `cmdb sync` sets what the sources say. A value that no source speaks of stays.

        cmdb release server/web-01 os.version
        cmdb release server/web-01 os.version --dry-run

      Exit status: 0 written, 1 refused, no such record, or nothing to release, 2 usage, 3 the
      repository failed.
      """
    )
  )

  @Argument(help: "The record, as class/id.") var ref: String
  @Argument(help: "The attributes.") var attributes: [String]
  @OptionGroup var options: EditOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    var edit = try WorkingTreeEdit(workspace)
    let record = try RecordArgument.record(ref, in: edit.snapshot)
    let plan = try SourcePlan(workspace, at: nil).plan
    let pinned = record.value["pinned"]?.mapValue ?? [:]
    var edits: [DocumentEdit] = []
    for text in attributes {
      var path = try QueryArgument.path(text)
      let isPinned = pinned[path.description] != nil
      // A pin may have outlived the attribute that the class once had.
      if !isPinned { path = try PinnedAttribute.path(text, of: record, in: edit.snapshot) }
      let written = try leaves(below: path, of: record, against: plan.input)
      if isPinned { edits.append(.remove(PinnedAttribute.place(of: path))) }
      edits += written.map { .remove($0) }
      guard isPinned || !written.isEmpty else {
        throw nothing(to: path, record, pinned: pinned.map(\.key))
      }
    }
    try edit.apply(edits, to: record)
    let names = attributes.joined(separator: ", ")
    return try EditConclusion.conclude(
      edit,
      options,
      context,
      done: "released \(names) of \(ref) to the sources"
    )
  }

  /// The leaves that a person wrote and a source says otherwise. What stands for another reason comes
  /// from the sources already, or has nobody to be handed to.
  private func leaves(
    below path: AttributePath,
    of record: Record,
    against input: ReconciliationInput
  ) throws -> [AttributePath] {
    try Reconciliation.explain(record.reference, only: path, in: input).compactMap { line in
      guard let winner = line.contenders.first, line.value != nil,
        !names(line.attribute, record, in: input),
        try input.lastWriter(record.reference, line.attribute, winner.source) != .machine
      else { return nil }
      return line.attribute
    }
  }

  /// Whether an attribute is what the item that it belongs to is known by: that stays.
  private func names(_ attribute: AttributePath, _ record: Record, in input: ReconciliationInput)
    -> Bool
  {
    let segments = attribute.segments
    guard segments.count > 2, case .name(let name) = segments[segments.count - 1],
      case .item = segments[segments.count - 2]
    else { return false }
    let list = AttributePath(Array(segments.dropLast(2)))
    let keys = input.catalogue.recordClass(record.reference.className)?.listKeys
    return keys?.key(at: list)?.properties.contains(name) ?? false
  }

  private func nothing(to path: AttributePath, _ record: Record, pinned: [String]) -> CommandFailure
  {
    CommandFailure(
      .no,
      "\(path) is not pinned, and nothing that a person wrote there stands against a source",
      at: record.path,
      remedy: NearestName.of(path.description, in: pinned).map { "did you mean \($0)?" }
        ?? "cmdb source explain \(record.reference) --field \(path) says why it stands"
    )
  }
}
