internal import Documents
internal import Records

/// What one commit did to one record, as the log tells it.
struct RecordedChange {
  /// What happened to the record as a whole.
  enum Kind: Int {
    case created = 0
    case deleted = 1
    /// Its reference became another.
    case renamed = 2
    /// Only its attributes changed.
    case changed = 3
    /// As `changed`; the commit's step of the file says in what.
    case stepped = 4
  }

  let kind: Kind
  let file: Int
  /// The file that it was, where it was renamed.
  let from: Int
  let differences: [FlatVersion.Difference]

  init(_ kind: Kind, file: Int, from: Int = 0, _ differences: [FlatVersion.Difference] = []) {
    self.kind = kind
    self.file = file
    self.from = from
    self.differences = differences
  }
}

extension ByteWriter {
  mutating func append(_ change: RecordedChange) {
    append(change.file << 3 | change.kind.rawValue)
    if change.kind == .renamed { append(change.from) }
    if change.kind == .renamed || change.kind == .changed { append(change.differences) }
  }
}

extension ByteReader {
  mutating func recordedChange() throws(IndexFailure) -> RecordedChange {
    let head = try number()
    let kind = RecordedChange.Kind(rawValue: head & 7) ?? .stepped
    let from = kind == .renamed ? try number() : 0
    let differences = kind == .renamed || kind == .changed ? try differences() : []
    return RecordedChange(kind, file: head >> 3, from: from, differences)
  }
}
