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
    var references: [Reference] = []
    for path in paths {
      guard let reference = RecordLayout.reference(ofPath: path), !references.contains(reference)
      else { continue }
      references.append(reference)
    }
    return try references.compactMap { reference in
      let old = try subject(reference, in: before)
      let new = try subject(reference, in: after)
      guard old != nil || new != nil else { return nil }
      return RecordChange(reference: reference, before: old, after: new)
    }
  }

  private func subject(_ reference: Reference, in snapshot: Snapshot) throws -> RecordSubject? {
    guard let record = try snapshot.record(reference) else { return nil }
    return RecordSubject(
      path: record.path,
      reference: reference,
      recordClass: snapshot.catalogue.recordClass(reference.className),
      document: record.document
    )
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
