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
    /// The commit that set it.
    public let facts: CommitFacts
    /// The merge by which it came, where it came by one: who approved that approved the value.
    public let carrier: CommitFacts?
    /// How often the attribute was set, the creation included.
    public let changes: Int
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
      guard let answer = trace.answers[path], let setter = answer.commit,
        let value = skipping == 0 ? version.leaves[path] : answer.value
      else { return nil }
      return Line(
        attribute: path,
        value: value,
        facts: try versions.facts(of: setter),
        carrier: try answer.carrier.map(versions.facts(of:)),
        changes: answer.changes
      )
    }
  }
}

extension AttributeBlame.Line {
  /// Where the value comes from, by names that nothing stands behind.
  public var provenance: Provenance { provenance(weighing: { $0 }) }

  /// Where the value comes from; `weigh` says how far the names of a commit can be trusted.
  public func provenance(weighing weigh: (CommitFacts) -> CommitFacts) -> Provenance {
    let only = facts.deliveries.count == 1 ? facts.deliveries[0] : nil
    let facts = weigh(facts)
    let approved = Set(facts.approvals.map(\.email))
    let further = carrier.map(weigh)?.approvals.filter { !approved.contains($0.email) } ?? []
    return Provenance(
      commit: facts.id.hex,
      time: facts.time,
      author: facts.author,
      source: only?.source,
      delivery: only?.commit,
      approvals: facts.approvals + further,
      changes: changes,
      summary: facts.summary
    )
  }
}
