internal import Documents
internal import Records
internal import Snapshots
internal import Validation

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
      for line in try difference(edit) { context.terminal.print(line) }
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

  /// What the edit changes, a line for each attribute of records and of files of settings.
  private static func difference(_ edit: WorkingTreeEdit) throws -> [String] {
    let after = Snapshot(
      files: OverlayFiles(edit.snapshot.files, changes: edit.changes),
      settingsOf: edit.snapshot
    )
    return try edit.changes.paths.flatMap { path -> [String] in
      guard let reference = RecordLayout.reference(ofPath: path) else {
        return try settingLines(path, edit.snapshot, after)
      }
      let keys = after.catalogue.recordClass(reference.className)?.listKeys ?? .none
      return AttributeDifference.between(
        try edit.snapshot.record(atPath: path)?.value,
        try after.record(atPath: path)?.value,
        of: reference,
        keys: keys
      ).map(ChangeText.line)
    }
  }

  private static func settingLines(_ path: String, _ before: Snapshot, _ after: Snapshot) throws
    -> [String]
  {
    let keys =
      SettingsFollowSchema.format(ofPath: path)
      .map { after.catalogue.description(of: $0).listKeys } ?? .none
    let sides = try [before, after].map { side -> [Leaf] in
      guard let text = try side.files.content(at: path), let document = try? Document.parse(text)
      else { return [] }
      return document.value(document.root).leaves(keys: keys)
    }
    return AttributeDifference.leaves(sides[0], sides[1]).map {
      "\(path) \(ChangeText.line($0.path.description, $0.old, $0.new))"
    }
  }
}
