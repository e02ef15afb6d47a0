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
      return Line(
        path,
        value,
        setBy: try versions.facts(of: setter),
        carriedBy: try answer.carrier.map(versions.facts(of:)),
        changes: answer.changes
      )
    }
  }
}

extension AttributeBlame.Line {
  /// Tells of a value that a commit set. `carrier` is the merge by which it came, where it came by
  /// one: who approved that approved the value.
  init(
    _ attribute: AttributePath,
    _ value: Value,
    setBy facts: CommitFacts,
    carriedBy carrier: CommitFacts?,
    changes: Int
  ) {
    let only = facts.deliveries.count == 1 ? facts.deliveries[0] : nil
    self.attribute = attribute
    self.value = value
    self.facts = facts
    provenance = Provenance(
      commit: facts.id.hex,
      time: facts.time,
      author: facts.author,
      source: only?.source,
      delivery: only?.commit,
      approvals: facts.approvals
        + (carrier?.approvals.filter { !facts.approvals.contains($0) } ?? []),
      changes: changes,
      summary: facts.summary
    )
  }
}
