internal import ArgumentParser
internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// `cmdb merge-driver`: what git calls to merge two versions of a record.
struct MergeDriver: Command {
  static let configuration = CommandConfiguration(
    commandName: "merge-driver",
    abstract: "Merge two versions of a record by attribute; git calls it.",
    discussion: Prose.filled(
      """
      Git calls `cmdb merge-driver %O %A %B %P`: the ancestor, ours (which the result replaces),
      theirs, and the path. A true conflict leaves markers around that attribute alone.

      Exit status: 0 merged, 1 a conflict is left, 2 usage, 3 a file cannot be read or written.
      """
    )
  )

  @Argument(help: "The ancestor's version.") var ancestor: String
  @Argument(help: "Our version; the result is written here.") var ours: String
  @Argument(help: "Their version.") var theirs: String
  @Argument(help: "The path in the repository.") var path: String

  func run(in context: CommandContext) throws -> ExitStatus {
    let files = try [ancestor, ours, theirs].map { try InputFile.content(context.absolute($0)) }
    let merge = RecordTextMerge(
      recordClass: recordClass(context),
      textMerge: { try TextMerge.merge($0, $1, $2) }
    )
    let result = try merge.merge(base: files[0], ours: files[1], theirs: files[2])
    try OutputFile.write(result.text, to: context.absolute(ours))
    if result.isByLine {
      context.terminal.say(
        "cmdb: one side cannot be read as a record, so lines were merged: \(path): "
          + "cmdb validate names what is wrong"
      )
    }
    for conflict in result.conflicts {
      context.terminal.say(
        "conflict in \(path): \(conflict.attribute): "
          + ConflictText.values(base: conflict.base, ours: conflict.ours, theirs: conflict.theirs)
      )
    }
    for conflict in result.commentConflicts {
      context.terminal.say(
        "conflict in \(path): comment\(conflict.attribute.map { " of \($0)" } ?? ""): "
          + "before \(conflict.base), ours \(conflict.ours), theirs \(conflict.theirs)"
      )
    }
    return result.isClean ? .success : .no
  }

  /// The class as the repository describes it; outside of one, as the program does.
  private func recordClass(_ context: CommandContext) -> RecordClass? {
    guard let reference = RecordLayout.reference(ofPath: path) else { return nil }
    let catalogue =
      (try? Schema.catalogue(context, at: nil)) ?? ClassCatalogue(Workspace.builtInSchemas)
    return catalogue.recordClass(reference.className)
  }
}
