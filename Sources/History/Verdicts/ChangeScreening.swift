internal import Documents
internal import Records
internal import Snapshots
internal import Validation

/// Finds out which of the files that a change concerns no rule can object to, as the screening of a
/// whole repository does: the cheap half of judging a change.
struct ChangeScreening {
  /// The files that need not be judged.
  private(set) var passing: Set<String> = []

  private let after: Snapshot
  private var existing: [String: Bool] = [:]
  private var owning: [String: Bool] = [:]

  /// Screens the files at some paths.
  init(_ paths: [String], from before: Snapshot, to after: Snapshot, in context: ValidationContext)
    throws
  {
    self.after = after
    try before.readRecords(atPaths: paths)
    try after.readRecords(atPaths: paths)
    var candidates: [Candidate] = []
    for path in paths {
      guard let entry = try after.files.entry(at: path),
        let record = try after.record(atPath: path)
      else { continue }
      candidates.append(
        Candidate(
          entry: entry,
          reference: record.reference,
          document: record.document,
          before: try before.record(atPath: path)?.document
        )
      )
    }
    let names = Set(candidates.map(\.reference.className)).sorted()
    // To read the neighbours of standards costs more than a small change.
    let neighbours = StandardNeighbours(noneOf: context)
    let classes = ScreenedClasses(names, of: after, in: context, neighbours)
    let facts = Cores.map(candidates) { Self.soundFacts(of: $0, classes) }
    for (candidate, facts) in zip(candidates, facts) {
      if let facts, try isSound(facts, of: candidate.reference) {
        passing.insert(candidate.entry.path)
      }
    }
  }

  private struct Candidate: Sendable {
    let entry: FileEntry
    let reference: Reference
    let document: Document
    let before: Document?
  }

  /// Returns the facts of a record that is right by itself, and of which nothing changes that must be
  /// unique; nil where the rules must look at it.
  private static func soundFacts(of candidate: Candidate, _ classes: ScreenedClasses)
    -> RecordFacts?
  {
    let file = classes.screen(candidate.entry, parsed: candidate.document)
    guard file.isPlaced, file.isClean, !file.isDoubtful, let facts = file.facts else { return nil }
    if facts.identifiers.isEmpty { return facts }
    guard let old = candidate.before,
      classes.facts(of: old, as: candidate.reference)?.identifiers == facts.identifiers,
      [old, candidate.document].allSatisfy({
        $0.child($0.root, named: "shared_with" as StaticString) == nil
      })
    else { return nil }
    return facts
  }

  /// Whether nothing about the record together with others is wrong.
  private mutating func isSound(_ facts: RecordFacts, of reference: Reference) throws -> Bool {
    // A team answers for itself: its members and its contact are judged in full.
    if reference.className == "team" { return false }
    if !facts.hasOwner, reference.className != "person" { return false }
    for (number, text) in facts.targets.texts.enumerated() {
      let isRight = try number == 0 && facts.hasOwner ? mayOwn(text) : exists(text)
      guard isRight else { return false }
    }
    return true
  }

  private mutating func exists(_ text: String) throws -> Bool {
    if let known = existing[text] { return known }
    let isThere = try Reference(text).map { try after.exists($0) } ?? false
    existing[text] = isThere
    return isThere
  }

  private mutating func mayOwn(_ text: String) throws -> Bool {
    if let known = owning[text] { return known }
    var isActive = false
    if let team = Reference(text), team.className == "team" {
      isActive = try after.record(team)?.value["lifecycle"] == "active"
    }
    owning[text] = isActive
    return isActive
  }
}
