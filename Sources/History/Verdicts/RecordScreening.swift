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
struct RecordScreening: Sendable {
  /// A file as the screening left it.
  struct Screened: Sendable {
    /// The file, as it is: a listing does not say which may be executed.
    let entry: FileEntry
    /// The record that its path names.
    let reference: Reference?
    /// Whether nothing is wrong with its path.
    var isPlaced = false
    /// The facts, where the text could be read: a record that is wrong may still hold what another
    /// must not.
    var facts: RecordFacts?
    /// Whether its schema, its name and its lists are right; otherwise the full rules must say what is
    /// wrong.
    var isClean = false
    /// Whether the rules that a class's screen stands for must look at it.
    var isDoubtful = true
  }

  /// What of the rules must look at a file.
  enum Doubt {
    /// Every rule.
    case whole
    /// Only those that a class's screen stands for.
    case screened
  }

  /// Every file below `records/`, sorted by path.
  let screened: [Screened]
  private let index: FactIndex

  /// Screens the records of a snapshot.
  init(_ snapshot: Snapshot, in context: ValidationContext) throws {
    screened = try Self.screen(snapshot, context)
    index = FactIndex(screened, teams: try Self.reachableTeams(snapshot))
  }

  /// Whether every file stands in its place and no two name one record.
  var hasDistinctNames: Bool { !index.hasRepeatedName && screened.allSatisfy(\.isPlaced) }

  /// Returns the files that must be judged, in order.
  func doubts() -> [(entry: FileEntry, doubt: Doubt)] {
    let index = index
    return Cores.map(screened, width: 256) { file -> Doubt? in
      guard let reference = file.reference, file.isClean, let facts = file.facts,
        index.isSound(facts, of: reference)
      else { return .whole }
      return file.isDoubtful ? .screened : nil
    }.enumerated().compactMap { number, doubt in doubt.map { (screened[number].entry, $0) } }
  }

  private static func screen(_ snapshot: Snapshot, _ context: ValidationContext) throws
    -> [Screened]
  {
    if let files = snapshot.files as? WorkingTreeFiles {
      let names = try files.folders(in: RecordLayout.root)
      let neighbours = try StandardNeighbours(context, classes: Set(names))
      let classes = ScreenedClasses(names, of: snapshot, in: context, neighbours)
      var screened = try files.map(foldersBelow: RecordLayout.root) { folder in
        var screened: [Screened] = []
        screened.reserveCapacity(folder.entries.count)
        for entry in folder.entries {
          let file = try? folder.file(entry)
          screened.append(
            classes.screen(file?.isExecutable == true ? entry.executable : entry, file?.content)
          )
        }
        return screened
      }.flatMap { $0 }
      screened.sort { $0.entry.path < $1.entry.path }
      return screened
    }
    let entries = try snapshot.recordEntries().map { entry in
      guard entry.blob == nil, try snapshot.files.entry(at: entry.path)?.kind == .executable else {
        return entry
      }
      return entry.executable
    }
    let names = Set(entries.compactMap { RecordLayout.reference(ofPath: $0.path)?.className })
    let neighbours = try StandardNeighbours(context, classes: names)
    let classes = ScreenedClasses(names.sorted(), of: snapshot, in: context, neighbours)
    var screened: [Screened] = []
    screened.reserveCapacity(entries.count)
    for start in stride(from: 0, to: entries.count, by: batch) {
      let entries = entries[start..<min(start + batch, entries.count)]
      let texts = try snapshot.files.contents(of: entries.filter(\.kind.isFile))
      var text = texts.makeIterator()
      let read = entries.map { (entry: $0, text: $0.kind.isFile ? text.next() : nil) }
      screened += Cores.map(read) { classes.screen($0.entry, $0.text) }
    }
    return screened
  }

  /// How many texts are held at a time.
  private static let batch = 4_096

  /// The active teams that somebody can reach.
  private static func reachableTeams(_ snapshot: Snapshot) throws -> [Reference] {
    try snapshot.references(ofClasses: ["team"]).filter { reference in
      try snapshot.record(reference)?.value["lifecycle"] == "active"
    }
  }
}

extension FileEntry {
  /// The entry as that of a file that may be executed.
  fileprivate var executable: FileEntry {
    FileEntry(path: path, kind: .executable, blob: blob, hasFaithfulPath: hasFaithfulPath)
  }
}
