internal import Diagnostics
internal import Documents
public import Records
public import Snapshots
internal import Validation

/// Judges a change: what it touches, at the cost of the change.
///
/// A change is refused only for findings that were not there before it, so a repository with an old
/// fault can still be worked on.
public struct ChangeJudge {
  let before: Snapshot
  let after: Snapshot
  let day: CalendarDay
  let beforePolicy: Policy
  let afterPolicy: Policy
  /// The classes of which a standard asks through references of others.
  private let walkedTo: Set<String>

  /// Creates a judge of the change from one snapshot to another; `day` is the change's own.
  public init(_ before: Snapshot, _ after: Snapshot, day: CalendarDay) throws {
    self.before = before
    self.after = after
    self.day = day
    beforePolicy = try RepositoryPolicy.read(before)
    afterPolicy = try RepositoryPolicy.read(after)
    walkedTo = afterPolicy.classesWalkedTo(in: after.catalogue)
  }

  /// Returns the findings that the state which a change of some files leads to brings.
  ///
  /// A changed schema, policy or `cmdb.yaml` concerns every record. A record that goes, or a team or
  /// person that changes, concerns the records that refer to it, and so does one that standards walk
  /// to. Uniqueness is searched for only where an identifier changes, since nothing else can break it.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - earlier: The day of the state before, where what lapsed since then counts.
  public func verdict(_ paths: [String], since earlier: CalendarDay? = nil) throws
    -> RecordJudge.Verdict
  {
    var verdict = try stateVerdict(paths)
    guard let earlier else { return verdict }
    let known = Set(verdict.findings.map(FindingIdentity.init))
    verdict.findings += try lapses(paths, since: earlier).filter {
      !known.contains(FindingIdentity($0))
    }
    verdict.findings.sort()
    return verdict
  }

  private func stateVerdict(_ paths: [String]) throws -> RecordJudge.Verdict {
    if Self.concernsEverything(paths) { return try wholeRepository() }
    var concerned = Set(paths)
    for path in paths { concerned.formUnion(try dependents(of: path)) }
    let schemas = SchemaStore(after.catalogue)
    let all = try judge(after, RuleList.all, schemas)
    let withoutSearch = try judge(after, RuleList.withoutSearch, schemas)
    let known = try judge(
      before,
      RuleList.withoutSearch,
      before.catalogue === after.catalogue ? schemas : nil
    )
    var verdict = RecordJudge.Verdict()
    let screening = try ChangeScreening(
      concerned.sorted(),
      from: before,
      to: after,
      in: all.context
    )
    for path in concerned.sorted() {
      if screening.passing.contains(path) {
        verdict.checked += 1
        continue
      }
      let judge = try identifiersChange(at: path) ? all : withoutSearch
      let one = try judge.files(at: [path])
      verdict.checked += one.checked
      if one.findings.isEmpty { continue }
      let old = Set(try known.findings(atPath: path).map(FindingIdentity.init))
      let bringsSecret = try bringsSecret(at: path, one.findings)
      verdict.findings += one.findings.filter { finding in
        !old.contains(FindingIdentity(finding))
          || (bringsSecret && finding.rule == TextHoldsNoSecret.id)
      }
    }
    verdict.findings += try claimedTwice(paths)
    verdict.findings.sort()
    return verdict
  }

  private func bringsSecret(at path: String, _ findings: [Finding]) throws -> Bool {
    guard findings.contains(where: { $0.rule == TextHoldsNoSecret.id }),
      let new = try after.files.content(at: path)
    else { return false }
    return TextHoldsNoSecret.brings(new, besides: [try before.files.content(at: path) ?? []])
  }

  /// Returns the standards that the records of some files break by the change's own day and did not
  /// by an earlier one, that of the state before: what lapsed in between counts for whoever changes
  /// the record next.
  func lapses(_ paths: [String], since earlier: CalendarDay) throws -> [Finding] {
    guard earlier < day, afterPolicy.standards.contains(where: \.canLapse) else { return [] }
    let rules: [any Rule.Type] = [RecordMeetsStandards.self]
    let now = try judge(after, rules, nil)
    let then = try judge(before, rules, nil, on: earlier)
    return try paths.filter { RecordLayout.reference(ofPath: $0) != nil }.flatMap { path in
      let known = Set(try then.findings(atPath: path).map(FindingIdentity.init))
      return try now.findings(atPath: path).filter {
        $0.rule == RecordMeetsStandards.id && !known.contains(FindingIdentity($0))
      }
    }
  }

