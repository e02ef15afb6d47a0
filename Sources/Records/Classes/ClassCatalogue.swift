public import Documents
internal import Synchronization

/// The classes of a repository: those of the program, extended and replaced by the repository's own.
///
/// Schemas are parsed when a class is first asked for and kept, since a command that shows one
/// record needs one class of thirty.
public final class ClassCatalogue: Sendable {
  /// The schemas that describe files other than records.
  public static let formats: Set<String> = [
    "base", "cmdb", "source", "policy", "lifecycle", "observation", "connector", "schema",
  ]

  private struct Kept: Sendable {
    var documents: [String: Document] = [:]
    var classes: [String: RecordClass] = [:]
    var baseNames: [String]?
  }

  private let builtIn: [String: SchemaFile]
  private let own: [String: SchemaFile]
  private let kept = Mutex(Kept())

  /// Creates a catalogue; of two files with one origin and name the later one counts.
  public init(_ files: some Sequence<SchemaFile>) {
    var builtIn: [String: SchemaFile] = [:]
    var own: [String: SchemaFile] = [:]
    for file in files {
      switch file.origin {
      case .builtIn: builtIn[file.name] = file
      case .repository: own[file.name] = file
      }
    }
    self.builtIn = builtIn
    self.own = own
  }

  /// The names of all classes, sorted.
  public var classNames: [String] {
    Set(builtIn.keys).union(own.keys)
      .filter { !$0.contains("/") && !Self.formats.contains($0) }.sorted()
  }

  /// Whether there is a class of that name.
  public func hasClass(_ name: String) -> Bool {
    !name.contains("/") && !Self.formats.contains(name) && (builtIn[name] ?? own[name]) != nil
  }

  /// Returns the files that describe a class or format, the program's first.
  ///
  /// A repository's file of a built-in name replaces it, unless it says `x-extends: true`.
  public func files(of name: String) -> [SchemaFile] {
    guard let ownFile = own[name] else { return builtIn[name].map { [$0] } ?? [] }
    guard let builtInFile = builtIn[name] else { return [ownFile] }
    let extends = document(ownFile)?.value(named: "x-extends")?.boolValue ?? false
    return extends ? [builtInFile, ownFile] : [ownFile]
  }

  /// All files, the program's first, each sorted by name.
  public var allFiles: [SchemaFile] {
    builtIn.values.sorted { $0.name < $1.name } + own.values.sorted { $0.name < $1.name }
  }

  /// Returns the class of that name, or nil.
  public func recordClass(_ name: String) -> RecordClass? {
    if let known = kept.withLock({ $0.classes[name] }) { return known }
    guard hasClass(name) else { return nil }
    let made = makeClass(name)
    kept.withLock { $0.classes[name] = made }
    return made
  }

  /// Returns the classes among which a thing of class `name` may turn out to belong, itself among
  /// them.
  public func family(of name: String) -> Set<String> {
    guard let family = recordClass(name)?.family else { return [name] }
    return Set(classNames.filter { recordClass($0)?.family == family }).union([name])
  }

  /// Returns the state machine of that name.
  public func lifecycle(_ name: String) -> Lifecycle? {
    guard let file = files(of: "lifecycle/\(name)").last, let document = document(file) else {
      return nil
    }
    return Lifecycle(name: name, document.value(document.root))
  }

  /// Returns the parsed text of a schema, or nil where it cannot be parsed.
  func document(_ file: SchemaFile) -> Document? {
    if let known = kept.withLock({ $0.documents[file.address] }) { return known }
    guard let document = try? Document.parse(file.source) else { return nil }
    kept.withLock { $0.documents[file.address] = document }
    return document
  }

  /// Returns the parsed schema of an address such as `cmdb:base` or `repository:widget`; nil where
  /// there is none, or it cannot be parsed.
  public func document(at address: String) -> Document? {
    let parts = address.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let name = String(parts[1])
    switch parts[0] {
    case "cmdb": return builtIn[name].flatMap { document($0) }
    case "repository": return own[name].flatMap { document($0) }
    default: return nil
    }
  }

  /// Returns what a class, or a format such as `source`, describes; a name that no file bears
  /// describes nothing.
  public func description(of name: String) -> RecordClass {
    recordClass(name) ?? makeClass(name)
  }

  private func makeClass(_ name: String) -> RecordClass {
    let documents = files(of: name).compactMap { document($0) }
    var reader = SchemaReader { [self] address in document(at: address) }
    for document in documents { reader.read(document) }
    return RecordClass(
      name: name,
      documents: documents,
      attributes: reader.table,
      baseNames: baseNames,
      lifecycle: { [self] machine in lifecycle(machine) }
    )
  }

  /// The attributes that every class inherits, in order.
  private var baseNames: [String] {
    if let known = kept.withLock({ $0.baseNames }) { return known }
    let base = builtIn["base"].flatMap { document($0) }
    let names = base?.value(named: "properties")?.mapValue?.map(\.key) ?? []
    kept.withLock { $0.baseNames = names }
    return names
  }
}

extension Document {
  /// The value of a keyword of a schema.
  func value(named keyword: String) -> Value? {
    guard kind(root) == .map else { return nil }
    return child(root, named: keyword).map { value($0) }
  }
}
