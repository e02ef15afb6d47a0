internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// Brings the tables of one commit's records to another commit, at the cost of the difference.
struct PresentRecords {
  private let connection: IndexConnection
  private let repository: Repository
  private let catalogue: ClassCatalogue
  private var files: FileTable
  private var attributes: AttributeNames
  private var classes: [String: ClassKeys?] = [:]

  /// How many blobs are read before they are parsed on every core.
  private static let batch = 512

  init(_ connection: IndexConnection, _ repository: Repository, _ catalogue: ClassCatalogue)
    throws(IndexFailure)
  {
    self.connection = connection
    self.repository = repository
    self.catalogue = catalogue
    files = try FileTable(connection)
    attributes = try AttributeNames(connection)
  }

  /// Makes the tables those of `new`; `old` is the tree that they are of, nil where they are empty.
  mutating func move(from old: ObjectID?, to new: ObjectID) throws {
    var waiting: [Change] = []
    try repository.treeDifference(from: old, to: new, under: RecordLayout.root)
      .forEach { difference in
        guard difference.rawPath == nil,
          let reference = RecordLayout.reference(ofPath: difference.path)
        else { return }
        waiting.append(Change(path: difference.path, reference: reference, side: difference.new))
        if waiting.count == Self.batch {
          try apply(waiting)
          waiting.removeAll(keepingCapacity: true)
        }
      }
    try apply(waiting)
  }

  private struct Change {
    let path: String
    let reference: Reference
    let side: TreeDifference.Side?
  }

  /// What is to be written of one file.
  private struct Keys: Sendable {
    var identifiers: Set<ClassKeys.Identifier> = []
    var targets: Set<ClassKeys.Target> = []
    /// Whether its values do not tell all that it is found by.
    var isUntold = true
  }

  private mutating func apply(_ changes: [Change]) throws {
    var work: [(text: [UInt8], keys: ClassKeys)?] = []
    for change in changes {
      guard let side = change.side, side.mode == .regular || side.mode == .executable,
        let keys = keys(ofClass: change.reference.className)
      else {
        work.append(nil)
        continue
      }
      work.append((try repository.readBlob(side.id), keys))
    }
    let found = Cores.map(work) { item -> Keys in
      guard let item, let document = try? Document.parse(item.text) else { return Keys() }
      let value = document.value(document.root)
      return Keys(
        identifiers: item.keys.identifiers(of: value),
        targets: item.keys.targets(of: value),
        isUntold: item.keys.pastKeys(of: value).contains(ClassKeys.untold)
      )
    }
    let statements = try Statements(connection)
    for (change, keys) in zip(changes, found) {
      let file = try files.number(of: change.path, change.reference)
      try statements.forgetIdentifiers.run(file)
      try statements.forgetReferrers.run(file)
      guard let side = change.side else {
        try statements.forget.run(file)
        continue
      }
      let isPlain = side.mode == .regular || side.mode == .executable
      try statements.keep.run(file, isPlain ? side.id : ObjectID?.none)
      if keys.isUntold { try statements.untold.run(ClassKeys.untold, file) }
      for identifier in keys.identifiers {
        let attribute = try attributes.number(of: identifier.attribute)
        try statements.identifier.run(attribute, identifier.value, file)
      }
      for target in keys.targets {
        try statements.referrer
          .run(target.target, file, try attributes.number(of: target.attribute))
      }
    }
  }

  private mutating func keys(ofClass name: String) -> ClassKeys? {
    if let known = classes[name] { return known }
    let made = catalogue.recordClass(name).map { ClassKeys($0) }
    classes[name] = .some(made)
    return made
  }

  private struct Statements {
    let forget: IndexStatement
    let keep: IndexStatement
    let forgetIdentifiers: IndexStatement
    let forgetReferrers: IndexStatement
    let identifier: IndexStatement
    let referrer: IndexStatement
    let untold: IndexStatement

    init(_ connection: IndexConnection) throws(IndexFailure) {
      forget = try connection.statement("DELETE FROM present WHERE file = ?1")
      keep = try connection.statement("INSERT OR REPLACE INTO present VALUES (?1, ?2)")
      forgetIdentifiers = try connection.statement("DELETE FROM identifiers WHERE file = ?1")
      forgetReferrers = try connection.statement("DELETE FROM referrers WHERE file = ?1")
      identifier = try connection.statement("INSERT INTO identifiers VALUES (?1, ?2, ?3)")
      referrer = try connection.statement("INSERT INTO referrers VALUES (?1, ?2, ?3)")
      untold = try connection.statement("INSERT OR IGNORE INTO former VALUES (?1, ?2)")
    }
  }
}
