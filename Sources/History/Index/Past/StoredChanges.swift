internal import Documents
internal import Records

/// Turns what is kept of a commit into what a log tells.
struct StoredChanges {
  private let reader: StepReader
  private var names: AttributeNames
  private var records: [Int: Reference] = [:]

  init(_ reader: StepReader) throws {
    self.reader = reader
    names = try AttributeNames(reader.connection)
  }

  /// Returns everything that a commit did; nothing where only the layout of files changed.
  mutating func all(_ commit: IndexedCommit) throws -> [AttributeChange] {
    var stored = ByteReader(commit.log)
    var changes: [AttributeChange] = []
    while !stored.isAtEnd {
      let change = try stored.recordedChange()
      guard change.kind == .stepped else {
        changes += try told(change)
        continue
      }
      let differences = try reader.step(of: change.file, madeAt: commit.place).differences()
      changes += try leaves(differences, of: reference(change.file))
    }
    return changes
  }

  /// Returns what one change of a record says.
  mutating func told(_ change: RecordedChange) throws -> [AttributeChange] {
    let reference = try reference(change.file)
    switch change.kind {
    case .created: return [AttributeChange(reference: reference, kind: .created)]
    case .deleted: return [AttributeChange(reference: reference, kind: .deleted)]
    case .renamed:
      let from = try self.reference(change.from)
      return try [AttributeChange(reference: reference, kind: .renamed, from: from)]
        + leaves(change.differences, of: reference)
    case .changed, .stepped: return try leaves(change.differences, of: reference)
    }
  }

  private mutating func leaves(
    _ differences: [FlatVersion.Difference],
    of reference: Reference
  ) throws -> [AttributeChange] {
    var changes: [AttributeChange] = []
    for difference in differences {
      changes.append(
        AttributeChange(
          reference: reference,
          attribute: try names.path(difference.attribute),
          kind: difference.old == nil ? .added : difference.new == nil ? .removed : .changed,
          old: try difference.old.map { try StoredValue.value($0) },
          new: try difference.new.map { try StoredValue.value($0) }
        )
      )
    }
    return changes
  }

  private mutating func reference(_ file: Int) throws -> Reference {
    if let known = records[file] { return known }
    let found = try reader.record(file).reference
    records[file] = found
    return found
  }
}
