internal import Documents
internal import Records
internal import Snapshots

/// The end of every edit: show, or refuse, or write and say so, or commit.
enum EditConclusion {
  static func conclude(
    _ edit: WorkingTreeEdit,
    _ options: EditOptions,
    _ context: CommandContext,
    done: String,
    trailer: String? = nil
  ) throws -> ExitStatus {
    if let message = options.message, message.allSatisfy(\.isWhitespace) {
      throw CommandFailure(.usage, "the commit's message is empty", remedy: "say why with -m TEXT")
    }
    if edit.changes.isEmpty {
      context.terminal.say("nothing to change")
      return .success
    }
    if options.dryRun {
      if !options.force { try edit.refuseErrors() }
      for change in try difference(edit) { context.terminal.print(ChangeText.line(change)) }
      return .success
    }
    var edit = edit
    try edit.write(force: options.force)
    if options.commits {
      var message = options.message ?? done
      if let trailer { message += "\n\n\(trailer)\n" }
      try edit.commit(message: message)
    }
    context.terminal.say(
      options.commits ? "\(done), committed" : "\(done); review with cmdb diff, then commit"
    )
    return .success
  }

  private static func difference(_ edit: WorkingTreeEdit) throws -> [AttributeChange] {
    let after = Snapshot(
      files: OverlayFiles(edit.snapshot.files, changes: edit.changes),
      settingsOf: edit.snapshot
    )
    return try edit.changes.paths.flatMap { path -> [AttributeChange] in
      guard let reference = RecordLayout.reference(ofPath: path) else { return [] }
      let keys = after.catalogue.recordClass(reference.className)?.listKeys ?? .none
      return AttributeDifference.between(
        try edit.snapshot.record(atPath: path)?.value,
        try after.record(atPath: path)?.value,
        of: reference,
        keys: keys
      )
    }
  }
}
