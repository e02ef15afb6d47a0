internal import Documents
internal import Git
internal import Records

/// Writes down what new commits did: a step a file, and the log of each commit.
///
/// The difficult cases, which are few, are decided by those who walk: renames by `RenameDetection`,
/// and what a merge of two lines of records changed by `ChangeLog`. So there is one truth for both.
struct StepWriter {
  var files: FileTable
  var names: AttributeNames
  var plan: ChainPlan
  private var round: StepRound
  private let versions: VersionStore
  private let repository: Repository
  private let catalogue: ClassCatalogue
  private let fileOfRecord: IndexStatement

  init(_ connection: IndexConnection, _ repository: Repository, _ catalogue: ClassCatalogue) throws
  {
    self.repository = repository
    self.catalogue = catalogue
    files = try FileTable(connection)
    names = try AttributeNames(connection)
    versions = VersionStore(repository, catalogue)
    plan = try ChainPlan(connection)
    round = try StepRound(connection, repository, catalogue)
    fileOfRecord = try connection.statement("SELECT file FROM files WHERE class = ?1 AND id = ?2")
  }

  /// A commit with where it and its parents stand.
  struct Position {
    let number: Int
    let place: ChainPlace
    let parents: [ChainPlace]
  }

  /// Decides the steps of a commit, and returns its log.
  mutating func decide(_ change: CommitChange, at position: Position) throws -> [UInt8] {
    if change.files.isEmpty { return [] }
    try plan.noteRecords(on: position.place.chain)
    let isMerge = change.facts.parents.count > 1
    var isDelivery = isMerge && change.others.isEmpty && change.files.allSatisfy { $0.new != nil }
    for parent in position.parents.dropFirst() where isDelivery {
      isDelivery = try !plan.everHadRecords(parent.chain)
    }
    let walked = RecordVersions(repository, catalogue: catalogue)
    var log: [(reference: Reference, change: RecordedChange)] = []
    var gone = Set(change.files.filter { $0.new == nil && $0.old != nil }.map(\.path))
    let nothingGoes = gone.isEmpty
    for file in change.files {
      let (kind, detail) = try fate(of: file, change, position, walked, nothingGoes)
      round.add(
        PlannedStep(
          file: Int32(file.number),
          chain: Int32(position.place.chain),
          position: Int32(position.place.position),
          number: Int32(position.number),
          classNumber: round.number(ofClass: file.reference.className),
          code: UInt8(Step.code(kind, isMerge: isMerge, isDelivery: isDelivery)),
          isCompared: kind == .changed,
          old: file.old ?? .zero,
          new: file.new ?? .zero
        ),
        detail: detail
      )
      if !isMerge || isDelivery { try tell(file, kind, detail, change, &gone, &log) }
    }
    if isMerge, !isDelivery {
      log = try told(ChangeLog(walked).changes(in: change.facts.id))
    } else {
      for file in change.files where gone.contains(file.path) {
        log.append((file.reference, .init(.deleted, file: file.number)))
      }
    }
    return encoded(log)
  }

  /// Writes the steps that were decided, with what differs in them.
  mutating func write(_ progress: (Double) -> Void) throws { try round.write(&names, progress) }

  /// Says what became of a file, and where its line goes on; what differs in one that changed is read
  /// later.
  private mutating func fate(
    of file: CommitChange.File,
    _ change: CommitChange,
    _ position: Position,
    _ walked: RecordVersions,
    _ nothingGoes: Bool
  ) throws -> (Step.Kind, [UInt8]) {
    var isElsewhere = false
    for place in change.facts.parents.indices.dropFirst() {
      let tree = change.others.first { $0.place == place }?.tree
      let entry = try tree.flatMap { try repository.entry(at: file.path, in: $0) }
      let there = entry.flatMap { $0.mode.isTree ? nil : $0 }
      if there?.id == file.side?.id, there?.mode == file.side?.mode {
        return (.followed, Step.detail(following: position.parents[place]))
      }
      if let there, there.mode == .regular || there.mode == .executable { isElsewhere = true }
    }
    guard let new = file.new else { return (.gone, []) }
    if isElsewhere { return (.joined, []) }
    if file.old != nil { return (.changed, []) }
    if nothingGoes, change.others.isEmpty { return (.made, []) }
    for (place, parent) in change.facts.parents.enumerated() {
      if place > 0, !change.others.contains(where: { $0.place == place }) { continue }
      guard
        let path = try RenameDetection(versions: walked)
          .origin(of: file.path, in: change.facts.id, parent: parent),
        let reference = RecordLayout.reference(ofPath: path),
        let blob = try walked.blob(at: path, in: parent)
      else { continue }
      let before = try versions.version(
        .init(blob: blob, className: reference.className),
        &names
      )
      let after = try versions.version(
        .init(blob: new, className: file.reference.className),
        &names
      )
      let detail = Step.detail(
        movedFrom: try files.number(of: path, reference),
        at: position.parents[place],
        FlatVersion.differences(before, after)
      )
      return (.moved, detail)
    }
    return (.made, [])
  }

