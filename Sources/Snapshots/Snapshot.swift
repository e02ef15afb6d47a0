public import Documents
internal import Git
public import Records

/// The records of a repository at one moment: a commit, what is staged, or the working tree.
///
/// Nothing is read before it is asked for, and nothing is read twice. Questions that concern every
/// record (by identifier, referrers) read them all once and remember the answer.
public final class Snapshot: RecordLookup {
  /// Where the files come from.
  public let files: any RecordFiles
  /// The repository's settings.
  public let settings: Settings
  /// The classes in force.
  public let catalogue: ClassCatalogue

  private var recordsByPath: [String: Record?] = [:]
  private var pathsByClass: [String: [Reference: String]] = [:]
  private var allEntries: [FileEntry]?
  private var referrersByTarget: [Reference: [Referrer]]?
  private var identifiers: [AttributePath: [String: [String: [Reference]]]] = [:]

  /// Creates a snapshot of files; `builtIn` are the schemas that the program brings along.
  public init(files: any RecordFiles, builtIn: [SchemaFile]) throws {
    self.files = files
    settings = try Settings(of: files)
    catalogue = ClassCatalogue(builtIn + (try Self.ownSchemas(files)))
  }

  /// Creates a snapshot of other files of the same repository whose settings and schemas are those
  /// of `other`: nothing of them is read or parsed again.
  public init(files: any RecordFiles, settingsOf other: Snapshot) {
    self.files = files
    settings = other.settings
    catalogue = other.catalogue
  }

  private static func ownSchemas(_ files: any RecordFiles) throws -> [SchemaFile] {
    try files.entries(below: "schema").compactMap { entry in
      guard entry.kind.isFile, entry.path.hasSuffix(".yaml")
      else { return nil }
      let name = entry.path.dropFirst("schema/".count).dropLast(".yaml".count)
      return SchemaFile(
        name: String(name),
        origin: .repository,
        source: try files.content(of: entry)
      )
    }
  }

  // MARK: RecordLookup

  /// Returns the record, or nil where there is none or its text cannot be parsed.
  public func record(_ reference: Reference) throws -> Record? {
    guard let path = try path(of: reference) else { return nil }
    return try record(atPath: path)
  }

  /// Whether a record of that name exists, parsable or not.
  public func exists(_ reference: Reference) throws -> Bool { try path(of: reference) != nil }

  /// Returns the references of all records of the classes, sorted.
  public func references(ofClasses classes: Set<String>?) throws -> [Reference] {
    guard let classes else {
      return try recordEntries().compactMap { RecordLayout.reference(ofPath: $0.path) }.sorted()
    }
    return try classes.flatMap { try paths(ofClass: $0).keys }.sorted()
  }

  /// Returns the records in which an attribute has a value.
  public func records(
    of classes: Set<String>,
    where attribute: AttributePath,
    is value: String
  ) throws -> [Reference] {
    try classes.flatMap { className in
      try identifierTable(attribute, className: className)[value] ?? []
    }.sorted()
  }

  /// Returns every place that refers to the record.
  public func referrers(of reference: Reference) throws -> [Referrer] {
    if let known = referrersByTarget { return known[reference] ?? [] }
    var table: [Reference: [Referrer]] = [:]
    for source in try references(ofClasses: nil) {
      guard let record = try record(source),
        let recordClass = catalogue.recordClass(source.className)
      else { continue }
      for (attribute, target) in recordClass.references(in: record.value) {
        table[target, default: []].append(Referrer(reference: source, attribute: attribute))
      }
    }
    for target in table.keys { table[target]?.sort() }
    referrersByTarget = table
    return table[reference] ?? []
  }

  // MARK: Files

  /// Returns every file below `records/`, sorted by path.
  public func recordEntries() throws -> [FileEntry] {
    if let allEntries { return allEntries }
    let entries = try files.entries(below: RecordLayout.root)
    allEntries = entries
    return entries
  }

