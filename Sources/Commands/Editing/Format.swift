internal import ArgumentParser
internal import Documents
internal import Records
internal import Snapshots
internal import Validation

/// `cmdb fmt`: canonical key order and layout, comments kept.
struct Format: Command {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Bring records into canonical order and layout, comments kept.",
    discussion: Prose.filled(
      """
        cmdb fmt                      # every record
        cmdb fmt records/server      # those below a folder
        cmdb fmt --check             # only say which would change
        cmdb fmt --layout            # move files to where cmdb.yaml's sharding wants them

      Exit status: 0 formatted; 1 with --check where something would change, or where a file cannot
      be parsed; 2 usage; 3 the repository failed.
      """
    )
  )

  @Argument(help: "Files or folders; every record where none is named.") var paths: [String] = []
  @Flag(help: "Write nothing; say which files would change.") var check = false
  @Flag(help: "Move records to where the layout wants them.") var layout = false

  func run(in context: CommandContext) throws -> ExitStatus {
    let workspace = try Workspace(context)
    let root = try workspace.editableRoot()
    let snapshot = try workspace.present()
    var changes = ChangeSet()
    var broken = 0
    for path in try targets(workspace, snapshot) {
      guard let formatted = try formatted(path, snapshot, context) else {
        broken += 1
        continue
      }
      let place = newPlace(of: path, snapshot)
      if place != path { changes.remove(path) }
      if place != path || formatted.isChanged { changes.write(formatted.text, to: place) }
    }
    let count = changes.files.values.filter { $0 != nil }.count
    if check {
      for path in changes.paths where changes.files[path] != .some(nil) {
        context.terminal.print(path)
      }
      return changes.isEmpty && broken == 0 ? .success : .no
    }
    try WorkingTreeWriter(root: root).apply(changes)
    context.terminal.say(count == 1 ? "formatted 1 file" : "formatted \(count) files")
    return broken == 0 ? .success : .no
  }

  private func targets(_ workspace: Workspace, _ snapshot: Snapshot) throws -> [String] {
    guard !paths.isEmpty else {
      return try snapshot.recordEntries().filter(Self.isRecord).map(\.path)
    }
    return try paths.flatMap { argument -> [String] in
      let path = try workspace.repositoryPath(of: argument)
      if let entry = try snapshot.files.entry(at: path) {
        return [entry].filter(Self.isRecord).map(\.path)
      }
      let below = try snapshot.files.entries(below: path)
      guard !below.isEmpty else {
        throw CommandFailure(.usage, "there is no such file or folder", at: argument)
      }
      return below.filter(Self.isRecord).map(\.path)
    }
  }

  private static func isRecord(_ entry: FileEntry) -> Bool {
    entry.kind.isFile
      && RecordLayout.reference(ofPath: entry.path) != nil
  }

  private func formatted(_ path: String, _ snapshot: Snapshot, _ context: CommandContext) throws
    -> (text: [UInt8], isChanged: Bool)?
  {
    guard let reference = RecordLayout.reference(ofPath: path),
      let text = try snapshot.files.content(at: path)
    else { return nil }
    let recordClass = snapshot.catalogue.recordClass(reference.className)
    do {
      let document = try Document.parse(text)
      let result = try document.formatted(
        order: recordClass?.keyOrder ?? .none,
        keys: recordClass?.listKeys ?? .none
      )
      return (result, result != text)
    } catch let error as DocumentError {
      context.terminal.say(
        CommandFailure(
          .no,
          error.message,
          at: "\(path):\(error.line):\(error.column)",
          remedy: error.help
        ).message
      )
      return nil
    }
  }

  private func newPlace(of path: String, _ snapshot: Snapshot) -> String {
    guard layout, let reference = RecordLayout.reference(ofPath: path) else { return path }
    // Without sharding the folders below a class are the people's own.
    guard snapshot.settings.sharding > 0 else { return path }
    return snapshot.settings.layout.path(of: reference)
  }
}
