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
  fileprivate enum Screened: Sendable {
    /// Nothing about the record alone is wrong.
    case clean(RecordFacts)
    /// The full rules must say what is wrong, or whether anything is.
    case suspicious
  }

  let snapshot: Snapshot
  let schemas: SchemaStore

  /// Returns the entries that must be judged in full, in order.
  func suspicious(among entries: [FileEntry]) throws -> [FileEntry] {
    let screened = try screen(entries)
    let teams = try reachableTeams()
    let index = FactIndex(screened.map(\.facts), entries: entries, catalogue: snapshot.catalogue)
    return zip(entries, screened).filter { entry, result in
      guard case .clean(let facts) = result else { return true }
      return !index.isSound(facts, of: entry, teams: teams)
    }.map(\.0)
  }

  private func screen(_ entries: [FileEntry]) throws -> [Screened] {
    let classes = prepareClasses(entries)
    if let files = snapshot.files as? WorkingTreeFiles {
      return Self.onEveryCore(entries.count) { index in
        guard let text = try? files.content(at: entries[index].path) else { return .suspicious }
        return Self.screen(entries[index], text, classes)
      }
    }
    // Git's objects are read by one thread; the rest is shared out.
    let texts = try entries.map { entry -> [UInt8]? in
      entry.kind == .regular || entry.kind == .executable
        ? try snapshot.files.content(of: entry) : nil
    }
    return Self.onEveryCore(entries.count) { index in
      texts[index].map { Self.screen(entries[index], $0, classes) } ?? .suspicious
    }
  }

  private struct PreparedClass: Sendable {
    let recordClass: RecordClass
    let schema: SchemaStore.Schema
  }

  /// Compiles the schemas that are needed, before many threads ask for them.
  private func prepareClasses(_ entries: [FileEntry]) -> [String: PreparedClass] {
    var classes: [String: PreparedClass] = [:]
    for entry in entries {
      guard let name = RecordLayout.reference(ofPath: entry.path)?.className, classes[name] == nil,
        let recordClass = snapshot.catalogue.recordClass(name),
        let schema = try? schemas.schema(of: name)
      else { continue }
      classes[name] = PreparedClass(recordClass: recordClass, schema: schema)
    }
    return classes
  }

  private static func screen(
    _ entry: FileEntry,
    _ text: [UInt8],
    _ classes: [String: PreparedClass]
  ) -> Screened {
    guard let reference = RecordLayout.reference(ofPath: entry.path), entry.hasFaithfulPath,
      let prepared = classes[reference.className], let document = try? Document.parse(text),
      prepared.schema.isValid(document, at: document.root)
    else { return .suspicious }
    let facts = RecordFacts(document, of: prepared.recordClass)
    let saysItsName = facts.id == reference.id && facts.className == reference.className
    let isSimple = !facts.hasTooManyTargets && !facts.hasRepeatedKeys
    return saysItsName && isSimple ? .clean(facts) : .suspicious
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

extension RecordScreening.Screened {
  /// The facts of a record, where they could be taken.
  fileprivate var facts: RecordFacts? {
    if case .clean(let facts) = self { facts } else { nil }
  }
}

/// What all records say together, for rules about several of them.
private struct FactIndex {
  private var references: Set<String>
  private var counts: [String: Int] = [:]
  private var families: [String: String] = [:]

  init(_ facts: [RecordFacts?], entries: [FileEntry], catalogue: ClassCatalogue) {
    references = Set(
      entries.compactMap { RecordLayout.reference(ofPath: $0.path)?.description }
    )
    for (entry, facts) in zip(entries, facts) {
      guard let name = RecordLayout.reference(ofPath: entry.path)?.className else { continue }
      if families[name] == nil { families[name] = catalogue.recordClass(name)?.family ?? name }
      for key in Set(facts.map { keys(of: $0, className: name) } ?? []) {
        counts[key, default: 0] += 1
      }
    }
  }

  /// Whether nothing about the record together with others is wrong.
  func isSound(_ facts: RecordFacts, of entry: FileEntry, teams: Set<String>) -> Bool {
    guard let reference = RecordLayout.reference(ofPath: entry.path) else { return false }
    // A team answers for itself: its members and its contact are judged in full.
    if reference.className == "team" { return false }
    if let owner = facts.owner, !teams.contains(owner) { return false }
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