  /// Returns the file that holds the record, or nil where there is none.
  ///
  /// The place that the layout gives is looked at first; without sharding the folders below the
  /// class are free, so the whole class is listed where the record is not there.
  public func path(of reference: Reference) throws -> String? {
    if let known = pathsByClass[reference.className] { return known[reference] }
    guard RecordIdentifier.objection(to: reference.id) == nil,
      RecordIdentifier.objection(to: reference.className) == nil
    else { return nil }
    let usual = settings.layout.path(of: reference)
    if try files.entry(at: usual) != nil { return usual }
    if settings.sharding > 0 { return nil }
    return try paths(ofClass: reference.className)[reference]
  }

  /// Returns the record in a file; nil where there is no such file, it is no plain file, or its text
  /// cannot be parsed.
  public func record(atPath path: String) throws -> Record? {
    if let known = recordsByPath[path] { return known }
    let record = try source(at: path)?.record
    recordsByPath[path] = .some(record)
    return record
  }

  /// Reads the records in some files at once, so that they are parsed on all cores.
  public func readRecords(atPaths paths: [String]) throws {
    let entries = try paths.compactMap { path -> FileEntry? in
      guard recordsByPath[path] == nil, RecordLayout.reference(ofPath: path) != nil else {
        return nil
      }
      return try files.entry(at: path)
    }.filter(\.kind.isFile)
    let sources = zip(entries, try files.contents(of: entries)).compactMap { entry, content in
      RecordLayout.reference(ofPath: entry.path).map {
        Source(reference: $0, entry: entry, content: content)
      }
    }
    for (source, record) in zip(sources, Cores.map(sources, width: 4, \.record)) {
      recordsByPath[source.entry.path] = .some(record)
    }
  }

  /// The text of a record.
  private struct Source: Sendable {
    let reference: Reference
    let entry: FileEntry
    let content: [UInt8]

    /// The record; nil where the text cannot be parsed.
    var record: Record? {
      guard let document = try? Document.parse(content) else { return nil }
      return Record(
        reference: reference,
        path: entry.path,
        blob: entry.blob?.hex,
        document: document
      )
    }
  }

  private func source(at path: String) throws -> Source? {
    guard let reference = RecordLayout.reference(ofPath: path),
      let entry = try files.entry(at: path), entry.kind.isFile
    else { return nil }
    return Source(reference: reference, entry: entry, content: try files.content(of: entry))
  }

  private func paths(ofClass className: String) throws -> [Reference: String] {
    if let known = pathsByClass[className] { return known }
    let entries = try files.entries(below: "\(RecordLayout.root)/\(className)")
    var paths: [Reference: String] = [:]
    for entry in entries {
      guard let reference = RecordLayout.reference(ofPath: entry.path), paths[reference] == nil
      else { continue }
      paths[reference] = entry.path
    }
    pathsByClass[className] = paths
    return paths
  }

  private func identifierTable(_ attribute: AttributePath, className: String) throws
    -> [String: [Reference]]
  {
    if let known = identifiers[attribute]?[className] { return known }
    var table: [String: [Reference]] = [:]
    if let recordClass = catalogue.recordClass(className) {
      for reference in try references(ofClasses: [className]) {
        guard let record = try record(reference) else { continue }
        for value in Set(recordClass.identifiers(in: record.value, at: attribute)) {
          table[value, default: []].append(reference)
        }
      }
    }
    identifiers[attribute, default: [:]][className] = table
    return table
  }
}

extension Settings {
  /// Reads the settings of a repository's files; one without `cmdb.yaml`, or with one that cannot be
  /// parsed, has the defaults.
  public init(of files: any RecordFiles) throws {
    let text = try files.content(at: Self.fileName)
    let parsed = text.flatMap { try? Document.parse($0) }
    self = parsed.map { Settings($0.value($0.root)) } ?? Settings()
  }
}
