public import Documents
public import Git
public import Records
internal import Snapshots
internal import Validation

/// The evidence of a repository: every change of every record with whose hand and word it was, newest
/// first, as `ChangeLog` orders it.
///
/// It follows from the commits alone, so it is the same on every machine.
public struct AuditTrail {
  /// Which changes are told.
  public struct Scope {
    /// The first day of commits, in UTC; nil is no limit.
    public var since: CalendarDay?
    /// The last day of commits, in UTC; nil is no limit.
    public var until: CalendarDay?
    /// A record, which is followed under its earlier names; nil is every one.
    public var reference: Reference?
    /// What a record must match as it stood before or after the change, so that a deleted one is told
    /// where it matched while it was there; a text that cannot be parsed matches nothing.
    public var query: Query?

    /// Creates a scope.
    public init(
      since: CalendarDay? = nil,
      until: CalendarDay? = nil,
      reference: Reference? = nil,
      query: Query? = nil
    ) {
      self.since = since
      self.until = until
      self.reference = reference
      self.query = query
    }
  }

  /// Says which source's word a leaf of a record was in a machine's commit; nil where that is not
  /// known.
  public typealias SourceDecision = (
    _ commit: CommitFacts, _ record: Record, _ leaf: Leaf, _ keys: ListKeys
  ) throws -> String?

  private let history: RecordHistory
  private let head: ObjectID
  private let trust: CommitTrust
  private let snapshots: CommitSnapshots
  private let deciders: DecidingCommits
  private let decision: SourceDecision

  /// Creates the trail that leads to a commit.
  ///
  /// - Parameters:
  ///   - history: The history as the commit sees it.
  ///   - head: The commit.
  ///   - builtIn: The schemas that the program brings along.
  ///   - decision: Says whose word it was where a commit brings several sources.
  public init(
    _ history: RecordHistory,
    to head: ObjectID,
    builtIn: [SchemaFile],
    decision: @escaping SourceDecision
  ) {
    let repository = history.versions.repository
    self.history = history
    self.head = head
    self.decision = decision
    trust = CommitTrust(repository, builtIn: builtIn)
    snapshots = CommitSnapshots(repository, builtIn: builtIn)
    deciders = DecidingCommits(repository, head: head)
  }

  /// Returns the evidence of a scope.
  public func rows(of scope: Scope) throws -> [AuditRow] {
    var rows: [AuditRow] = []
    var names = Set(scope.reference.map { [$0] } ?? [])
    try history.walk(from: head) { entry in
      let day = CalendarDay(secondsSince1970: entry.facts.time)
      let isInRange = scope.since.map { day >= $0 } ?? true && scope.until.map { day <= $0 } ?? true
      var changes = entry.changes
      if scope.reference != nil {
        changes = changes.filter { names.contains($0.reference) }
        names.formUnion(changes.compactMap(\.from))
      }
      if !isInRange || changes.isEmpty { return true }
      let told = try self.told(changes, in: entry.facts, scope.query)
      if !told.isEmpty {
        let origin = try origin(entry.facts)
        rows += try told.map { AuditRow($0, origin, source: try source(of: $0, entry.facts)) }
      }
      try snapshots.forget(but: [head])
      return true
    }
    return rows
  }

  /// What a commit changed in records that match, before or after it.
  private func told(_ changes: [AttributeChange], in commit: CommitFacts, _ query: Query?) throws
    -> [ReadableChange]
  {
    var changes = changes
    if let query {
      var known: [Reference: Bool] = [:]
      changes = try changes.filter { change in
        if let answer = known[change.reference] { return answer }
        let answer = try matches(query, change, in: commit)
        known[change.reference] = answer
        return answer
      }
    }
    return changes.isEmpty ? [] : try ReadableChange.told(changes, in: commit, snapshots)
  }

  private func matches(_ query: Query, _ change: AttributeChange, in commit: CommitFacts) throws
    -> Bool
  {
    let sides: [(ObjectID?, Reference)] = [
      (commit.id, change.reference), (commit.parents.first, change.from ?? change.reference),
    ]
    return try sides.contains { id, reference in
      guard let id else { return false }
      let snapshot = try snapshots.snapshot(of: id)
      guard let record = try snapshot.record(reference) else { return false }
      let evaluator = QueryEvaluator(
        lookup: snapshot,
        catalogue: snapshot.catalogue,
        today: CalendarDay(secondsSince1970: commit.time)
      )
      return try evaluator.matches(query, record)
    }
  }

  private func origin(_ facts: CommitFacts) throws -> AuditRow.Origin {
    var weighed = trust.weigh(facts)
    let decider = try deciders.decider(of: facts.id)
    if decider != facts.id {
      let known = Set(weighed.approvals.map(\.email))
      weighed.approvals += trust.weigh(try history.versions.facts(of: decider)).approvals
        .filter { !known.contains($0.email) }
    }
    guard facts.isSigned else { return AuditRow.Origin(facts: weighed, signature: .unsigned) }
    let before = try snapshots.snapshot(of: facts.parents.first)
    let signature = try CommitSignature(
      snapshots.repository.signedPayload(of: facts.id),
      people: PersonDirectory(lookup: before, catalogue: before.catalogue)
    )
    return AuditRow.Origin(facts: weighed, signature: signature)
  }

  /// Whose word a change was: recomputed where a machine's commit brings several sources.
  private func source(of change: ReadableChange, _ facts: CommitFacts) throws -> String? {
    let names = facts.deliveries.map(\.source)
    if names.count > 1, let attribute = change.attribute, let value = change.new {
      let snapshot = try snapshots.snapshot(of: facts.id)
      let keys = snapshot.catalogue.recordClass(change.reference.className)?.listKeys ?? .none
      let leaf = Leaf(path: attribute, value: value)
      if let record = try snapshot.record(change.reference),
        let source = try decision(facts, record, leaf, keys)
      {
        return source
      }
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}
