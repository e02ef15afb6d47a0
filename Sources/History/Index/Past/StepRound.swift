internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// The steps of many commits, read and written together: file by file, so that every version is read
/// once, next to those that it is stored as a difference of, and rows come in the order of their table.
struct StepRound {
  /// From how many steps on they are worth a second thread.
  private static let many = 64
  /// How many steps are read at a time, if not those of one file alone are more.
  private static let portion = 256

  private let repository: Repository
  private let catalogue: ClassCatalogue
  private let put: IndexStatement
  private let putFormer: IndexStatement
  private var classes: [RoundClass] = []
  private var classNumbers: [String: Int16] = [:]
  private var steps: [PlannedStep] = []
  /// The details that are known already, which few are, by file and commit.
  private var details: [DetailKey: [UInt8]] = [:]

  private struct DetailKey: Hashable {
    let file: Int32
    let number: Int32
  }

  init(_ connection: IndexConnection, _ repository: Repository, _ catalogue: ClassCatalogue)
    throws(IndexFailure)
  {
    self.repository = repository
    self.catalogue = catalogue
    put = try connection.statement("INSERT INTO steps VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
    putFormer = try connection.statement("INSERT OR IGNORE INTO former VALUES (?1, ?2)")
  }

  /// Adds a step; `detail` is what is known of it already.
  mutating func add(_ step: PlannedStep, detail: [UInt8]) {
    steps.append(step)
    if !detail.isEmpty { details[DetailKey(file: step.file, number: step.number)] = detail }
  }

  /// The number of a class in this round.
  mutating func number(ofClass name: String) -> Int16 {
    if let number = classNumbers[name] { return number }
    let recordClass = catalogue.recordClass(name)
    classes.append(
      RoundClass(
        name: name,
        keys: recordClass?.listKeys ?? .none,
        found: recordClass.map { ClassKeys($0) }
      )
    )
    classNumbers[name] = Int16(clamping: classes.count - 1)
    return Int16(clamping: classes.count - 1)
  }

  /// Writes the steps that were added, and begins anew; `progress` is told how large a part is done.
  mutating func write(_ names: inout AttributeNames, _ progress: (Double) -> Void) throws {
    var steps: [PlannedStep] = []
    swap(&steps, &self.steps)
    steps.sort(by: PlannedStep.precedes)
    let portions = Self.portions(of: steps)
    var numbering = PathNumbering(classes: classes.count)
    let own = VersionReader(repository, classes)
    let width = steps.count < Self.many ? 0 : Cores.count
    let shared = SharedRound(
      steps: steps,
      portions: portions,
      classes: classes,
      packs: repository.packTable
    )
    if width > 0 { shared.start(width, in: repository.gitDirectory) }
    defer { shared.stop() }
    for (place, portion) in portions.enumerated() {
      let (reader, compared) = width > 0 ? shared.take(place) : (0, nil)
      if let compared {
        try write(steps[portion], compared, &numbering, reader: reader + 1, &names)
      } else {
        // Read here, where what fails can be said.
        try write(steps[portion], own.compare(steps[portion]), &numbering, reader: 0, &names)
      }
      progress(Double(portion.upperBound) / Double(steps.count))
    }
    details.removeAll()
  }

  private func write(
    _ steps: ArraySlice<PlannedStep>,
    _ compared: ComparedSteps,
    _ numbering: inout PathNumbering,
    reader: Int,
    _ names: inout AttributeNames
  ) throws {
    try numbering.learn(compared, from: reader, &names)
    for former in compared.former { try putFormer.run(former.value, Int(former.file)) }
    var leaf = 0
    var start = 0
    for (step, count) in zip(steps, compared.counts) {
      var detail: [UInt8] = []
      if step.isCompared {
        var writer = ByteWriter()
        writer.append(Int(count))
        for _ in 0..<count {
          let next = compared.leaves[leaf]
          let attribute = numbering.number(next.path, of: step.classNumber, from: reader)
          writer.append(attribute << 2 | (next.isAdded ? 1 : 0) | (next.isRemoved ? 2 : 0))
          writer.append(written: compared.values.bytes[start..<next.end])
          start = next.end
          leaf += 1
        }
        detail = writer.bytes
      } else if !details.isEmpty {
        detail = details[DetailKey(file: step.file, number: step.number)] ?? []
      }
      try put.run(
        Int(step.file),
        Int(step.chain),
        Int(step.position),
        Int(step.number),
        Int(step.code),
        step.new == .zero ? nil : step.new,
        detail
      )
    }
  }

  /// Parts of the steps, each with all steps of its files.
  private static func portions(of steps: [PlannedStep]) -> [Range<Int>] {
    var portions: [Range<Int>] = []
    var start = 0
    while start < steps.count {
      var end = min(start + portion, steps.count)
      while end < steps.count, steps[end].file == steps[end - 1].file { end += 1 }
      portions.append(start..<end)
      start = end
    }
    return portions
  }
}
