internal import Documents
internal import Git
internal import History
internal import Reconciliation
internal import Records
internal import Snapshots

/// Who wrote the attributes of records, found by blame when a record is first asked about.
final class WriterTable {
  private struct Writer {
    var value: Value
    var commit: CommitFacts
  }

  private let versions: RecordVersions
  private let main: ObjectID
  private let snapshot: Snapshot
  private let machines: MachineCommits?
  private var known: [Reference: [AttributePath: Writer]] = [:]

  /// Without `machines`, a commit that says that it is a machine's is taken at its word.
  init(_ versions: RecordVersions, main: ObjectID, snapshot: Snapshot, machines: MachineCommits?) {
    self.versions = versions
    self.main = main
    self.snapshot = snapshot
    self.machines = machines
  }

  /// Who wrote the attribute last. A person's value is older than the binding where its commit is in
  /// the history of the commit that bound the record to the source, or where the record is not bound
  /// to it yet.
  func lastWriter(of attribute: AttributePath, in reference: Reference, boundTo source: String?)
    throws -> LastWriter
  {
    let writers = try writers(of: reference)
    guard let writer = writers[attribute] else { return .person }
    if writer.commit.isMachine {
      guard let machines, let record = try snapshot.record(reference) else { return .machine }
      let keys = snapshot.catalogue.recordClass(reference.className)?.listKeys ?? .none
      let leaf = Leaf(path: attribute, value: writer.value)
      if try machines.wrote(leaf, of: record, keys: keys, in: writer.commit) { return .machine }
    }
    guard let source else { return .person }
    let binding = AttributePath().appending(name: "sources").appending(name: source)
    let bound = writers.first { $0.key.hasPrefix(binding) }?.value
    guard let bound else { return .personBeforeBinding }
    if bound.commit.id == writer.commit.id { return .personBeforeBinding }
    return try versions.repository.isAncestor(writer.commit.id, of: bound.commit.id)
      ? .personBeforeBinding : .person
  }

  private func writers(of reference: Reference) throws -> [AttributePath: Writer] {
    if let table = known[reference] { return table }
    var table: [AttributePath: Writer] = [:]
    if let path = try snapshot.path(of: reference),
      let lines = try AttributeBlame(versions).lines(of: path, at: main)
    {
      for line in lines {
        table[line.attribute] = Writer(value: line.value, commit: line.facts)
      }
    }
    known[reference] = table
    return table
  }
}
