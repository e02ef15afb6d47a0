internal import Diagnostics
internal import Documents
internal import History
internal import Records
internal import Snapshots
internal import Validation

/// An edit of the working tree that is judged before it is written: all of it, or nothing.
struct WorkingTreeEdit {
  let workspace: Workspace
  let snapshot: Snapshot
  private let root: String
  private(set) var changes = ChangeSet()
  /// Where the values were read from, where that is a table.
  var cells = CellPlaces()
  /// What the files held before they were written; nil for one that was not there.
  private var former: [String: [UInt8]?] = [:]

  init(_ workspace: Workspace) throws {
    self.workspace = workspace
    root = try workspace.editableRoot()
    snapshot = try workspace.present()
  }

  /// Gives a record's file its new text.
  mutating func write(_ text: [UInt8], to path: String) { changes.write(text, to: path) }

  /// Removes a file.
  mutating func remove(_ path: String) { changes.remove(path) }

  /// Applies edits to a record's text, comments kept; nothing is noted where nothing changes.
  mutating func apply(_ edits: [DocumentEdit], to record: Record) throws {
    let recordClass = snapshot.catalogue.recordClass(record.reference.className)
    let text: [UInt8]
    do throws(EditError) {
      text = try record.document.applying(
        edits,
        keys: recordClass?.listKeys ?? .none,
        order: recordClass?.keyOrder ?? .none
      )
    } catch {
      throw CommandFailure(
        .no,
        "\(record.reference) cannot be edited: \(error.message)",
        at: record.path
      )
    }
    if text != record.document.source { write(text, to: record.path) }
  }

  /// The errors that the edited records have and did not have before.
  ///
  /// `rules` are judged for every record that is written, against the repository as it would be.
  func newErrors(rules: [any Rule.Type]) throws -> [Finding] {
    let after = Snapshot(
      files: OverlayFiles(snapshot.files, changes: changes),
      settingsOf: snapshot
    )
    let schemas = SchemaStore(snapshot.catalogue)
    let day = workspace.context.today
    let judge = try RecordJudge(after, day: day, rules: rules, schemas: schemas)
    let before = try RecordJudge(snapshot, day: day, rules: rules, schemas: schemas)
    var errors: [Finding] = []
    for path in changes.paths where changes.files[path] != .some(nil) {
      let known = Set(try before.findings(atPath: path).map(FindingIdentity.init))
      errors += try judge.findings(atPath: path).filter {
        $0.severity == .error && !known.contains(FindingIdentity($0))
      }
    }
    return errors.sorted()
  }

  /// Refuses the edit where it makes a record invalid, unless `force`, and writes it.
  mutating func write(force: Bool, rules: [any Rule.Type] = RuleList.withoutSearch) throws {
    if !force { try refuseErrors(rules: rules) }
    // What git has left out of a sparse checkout has a blob, and no file to edit.
    if let path = try changes.paths.first(where: { try snapshot.files.entry(at: $0)?.blob != nil })
    {
      throw CommandFailure(
        .failure,
        "the file is left out of this sparse checkout, and nothing was written",
        at: path,
        remedy: "git sparse-checkout add its folder"
      )
    }
    for path in changes.paths { former[path] = .some(try snapshot.files.content(at: path)) }
    try WorkingTreeWriter(root: root).apply(changes)
  }

  /// Fails with the findings where the edit makes a record invalid.
  func refuseErrors(rules: [any Rule.Type] = RuleList.withoutSearch) throws {
    let errors = try newErrors(rules: rules)
    guard errors.isEmpty else {
      let renderer = FindingRenderer()
      let text = errors.map { finding in
        if let cell = cells.place(of: finding) {
          var objection = finding
          objection.place = nil
          return "\(cell): \(renderer.text(for: objection))"
        }
        let source = finding.place.flatMap { changes.files[$0.file] } ?? nil
        return renderer.text(for: finding, source: source)
      }
      throw CommandFailure(
        .no,
        "nothing was written, since the result would be invalid",
        remedy: "correct it, or write it all the same with --force",
        details: text.joined().trimmingFinalNewline
      )
    }
  }

  /// Commits what was written, with the message, through the user's own git and hooks; where they
  /// refuse, the files are again what they were.
  func commit(message: String) throws {
    let git = UserGit(root: root, environment: workspace.context.environment)
    do {
      try git.commit(changes.paths, message: message)
    } catch var failure as CommandFailure {
      var before = ChangeSet()
      for (path, content) in former {
        if let content { before.write(content, to: path) } else { before.remove(path) }
      }
      try WorkingTreeWriter(root: root).apply(before)
      failure.what = "nothing was changed, since the commit was refused"
      throw failure
    }
  }
}
