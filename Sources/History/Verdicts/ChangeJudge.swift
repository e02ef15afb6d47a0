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
  private let before: Snapshot
  private let after: Snapshot
  private let day: CalendarDay

  /// Creates a judge of the change from one snapshot to another.
  public init(_ before: Snapshot, _ after: Snapshot, day: CalendarDay) {
    self.before = before
    self.after = after
    self.day = day
  }

  /// Returns the findings that a change of some files brings.
  ///
  /// A changed schema or `cmdb.yaml` concerns every record. A record that goes, or a team or person
  /// that changes, concerns the records that refer to it. Uniqueness is searched for only where an
  /// identifier changes, since nothing else can break it.
  public func verdict(_ paths: [String]) throws -> RecordJudge.Verdict {
    if GovernedPath.changesMeaning(paths) {
      return try wholeRepository()
    }
    var concerned = Set(paths)
    for path in paths { concerned.formUnion(try dependents(of: path)) }
    let schemas = SchemaStore(after.catalogue)
    let all = RecordJudge(after, day: day, schemas: schemas)
    let withoutSearch = RecordJudge(
      after,
      day: day,
      rules: RuleList.withoutSearch,
      schemas: schemas
    )
    let known = RecordJudge(
      before,
      day: day,
      rules: RuleList.withoutSearch,
      schemas: before.catalogue === after.catalogue ? schemas : nil
    )
    var verdict = RecordJudge.Verdict()
    for path in concerned.sorted() {
      let judge = try identifiersChange(at: path) ? all : withoutSearch
      let one = try judge.files(at: [path])
      verdict.checked += one.checked
      if one.findings.isEmpty { continue }
      let old = Set(try known.findings(atPath: path).map(FindingIdentity.init))
      verdict.findings += one.findings.filter { !old.contains(FindingIdentity($0)) }
    }
    verdict.findings += try claimedTwice(paths)
    verdict.findings.sort()
    return verdict
  }

  private func wholeRepository() throws -> RecordJudge.Verdict {
    var verdict = try RecordJudge(after, day: day).everything()
    if verdict.findings.isEmpty { return verdict }
    let old = Set(try RecordJudge(before, day: day).everything().findings.map(FindingIdentity.init))
    verdict.findings.removeAll { old.contains(FindingIdentity($0)) }
    return verdict
  }

  /// The files that a change of one file can make invalid besides itself.
  private func dependents(of path: String) throws -> [String] {
    guard let reference = RecordLayout.reference(ofPath: path) else { return [] }
    let old = try before.record(atPath: path)
    let isGone = try after.files.entry(at: path) == nil && !after.exists(reference)
    let isParty = ["team", "person"].contains(reference.className)
    guard isGone || (isParty && old != nil) else { return [] }
    var concerned = try after.referrers(of: reference).map(\.reference)
    if reference.className == "person", let old {
      concerned += Membership.teams(of: old.value)
    }
    return try concerned.compactMap { try after.path(of: $0) }
  }

  private func identifiersChange(at path: String) throws -> Bool {
    guard let record = try after.record(atPath: path),
      let recordClass = after.catalogue.recordClass(record.reference.className)
    else { return false }
    guard let old = try before.record(atPath: path) else { return true }
    let (newValue, oldValue) = (record.value, old.value)
    return recordClass.uniqueAttributes.contains { pattern, _ in
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
