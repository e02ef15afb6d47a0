internal import Connectors
internal import Documents
internal import Records
internal import Snapshots
internal import Sync

/// Reads what other programs wrote as deliveries of a source, and says what was not taken.
struct DeliveryFiles {
  private let registry: ConnectorRegistry
  private let context: CommandContext

  init(_ sources: SourceCatalogue, _ snapshot: Snapshot, _ context: CommandContext) {
    registry = ConnectorRegistry(definitions: sources.connectors, catalogue: snapshot.catalogue)
    self.context = context
  }

  /// Reads what a file holds; `-` is standard input. A text that does not name its machine is about
  /// `key`, or what the file is called.
  func read(
    _ bytes: [UInt8],
    named file: String,
    as kind: String,
    of source: SourceDefinition,
    key: String?
  ) throws -> Delivery {
    do throws(ConnectorError) {
      return try registry.read(bytes, as: kind, source: source, subject: key ?? Self.stem(of: file))
    } catch {
      let name = file == "-" ? "standard input" : file
      let place = error.line.map { line in
        "\(name):\(line)" + (error.column.map { ":\($0)" } ?? "")
      }
      throw CommandFailure(
        [.unknownKind, .otherKind].contains(error.kind) ? .usage : .no,
        error.message,
        at: place ?? name,
        remedy: error.help
      )
    }
  }

  /// Returns the bytes of a file; `-` is standard input.
  func content(_ file: String) throws -> [UInt8] {
    if file == "-" { return try context.readInput() }
    do {
      return try InputFile.content(context.absolute(file))
    } catch let error as SnapshotError {
      throw CommandFailure(.usage, "cannot be read: \(error.reason)", at: file)
    }
  }

  /// The name of a file without its folder and its ending; nil for standard input.
  private static func stem(of file: String) -> String? {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let endings = [".gz", ".json", ".txt", ".tsv", ".csv", ".xml", ".out", ".log", ".status"]
    let stem = endings.reduce(name) { $0.hasSuffix($1) ? String($0.dropLast($1.count)) : $0 }
    return file == "-" || stem.isEmpty ? nil : stem
  }

  /// Says which attributes no class describes, and returns them sorted.
  static func sayLeftOut(_ deliveries: [Delivery], _ terminal: Terminal) -> [String] {
    let leftOut = Set(deliveries.flatMap(\.leftOut)).sorted().map(\.description)
    if !leftOut.isEmpty {
      let names = leftOut.prefix(10).joined(separator: ", ") + (leftOut.count > 10 ? ", …" : "")
      terminal.say("left out, since no class describes it: \(names)")
    }
    return leftOut
  }

  /// A refused observation as a line for people.
  static func line(_ rejection: Rejection, in file: String?) -> String {
    let place = [file, rejection.line.map { "line \($0)" }, rejection.key].compactMap { $0 }
    return "refused: \((place + [rejection.message]).joined(separator: ": "))"
  }

  /// A refused observation, as `import` lists it.
  static func shape(_ rejection: Rejection, in file: String?) -> Value {
    var fields: ValueMap = [
      "line": rejection.line.map(Shape.number) ?? .null, "key": Shape.text(rejection.key),
      "message": .string(rejection.message),
    ]
    if let file { fields["file"] = .string(file) }
    return .map(fields)
  }
}
