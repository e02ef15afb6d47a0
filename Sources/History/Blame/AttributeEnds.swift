public import Documents
public import Git
internal import Records

/// Says until when the values stood that a record had at a commit, along the first parents of a tip.
///
/// The line begins with the commit, or with the first on it that leads to the commit. A value ends with
/// the first commit on the line after which the attribute has another value or none; that one stands
/// for the moment, and where a merge brought the other value, the commit that set it is named too. A
/// record that is renamed on the way goes on under its new name.
public struct AttributeEnds {
  /// What became of one value.
  public struct End {
    /// The attribute.
    public let attribute: AttributePath
    /// Its value at the commit.
    public let value: Value
    /// The commit on the line with which it ended; nil where it still stands.
    public let until: CommitFacts?
    /// The commit that set what came instead, or that removed the value.
    public let endedBy: CommitFacts?
    /// What came instead; nil where it still stands, or nothing did.
    public let next: Value?
  }

  private struct Open {
    let path: AttributePath
    let value: Value
    var until: ObjectID?
    var place = ""
    var next: Value?
  }

  private let history: RecordHistory
  private var versions: RecordVersions { history.versions }

  /// Creates an answerer over a history.
  public init(_ history: RecordHistory) { self.history = history }

  /// Returns an answer an attribute, in the order of the record as it was at `commit`; nil where no
  /// parsable record stood there. `tip` must lead to `commit`.
  public func ends(
    of path: String,
    at commit: ObjectID,
    upTo tip: ObjectID,
    only attribute: AttributePath? = nil
  ) throws -> [End]? {
    guard let reference = RecordLayout.reference(ofPath: path),
      let blob = try versions.blob(at: path, in: commit),
      let version = try versions.version(blob, className: reference.className)
    else { return nil }
    var leaves = version.order.filter { attribute.map($0.hasPrefix) ?? true }
      .compactMap { path in version.leaves[path].map { Open(path: path, value: $0) } }
    try follow(path, from: commit, upTo: tip, &leaves)
    return try leaves.map { leaf in
      End(
        attribute: leaf.path,
        value: leaf.value,
        until: try leaf.until.map(versions.facts(of:)),
        endedBy: try setter(of: leaf),
        next: leaf.next
      )
    }
  }

  private func follow(
    _ path: String,
    from commit: ObjectID,
    upTo tip: ObjectID,
    _ leaves: inout [Open]
  ) throws {
    var (path, start) = (path, commit)
    while leaves.contains(where: { $0.until == nil }) {
      var origin: (path: String, commit: ObjectID)?
      for change in try history.changes(of: path, after: start, upTo: tip) {
        if change.blob == nil,
          let moved = try RenameDetection(versions: versions)
            .destination(of: path, in: change.commit)
        {
          origin = (moved, change.commit)
          try settle(&leaves, at: moved, change.commit)
          break
        }
        try settle(&leaves, at: path, change.commit)
      }
      guard let origin else { return }
      (path, start) = origin
    }
  }

  private func settle(_ leaves: inout [Open], at path: String, _ commit: ObjectID) throws {
    let className = RecordLayout.reference(ofPath: path)?.className ?? ""
    let blob = try versions.blob(at: path, in: commit)
    let now = try blob.flatMap { try versions.version($0, className: className) }
    for place in leaves.indices where leaves[place].until == nil {
      let value = now?.leaves[leaves[place].path]
      if value == leaves[place].value { continue }
      leaves[place].until = commit
      leaves[place].next = value
      leaves[place].place = path
    }
  }

  private func setter(of leaf: Open) throws -> CommitFacts? {
    guard let until = leaf.until else { return nil }
    let facts = try versions.facts(of: until)
    guard leaf.next != nil, facts.parents.count > 1, !facts.isMachine else { return facts }
    let lines = try history.lines(of: leaf.place, at: until, only: leaf.path)
    return lines?.first { $0.attribute == leaf.path }?.facts ?? facts
  }
}
