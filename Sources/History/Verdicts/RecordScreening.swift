internal import Dispatch
internal import Documents
internal import JSONSchema
internal import Records
internal import Snapshots
internal import Validation

/// Screens many records at once: the cheap half of judging a whole repository.
///
/// Texts are read, parsed and held against their schemas on every core, and what rules about several
/// records need is taken from each in one pass. Only records that do not come out clean are judged
/// in full, one by one, with findings. A test holds both halves equal.
struct RecordScreening {
  /// One record as the screening left it.
  fileprivate struct Screened: Sendable {
    /// The facts, where the text could be read: a record that is wrong may still hold what another
    /// must not.
    var facts: RecordFacts?
    /// Whether its schema, its name and its lists are right; otherwise the full rules must say what is
    /// wrong.
    var isClean = false
    /// Whether the rules that a class's screen stands for must look at it.
    var isDoubtful = true
  }

  /// A file with the record that its path names.
  fileprivate struct Candidate: Sendable {
    let entry: FileEntry
    let reference: Reference?
  }

  /// A file that must be looked at.
  struct Doubt {
    /// The file.
    let entry: FileEntry
    /// Whether every rule must look at it, or only those that a class's screen stands for.
    let isWhole: Bool
  }

  let snapshot: Snapshot
  let context: ValidationContext

  /// Returns the entries that must be judged, in order.
  func doubts(among entries: [FileEntry]) throws -> [Doubt] {
    let candidates = entries.map {
      Candidate(entry: $0, reference: RecordLayout.reference(ofPath: $0.path))
    }
    let screened = try screen(candidates)
    let teams = try reachableTeams()
    let index = FactIndex(screened, of: candidates, catalogue: snapshot.catalogue)
    return zip(candidates, screened).compactMap { candidate, result in
      guard let reference = candidate.reference, result.isClean, let facts = result.facts,
        index.isSound(facts, of: reference, teams: teams)
      else { return Doubt(entry: candidate.entry, isWhole: true) }
      return result.isDoubtful ? Doubt(entry: candidate.entry, isWhole: false) : nil
    }
  }

  private func screen(_ candidates: [Candidate]) throws -> [Screened] {
    let classes = try prepareClasses(candidates)
    if let files = snapshot.files as? WorkingTreeFiles {
      return Self.onEveryCore(candidates.count) { index in
        guard let text = try? files.content(at: candidates[index].entry.path) else {
          return Screened()
        }
        return Self.screen(candidates[index], text, classes)
      }
    }
    // Git's objects are read by one thread; the rest is shared out.
    let texts = try candidates.map { candidate -> [UInt8]? in
      candidate.entry.kind.isFile ? try snapshot.files.content(of: candidate.entry) : nil
    }
    return Self.onEveryCore(candidates.count) { index in
      texts[index].map { Self.screen(candidates[index], $0, classes) } ?? Screened()
    }
  }

  private struct PreparedClass: Sendable {
    let recordClass: RecordClass
    let schema: SchemaStore.Schema
    let screen: ClassScreen
  }

  /// Compiles the schemas that are needed, before many threads ask for them.
  private func prepareClasses(_ candidates: [Candidate]) throws -> [String: PreparedClass] {
    var classes: [String: PreparedClass] = [:]
    let names = Set(candidates.compactMap { $0.reference?.className })
    let neighbours = try StandardNeighbours(context, classes: names)
    for candidate in candidates {
      guard let name = candidate.reference?.className, classes[name] == nil,
        let recordClass = snapshot.catalogue.recordClass(name),
        let schema = try? context.schemas.schema(of: name)
      else { continue }
      classes[name] = PreparedClass(
        recordClass: recordClass,
        schema: schema,
        screen: ClassScreen(recordClass, in: context, neighbours: neighbours)
      )
    }
    return classes
  }

  private static func screen(
    _ candidate: Candidate,
    _ text: [UInt8],
    _ classes: [String: PreparedClass]
  ) -> Screened {
    guard let reference = candidate.reference, candidate.entry.hasFaithfulPath,
      let prepared = classes[reference.className], let document = try? Document.parse(text)
    else { return Screened() }
    let facts = RecordFacts(document, of: prepared.recordClass)
    let saysItsName = facts.id == reference.id && facts.className == reference.className
    let isSimple = !facts.hasTooManyTargets && !facts.hasRepeatedKeys
    let isClean =
      saysItsName && isSimple && prepared.schema.isValid(document, at: document.root)
    return Screened(
      facts: facts,
      isClean: isClean,
      isDoubtful: !isClean || prepared.screen.isDoubtful(document)
    )
  }

  /// The active teams that somebody can reach.
  private func reachableTeams() throws -> Set<String> {
    Set(
      try snapshot.references(ofClasses: ["team"]).filter { reference in
        try snapshot.record(reference)?.value["lifecycle"] == "active"
      }.map(\.description)
    )
  }

  private static func onEveryCore<Result: Sendable>(
    _ count: Int,
    _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let width = 64
    let chunks = (count + width - 1) / width
    var results = [[Result]](repeating: [], count: chunks)
    results.withUnsafeMutableBufferPointer { buffer in
      // SAFETY: each chunk is written by exactly one iteration, and the buffer outlives them all.
      nonisolated(unsafe) let shared = buffer
      DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
        let range = chunk * width..<min(count, (chunk + 1) * width)
        shared[chunk] = range.map(body)
      }
    }
    return results.flatMap { $0 }
  }
}

/// What all records say together, for rules about several of them.
private struct FactIndex {
  private var references: Set<String>
  private var counts: [String: Int] = [:]
  private var families: [String: String] = [:]

  init(
    _ screened: [RecordScreening.Screened],
    of candidates: [RecordScreening.Candidate],
    catalogue: ClassCatalogue
  ) {
    references = Set(candidates.compactMap { $0.reference?.description })
    for (candidate, result) in zip(candidates, screened) {
      guard let name = candidate.reference?.className else { continue }
      if families[name] == nil { families[name] = catalogue.recordClass(name)?.family ?? name }
      guard let facts = result.facts else { continue }
      for key in Set(keys(of: facts, className: name)) { counts[key, default: 0] += 1 }
    }
  }

  /// Whether nothing about the record together with others is wrong.
  func isSound(_ facts: RecordFacts, of reference: Reference, teams: Set<String>) -> Bool {
    // A team answers for itself: its members and its contact are judged in full.
    if reference.className == "team" { return false }
    if let owner = facts.owner, !teams.contains(owner) { return false }
    if facts.owner == nil, reference.className != "person" { return false }
    for fact in facts.references {
      guard references.contains(fact.text) else { return false }
      let className = fact.text.prefix { $0 != "/" }
      if !fact.allowedClasses.isEmpty, !fact.allowedClasses.contains(String(className)) {
        return false
      }
    }
    return keys(of: facts, className: reference.className).allSatisfy { counts[$0] ?? 0 < 2 }
  }

  /// What must be unique, with the family over which it must.
  private func keys(of facts: RecordFacts, className: String) -> [String] {
    let family = families[className] ?? className
    return facts.identifiers.map { "\(family)\0\($0.pattern)\0\($0.value)" }
  }
}