  /// Adds what the log of a commit with one line of records says of a file that is there after it.
  private mutating func tell(
    _ file: CommitChange.File,
    _ kind: Step.Kind,
    _ detail: [UInt8],
    _ change: CommitChange,
    _ gone: inout Set<String>,
    _ log: inout [(reference: Reference, change: RecordedChange)]
  ) throws {
    guard let new = file.new else { return }
    if kind == .changed {
      log.append((file.reference, .init(.stepped, file: file.number)))
      return
    }
    guard kind == .moved else {
      log.append((file.reference, .init(.created, file: file.number)))
      return
    }
    var reader = ByteReader(detail)
    let origin = try reader.number()
    guard
      let source = change.files.first(where: {
        gone.contains($0.path) && $0.number == origin
      }), let old = source.old
    else {
      log.append((file.reference, .init(.created, file: file.number)))
      return
    }
    gone.remove(source.path)
    // The log reads both sides with the keys of the new class.
    let className = file.reference.className
    let differences = FlatVersion.differences(
      try versions.version(.init(blob: old, className: className), &names),
      try versions.version(.init(blob: new, className: className), &names)
    )
    if source.reference != file.reference {
      log.append((file.reference, .init(.renamed, file: file.number, from: origin, differences)))
    } else if !differences.isEmpty {
      log.append((file.reference, .init(.changed, file: file.number, differences)))
    }
  }

  /// Turns what a walk found into what is kept.
  private mutating func told(_ changes: [AttributeChange]) throws -> [(
    reference: Reference, change: RecordedChange
  )] {
    var log: [(reference: Reference, change: RecordedChange)] = []
    for change in changes {
      let file = try number(of: change.reference)
      switch change.kind {
      case .created: log.append((change.reference, .init(.created, file: file)))
      case .deleted: log.append((change.reference, .init(.deleted, file: file)))
      case .unparsable: continue
      case .renamed:
        let from = try change.from.map { try number(of: $0) } ?? 0
        log.append((change.reference, .init(.renamed, file: file, from: from)))
      case .added, .changed, .removed:
        guard let attribute = change.attribute else { continue }
        let difference = FlatVersion.Difference(
          attribute: try names.number(of: attribute),
          old: change.old?.jsonBytes(),
          new: change.new?.jsonBytes()
        )
        if let last = log.last, last.reference == change.reference,
          last.change.kind == .changed || last.change.kind == .renamed
        {
          let joined = last.change.differences + [difference]
          log[log.count - 1].change = .init(
            last.change.kind,
            file: file,
            from: last.change.from,
            joined
          )
        } else {
          log.append((change.reference, .init(.changed, file: file, [difference])))
        }
      }
    }
    return log
  }

  private func number(of reference: Reference) throws -> Int {
    guard
      let file = try fileOfRecord.first(reference.className, reference.id, body: { $0.number(0) })
    else {
      throw IndexFailure(.damaged, at: "index.sqlite", "there is no file of \(reference)")
    }
    return file
  }

  private func encoded(_ log: [(reference: Reference, change: RecordedChange)]) -> [UInt8] {
    var writer = ByteWriter()
    let sorted = log.enumerated().sorted {
      ($0.element.reference, $0.offset) < ($1.element.reference, $1.offset)
    }
    for (_, entry) in sorted { writer.append(entry.change) }
    return writer.bytes
  }
}
