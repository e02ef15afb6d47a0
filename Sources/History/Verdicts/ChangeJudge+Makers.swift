public import Diagnostics
internal import Documents
internal import Records
public import Snapshots
public import Validation

extension ChangeJudge {
  /// Who makes a change, and whose word stands behind it.
  public struct Maker: Sendable {
    /// Who makes it.
    public var author: ChangeAuthor
    /// Who approved it.
    public var approvals: [Approval]
    /// Whether missing approvals are a finding; not while they cannot be there yet.
    public var judgesApprovals: Bool

    /// Creates a maker.
    public init(author: ChangeAuthor, approvals: [Approval] = [], judgesApprovals: Bool = true) {
      self.author = author
      self.approvals = approvals
      self.judgesApprovals = judgesApprovals
    }
  }

  /// Returns what rules about changes object to in the change of some files by somebody.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - maker: Who makes the change.
  ///   - others: Further parents of a merge: what one of them set is not the merge's own doing.
  ///   - inForce: Where policy and people are read; the state before where nothing is given.
  ///   - rules: The rules.
  public func findings(
    about paths: [String],
    by maker: Maker,
    without others: [MergeSide] = [],
    inForce: Snapshot? = nil,
    rules: [any ChangeRule.Type] = RuleList.aboutChanges
  ) throws -> [Finding] {
    let context = ChangeContext(
      before: context(of: before, try inForce.map(RepositoryPolicy.read) ?? beforePolicy),
      after: context(of: after, afterPolicy),
      author: maker.author,
      approvals: maker.approvals,
      judgesApprovals: maker.judgesApprovals,
      people: inForce.map { PersonDirectory(lookup: $0, catalogue: $0.catalogue) }
    )
    var findings: [Finding] = []
    for path in paths where RecordLayout.reference(ofPath: path) == nil {
      if try others.contains(where: { try $0.accounts(for: path, before, after) }) { continue }
      findings += try AuthorMayChangeFile.check(path: path, in: context)
    }
    for change in RecordRenames.traced(try changes(at: paths)) {
      let change = try others.reduce(change) { change, other in
        change.leavingOut(
          whatIsSetBy: try other.records.record(change.reference)?.value,
          since: try other.base.record(change.reference)?.value
        )
      }
      if !others.isEmpty, change.leaves.isEmpty { continue }
      for rule in rules { findings += try rule.check(change, in: context) }
    }
    return findings.sorted()
  }

  /// The changes of records that some files make; a record that moves between folders is one.
  public func changes(at paths: [String]) throws -> [RecordChange] {
    try before.readRecords(atPaths: paths)
    try after.readRecords(atPaths: paths)
    var seen: Set<Reference> = []
    let sides = try paths.compactMap { path -> ChangedRecord? in
      guard let reference = RecordLayout.reference(ofPath: path), seen.insert(reference).inserted
      else { return nil }
      return ChangedRecord(
        reference: reference,
        before: try side(reference, in: before),
        after: try side(reference, in: after)
      )
    }
    return Cores.map(sides, \.change).compactMap { $0 }
  }

  /// Both sides of a changed record, before anybody builds their values.
  private struct ChangedRecord: Sendable {
    typealias Side = (record: Record, recordClass: RecordClass?)

    let reference: Reference
    let before: Side?
    let after: Side?

    var change: RecordChange? {
      if before == nil, after == nil { return nil }
      return RecordChange(
        reference: reference,
        before: before.map(subject),
        after: after.map(subject)
      )
    }

    private func subject(_ side: Side) -> RecordSubject {
      RecordSubject(
        path: side.record.path,
        reference: reference,
        recordClass: side.recordClass,
        document: side.record.document
      )
    }
  }

  private func side(_ reference: Reference, in snapshot: Snapshot) throws -> ChangedRecord.Side? {
    try snapshot.record(reference).map {
      ($0, snapshot.catalogue.recordClass(reference.className))
    }
  }

  private func context(of snapshot: Snapshot, _ policy: Policy) -> ValidationContext {
    ValidationContext(
      lookup: snapshot,
      catalogue: snapshot.catalogue,
      settings: snapshot.settings,
      schemas: SchemaStore(snapshot.catalogue),
      day: day,
      policy: policy,
      lapseSeverity: .error
    )
  }
}

extension MergeSide {
  /// Whether the side set a file that the first parent left alone, and the merge has it so.
  fileprivate func accounts(for path: String, _ before: Snapshot, _ after: Snapshot) throws -> Bool
  {
    try records.files.content(at: path) == after.files.content(at: path)
      && base.files.content(at: path) == before.files.content(at: path)
  }
}
