internal import ArgumentParser
internal import Documents
internal import History
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
    let files = WorkingTreeFiles(root: root)
    for (path, result) in try results(workspace, snapshot, files) {
      switch result {
      case .failed(let error): throw error
      case .unreadable(let error):
        Self.say(error, of: path, context)
        broken += 1
      case .canonical, .text:
        let place = newPlace(of: path, snapshot)
        if place != path {
          changes.remove(path)
          changes.write(try result.newText ?? files.content(at: path) ?? [], to: place)
        } else if let text = result.newText {
          changes.write(text, to: place)
        }
      }
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

  /// What becomes of every file that is meant, sorted by path where none is named. What git has left
  /// out of the working tree stays as it is.
  private func results(_ workspace: Workspace, _ snapshot: Snapshot, _ files: WorkingTreeFiles)
    throws -> [(path: String, result: Layouts.Result)]
  {
    guard paths.isEmpty else {
      let targets = try targets(workspace, snapshot)
      let names = Set(targets.compactMap { RecordLayout.reference(ofPath: $0)?.className })
      let layouts = Layouts(snapshot.catalogue, of: names.sorted())
      let results = Cores.map(targets) { path in
        layouts.formatted(path) { try files.content(at: path) }
      }
      return Array(zip(targets, results))
    }
    let layouts = Layouts(snapshot.catalogue, of: try files.folders(in: RecordLayout.root))
    let results = try files.map(foldersBelow: RecordLayout.root) { folder in
      folder.entries.filter(Self.isRecord).map { entry in
        (
          path: entry.path,
          result: layouts.formatted(entry.path) { try folder.file(entry)?.content }
        )
      }
    }
    return results.flatMap { $0 }.sorted { $0.path < $1.path }
  }

  private func targets(_ workspace: Workspace, _ snapshot: Snapshot) throws -> [String] {
    try paths.flatMap { argument -> [String] in
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

  private static func say(_ error: DocumentError, of path: String, _ context: CommandContext) {
    let place = "\(path):\(error.line):\(error.column)"
    context.terminal.say(
      CommandFailure(.no, error.message, at: place, remedy: error.help).message
    )
  }

  private func newPlace(of path: String, _ snapshot: Snapshot) -> String {
    guard layout, let reference = RecordLayout.reference(ofPath: path) else { return path }
    // Without sharding the folders below a class are the people's own.
    guard snapshot.settings.sharding > 0 else { return path }
    return snapshot.settings.layout.path(of: reference)
  }
}

/// The canonical layouts of the classes of some records, found before many threads ask.
private struct Layouts: Sendable {
  enum Result: Sendable {
    /// The file is in form, or git has left it out of the working tree.
    case canonical
    case text([UInt8])
    case unreadable(DocumentError)
    case failed(any Error)

    var newText: [UInt8]? {
      if case .text(let text) = self { text } else { nil }
    }
  }

  private struct Form: Sendable {
    let order: KeyOrder
    let keys: ListKeys
  }

  private var classes: [String: Form] = [:]

  init(_ catalogue: ClassCatalogue, of names: [String]) {
    let found = Cores.map(names, width: 1) { name in
      catalogue.recordClass(name).map { Form(order: $0.keyOrder, keys: $0.listKeys) }
    }
    for (name, form) in zip(names, found) { classes[name] = form }
  }

  func formatted(_ path: String, reading content: () throws -> [UInt8]?) -> Result {
    do {
      guard let reference = RecordLayout.reference(ofPath: path), let text = try content()
      else { return .canonical }
      let form = classes[reference.className] ?? Form(order: .none, keys: .none)
      let result = try Document.parse(text).formatted(order: form.order, keys: form.keys)
      return result == text ? .canonical : .text(result)
    } catch let error as DocumentError {
      return .unreadable(error)
    } catch {
      return .failed(error)
    }
  }
}
