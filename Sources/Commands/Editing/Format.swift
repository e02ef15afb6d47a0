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
    let paths = try targets(workspace, snapshot)
    let layouts = Layouts(snapshot.catalogue, paths: paths)
    let files = WorkingTreeFiles(root: root)
    let results = Cores.map(paths) { layouts.formatted($0, from: files) }
    for (path, result) in zip(paths, results) {
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

  private var classes: [String: RecordClass] = [:]

  init(_ catalogue: ClassCatalogue, paths: [String]) {
    for name in Set(paths.compactMap { RecordLayout.reference(ofPath: $0)?.className }) {
      classes[name] = catalogue.recordClass(name)
    }
  }

  func formatted(_ path: String, from files: WorkingTreeFiles) -> Result {
    do {
      guard let reference = RecordLayout.reference(ofPath: path),
        let text = try files.content(at: path)
      else { return .canonical }
      let recordClass = classes[reference.className]
      let result = try Document.parse(text).formatted(
        order: recordClass?.keyOrder ?? .none,
        keys: recordClass?.listKeys ?? .none
      )
      return result == text ? .canonical : .text(result)
    } catch let error as DocumentError {
      return .unreadable(error)
    } catch {
      return .failed(error)
    }
  }
}
