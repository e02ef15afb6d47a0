internal import Records

/// What all records say together, for rules about several of them.
struct FactIndex: Sendable {
  /// Whether two files name one record.
  private(set) var hasRepeatedName = false
  private var references: TextSet
  private var teams: TextSet
  /// The hashes of values that several records have and one only may.
  private var shared: Set<Int> = []

  /// Gathers what was found in every file; `teams` are those that may own something.
  init(_ files: [RecordScreening.Screened], teams names: [Reference]) {
    references = TextSet(capacity: files.count)
    teams = TextSet(capacity: names.count)
    for name in names { teams.insert(name) }
    var seen: Set<Int> = []
    seen.reserveCapacity(files.count * 2)
    for file in files {
      if let reference = file.reference, !references.insert(reference) { hasRepeatedName = true }
      for hash in file.facts?.identifiers ?? [] where !seen.insert(hash).inserted {
        shared.insert(hash)
      }
    }
  }

  /// Whether nothing about the record together with others is wrong.
  func isSound(_ facts: RecordFacts, of reference: Reference) -> Bool {
    // A team answers for itself: its members and its contact are judged in full.
    if reference.className == "team" { return false }
    if !facts.hasOwner, reference.className != "person" { return false }
    return facts.targets.allSatisfy { number, text in
      number == 0 && facts.hasOwner ? teams.contains(text) : references.contains(text)
    } && facts.identifiers.allSatisfy { !shared.contains($0) }
  }
}
