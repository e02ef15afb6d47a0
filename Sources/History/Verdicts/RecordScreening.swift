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
    /// What must be unique, with the family over which it must, as hashes: two that are equal by
    /// chance only make a record doubtful.
    var identifiers: [Int] = []
    /// Whether its schema, its name and its lists are right; otherwise the full rules must say what is
    /// wrong.
    var isClean = false
    /// Whether the rules that a class's screen stands for must look at it.
    var isDoubtful = true
    /// Whether the file turned out to be one that may be executed, which a listing does not say.
    var isExecutable = false
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
    /// Whether the file turned out to be one that may be executed, unlike what the listing said.
    var isFoundExecutable = false
  }

  let snapshot: Snapshot
  let context: ValidationContext

  /// Returns the entries that must be judged, in order.
  func doubts(among entries: [FileEntry]) throws -> [Doubt] {
    let candidates = Cores.map(entries) { entry in
      Candidate(entry: entry, reference: RecordLayout.reference(ofPath: entry.path))
    }
    let screened = try screen(candidates)
    let teams = try reachableTeams()
    let index = FactIndex(screened, of: candidates)
    return Cores.map(Array(zip(candidates, screened))) { candidate, result -> Doubt? in
      if result.isExecutable {
        return Doubt(entry: candidate.entry.executable, isWhole: true, isFoundExecutable: true)
      }
      guard let reference = candidate.reference, result.isClean, let facts = result.facts,
        index.isSound(facts, result.identifiers, of: reference, teams: teams)
      else { return Doubt(entry: candidate.entry, isWhole: true) }
      return result.isDoubtful ? Doubt(entry: candidate.entry, isWhole: false) : nil
    }.compactMap { $0 }
  }

  private func screen(_ candidates: [Candidate]) throws -> [Screened] {
    let classes = try prepareClasses(candidates)
    if let files = snapshot.files as? WorkingTreeFiles {
      return Cores.map(candidates) { candidate in
        guard let file = try? files.file(at: candidate.entry.path) else { return Screened() }
        var screened = Self.screen(candidate, file.content, classes)
        screened.isExecutable = file.isExecutable
        return screened
      }
    }
    // Git's objects are read by one thread; the rest is shared out.
    let texts = try candidates.map { candidate -> [UInt8]? in
      candidate.entry.kind.isFile ? try snapshot.files.content(of: candidate.entry) : nil
    }
    var screened = Cores.map(Array(zip(candidates, texts))) { candidate, text in
      text.map { Self.screen(candidate, $0, classes) } ?? Screened()
    }
    for (index, candidate) in candidates.enumerated() where candidate.entry.blob == nil {
      let kind = try snapshot.files.entry(at: candidate.entry.path)?.kind
      screened[index].isExecutable = kind == .executable
    }
    return screened
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
      identifiers: facts.identifiers.map { fact in
        var hasher = Hasher()
        hasher.combine(prepared.recordClass.family ?? reference.className)
        hasher.combine(fact.pattern)
        hasher.combine(fact.value)
        return hasher.finalize()
      },
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
}

extension FileEntry {
  /// The entry as that of a file that may be executed.
  fileprivate var executable: FileEntry {
    FileEntry(path: path, kind: .executable, blob: blob, hasFaithfulPath: hasFaithfulPath)
  }
}

/// What all records say together, for rules about several of them.
private struct FactIndex: Sendable {
  private let references: Set<String>
  private var counts: [Int: Int] = [:]

  init(_ screened: [RecordScreening.Screened], of candidates: [RecordScreening.Candidate]) {
    references = Set(candidates.compactMap { $0.reference?.description })
    for result in screened {
      for key in Set(result.identifiers) { counts[key, default: 0] += 1 }
    }
  }

  /// Whether nothing about the record together with others is wrong.
  func isSound(
    _ facts: RecordFacts,
    _ identifiers: [Int],
    of reference: Reference,
    teams: Set<String>
  ) -> Bool {
    // A team answers for itself: its members and its contact are judged in full.
    if reference.className == "team" { return false }
    if let owner = facts.owner, !teams.contains(owner) { return false }
    if facts.owner == nil, reference.className != "person" { return false }
    for fact in facts.references {
      guard references.contains(fact.text) else { return false }
      let allowed = fact.allowedClasses
      let isAllowed = allowed.isEmpty || allowed.contains { Self.names(fact.text, $0) }
      guard isAllowed else { return false }
    }
    return identifiers.allSatisfy { counts[$0] ?? 0 < 2 }
  }

  /// Whether a reference's text names a record of the class.
  private static func names(_ text: String, _ className: String) -> Bool {
    let (text, name) = (text.utf8, className.utf8)
    guard text.count > name.count, text.starts(with: name) else { return false }
    return text[text.index(text.startIndex, offsetBy: name.count)] == UInt8(ascii: "/")
  }
}
