internal import Documents
internal import Git
internal import History
internal import Reconciliation
internal import Records
internal import Snapshots

/// Who wrote the attributes of records, found by blame when a record is first asked about.
final class WriterTable {
  private struct Writer {
    var isMachine: Bool
    var commit: ObjectID
  }

  private let versions: RecordVersions
  private let main: ObjectID
  private let snapshot: Snapshot
  private var known: [Reference: [AttributePath: Writer]] = [:]

  init(_ versions: RecordVersions, main: ObjectID, snapshot: Snapshot) {
    self.versions = versions
    self.main = main
    self.snapshot = snapshot
  }

  /// Who wrote the attribute last. A person's value is older than the binding where its commit is in
  /// the history of the commit that bound the record to the source, or where the record is not bound
  /// to it yet.
  func lastWriter(of attribute: AttributePath, in reference: Reference, boundTo source: String?)
    throws -> LastWriter
  {
    let writers = try writers(of: reference)
    guard let writer = writers[attribute] else { return .person }
    if writer.isMachine { return .machine }
    guard let source else { return .person }
    let binding = AttributePath().appending(name: "sources").appending(name: source)
    let bound = writers.first { $0.key.hasPrefix(binding) }?.value
    guard let bound else { return .personBeforeBinding }
    if bound.commit == writer.commit { return .personBeforeBinding }
    return try versions.repository.isAncestor(writer.commit, of: bound.commit)
      ? .personBeforeBinding : .person
  }

  private func writers(of reference: Reference) throws -> [AttributePath: Writer] {
    if let table = known[reference] { return table }
    var table: [AttributePath: Writer] = [:]
    if let path = try snapshot.path(of: reference),
      let lines = try AttributeBlame(versions).lines(of: path, at: main)
    {
      for line in lines {
        table[line.attribute] = Writer(isMachine: line.facts.isMachine, commit: line.facts.id)
      }
    }
    known[reference] = table
    return table
  }
}

/// The bindings of records that people deleted, looked up when a thing turns up that nobody knows.
final class DeletedBindings {
  private let repository: Repository
  private let main: ObjectID
  private let versions: RecordVersions
  private var table: [String: [String: Reference]]?

  init(_ repository: Repository, main: ObjectID, versions: RecordVersions) {
    self.repository = repository
    self.main = main
    self.versions = versions
  }

  /// Returns the deleted record that the key was bound to, or nil.
  func record(_ source: String, _ key: String) throws -> Reference? {
    if table == nil { table = try read() }
    return table?[source]?[key]
  }

  private func read() throws -> [String: [String: Reference]] {
    var table: [String: [String: Reference]] = [:]
    let tree = try repository.readCommit(main).tree
    for (commit, path) in try repository.removals(under: RecordLayout.root, from: main) {
      guard let reference = RecordLayout.reference(ofPath: path),
        let parent = try repository.readCommit(commit).parents.first,
        try repository.entry(at: path, in: tree) == nil,
        let blob = try versions.blob(at: path, in: parent),
        let version = try versions.version(blob, className: reference.className)
      else { continue }
      for (source, keys) in Bindings.all(in: version.value) {
        for key in keys where table[source]?[key] == nil {
          table[source, default: [:]][key] = reference
        }
      }
    }
    return table
  }
}