  /// Whether one of the paths says what all records mean, or must be.
  public static func concernsEverything(_ paths: [String]) -> Bool {
    GovernedPath.changesMeaning(paths)
      || paths.contains { $0.hasPrefix(RepositoryPolicy.folder + "/") }
  }

  private func judge(
    _ snapshot: Snapshot,
    _ rules: [any Rule.Type],
    _ schemas: SchemaStore?,
    on day: CalendarDay? = nil
  ) throws -> RecordJudge {
    try RecordJudge(
      snapshot,
      day: day ?? self.day,
      rules: rules,
      schemas: schemas,
      policy: snapshot === before ? beforePolicy : afterPolicy,
      lapseSeverity: .error
    )
  }

  /// Judges both sides whole; the findings that only the new one has are the change's, and their
  /// records are those that it breaks.
  private func wholeRepository() throws -> RecordJudge.Verdict {
    var verdict = try judge(after, RuleList.all, nil).everything()
    if verdict.findings.isEmpty { return verdict }
    let known = try judge(before, RuleList.all, nil).everything()
    let old = Set(known.findings.map(FindingIdentity.init))
    verdict.findings.removeAll { old.contains(FindingIdentity($0)) }
    verdict.broken =
      Set(
        verdict.findings.filter { $0.severity == .error }.compactMap(\.reference)
      ).count
    return verdict
  }

  /// The files that a change of one file can make invalid besides itself.
  private func dependents(of path: String) throws -> [String] {
    guard let reference = RecordLayout.reference(ofPath: path) else { return [] }
    let isGone = try after.files.entry(at: path) == nil && !after.exists(reference)
    let name = reference.className
    var concerned: [Reference] = []
    if name == "person", let old = try before.record(atPath: path)?.value {
      concerned = Membership.teams(of: old)
    }
    if try isGone || changesStanding(of: reference, at: path)
      || (walkedTo.contains(name) && before.files.entry(at: path) != nil)
    {
      concerned += try after.referrers(of: reference).map(\.reference)
    }
    return try concerned.compactMap { try after.path(of: $0) }
  }

  /// Whether a team may no longer, or may again, own what it owns.
  private func changesStanding(of reference: Reference, at path: String) throws -> Bool {
    guard reference.className == "team", let old = try before.record(atPath: path)?.value else {
      return false
    }
    return try old["lifecycle"] != after.record(atPath: path)?.value["lifecycle"]
  }

  private func identifiersChange(at path: String) throws -> Bool {
    guard let record = try after.record(atPath: path),
      let recordClass = after.catalogue.recordClass(record.reference.className)
    else { return false }
    guard let old = try before.record(atPath: path) else { return true }
    let (newValue, oldValue) = (record.value, old.value)
    return newValue["shared_with"] != oldValue["shared_with"]
      || recordClass.uniqueAttributes.contains { pattern, _ in
        recordClass.identifiers(in: newValue, at: pattern)
          != recordClass.identifiers(in: oldValue, at: pattern)
      }
  }

  /// A new file may claim the name of a record that stands in another folder of its class.
  private func claimedTwice(_ paths: [String]) throws -> [Finding] {
    var classes = Set<String>()
    for path in paths {
      guard let reference = RecordLayout.reference(ofPath: path),
        try before.files.entry(at: path) == nil, try after.files.entry(at: path) != nil,
        after.settings.sharding == 0
      else { continue }
      classes.insert(reference.className)
    }
    let changed = Set(paths)
    return try classes.sorted().flatMap { className in
      try RecordNamesAreDistinct.check(
        after.files.entries(below: "\(RecordLayout.root)/\(className)").map(\.path)
          .sorted { (changed.contains($0) ? 1 : 0, $0) < (changed.contains($1) ? 1 : 0, $1) }
      )
    }
  }
}
