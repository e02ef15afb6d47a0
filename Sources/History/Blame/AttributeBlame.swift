public import Documents
public import Git
public import Records

/// Answers, for every attribute of a record, which commit set its value.
///
/// The walk goes by attribute, not by line: each leaf is traced from the commit that is asked from
/// to the parent that holds the same value, until none does. So layout, comments, the order of keys
/// and items, and file moves change nothing; a value that came through a merge is found in the
/// parent that brought it, and a value that only the merge holds is the merge's.
public struct AttributeBlame {
  /// One attribute's answer.
  public struct Line {
    /// The attribute.
    public let attribute: AttributePath
    /// Its value.
    public let value: Value
    /// Where the value comes from.
    public let provenance: Provenance
    /// The commit that set it.
    public let facts: CommitFacts
  }

  private let versions: RecordVersions

  /// Creates an answerer over a repository's versions.
  public init(_ versions: RecordVersions) { self.versions = versions }

  /// Returns a line an attribute, in the order of the record; nil where no parsable record stands
  /// at `path` in `commit`.
  ///
  /// With `only`, leaves at or below that attribute are answered. `skipping` steps back: 1 asks for
  /// the value before the present one, as it was set before.
  public func lines(
    of path: String,
    at commit: ObjectID,
    only attribute: AttributePath? = nil,
    skipping: Int = 0
  ) throws -> [Line]? {
    guard let reference = RecordLayout.reference(ofPath: path),
      let blob = try versions.blob(at: path, in: commit),
      let version = try versions.version(blob, className: reference.className)
    else { return nil }
    let wanted = version.order.filter { attribute.map($0.hasPrefix) ?? true }
    var trace = AttributeTrace(versions, skipping: skipping)
    try trace.follow(
      Dictionary(uniqueKeysWithValues: wanted.map { ($0, version.leaves[$0]) }),
      from: commit,
      path: path
    )
    return try wanted.compactMap { path in
      guard let answer = trace.answers[path], let setter = answer.commit, let value = answer.value
      else { return nil }
      return try line(path, value, setBy: setter, answer)
    }
  }

  private func line(
    _ path: AttributePath,
    _ value: Value,
    setBy commit: ObjectID,
    _ answer: AttributeTrace.Answer
  ) throws -> Line {
    let facts = try versions.facts(of: commit)
    var approvals = facts.approvals
    if let carrier = answer.carrier {
      approvals += try versions.facts(of: carrier).approvals.filter { !approvals.contains($0) }
    }
    let only = facts.deliveries.count == 1 ? facts.deliveries[0] : nil
    return Line(
      attribute: path,
      value: value,
      provenance: Provenance(
        commit: commit.hex,
        time: facts.time,
        author: facts.author,
        source: only?.source,
        delivery: only?.commit,
        approvals: approvals,
        changes: answer.changes,
        summary: facts.summary
      ),
      facts: facts
    )
  }
}
