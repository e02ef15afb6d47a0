public import Documents
internal import Git
public import Records
internal import Snapshots

/// The records of a snapshot, found through the index.
///
/// The index holds the records of one commit; where the snapshot differs from it, files are looked at
/// themselves. A question that the index cannot answer, or cannot any more, is answered by the
/// snapshot, which walks: the answers are the same, and a test holds them so.
public final class IndexLookup: RecordLookup {
  /// What made the index useless while it was asked, where something did.
  public private(set) var failure: IndexFailure?

  private let store: IndexStore
  private let snapshot: Snapshot
  /// The tree whose records the index held when the differences were taken.
  private let tree: ObjectID
  /// The files in which the snapshot differs from the index, with what stands there now.
  private let differences: [String: FileEntry?]
  private lazy var overlay = Result { try LookupOverlay(differences, snapshot) }
  private var classes: [String: ClassKeys?] = [:]

  init(_ store: IndexStore, _ snapshot: Snapshot, tree: ObjectID, differing paths: Set<String>)
    throws
  {
    self.store = store
    self.snapshot = snapshot
    self.tree = tree
    var differences: [String: FileEntry?] = [:]
    for path in paths where RecordLayout.reference(ofPath: path) != nil {
      differences[path] = .some(try snapshot.files.entry(at: path))
    }
    self.differences = differences
  }

  /// Returns the record, or nil where there is none or its text cannot be parsed.
  public func record(_ reference: Reference) throws -> Record? {
    guard let path = try path(of: reference) else { return nil }
    return try snapshot.record(atPath: path)
  }

  /// Whether a record of that name exists, parsable or not.
  public func exists(_ reference: Reference) throws -> Bool { try path(of: reference) != nil }

  /// Returns the file that holds the record, or nil where there is none.
  public func path(of reference: Reference) throws -> String? {
    guard RecordIdentifier.objection(to: reference.id) == nil,
      RecordIdentifier.objection(to: reference.className) == nil
    else { return nil }
    return try answer {
      let known = try store.read { connection in
        try check(connection)
        var paths: [String] = []
        try connection.statement(
          "SELECT path FROM files JOIN present USING (file) WHERE class = ?1 AND id = ?2"
        ).rows(reference.className, reference.id) {
          paths.append($0.text(0))
          return true
        }
        return paths
      }
      let there = differences.compactMap { path, entry in entry == nil ? nil : path }
        .filter { RecordLayout.reference(ofPath: $0) == reference }
      let paths = known.filter { differences[$0] == nil } + there
      let usual = snapshot.settings.layout.path(of: reference)
      if paths.contains(usual) { return usual }
      return snapshot.settings.sharding > 0 ? nil : paths.min()
    } orWalk: {
      try snapshot.path(of: reference)
    }
  }

  /// Returns the references of all records of the classes, sorted; nil asks for every class.
  public func references(ofClasses classes: Set<String>?) throws -> [Reference] {
    try answer {
      var found: [Reference] = []
      try store.read { connection in
        try check(connection)
        let select = "SELECT class, id, path FROM files JOIN present USING (file)"
        let take: (IndexRow) -> Bool = { [differences] row in
          if differences.isEmpty || differences[row.text(2)] == nil {
            found.append(Reference(className: row.text(0), id: row.text(1)))
          }
          return true
        }
        guard let classes else { return try connection.statement(select).rows(body: take) }
        let one = try connection.statement(select + " WHERE class = ?1")
        for name in classes { try one.rows(name, body: take) }
      }
      for (path, entry) in differences where entry != nil {
        if let reference = RecordLayout.reference(ofPath: path),
          classes?.contains(reference.className) ?? true
        {
          found.append(reference)
        }
      }
      // Two files may claim one name; asked by class, a snapshot tells it once.
      return classes == nil ? found.sorted() : Set(found).sorted()
    } orWalk: {
      try snapshot.references(ofClasses: classes)
    }
  }

  /// Returns the records in which an attribute has a value after normalisation, sorted.
  public func records(
    of classes: Set<String>,
    where attribute: AttributePath,
    is value: String
  ) throws -> [Reference] {
    guard IndexText.isPlain(value), classes.allSatisfy({ isIndexed(attribute, in: $0) }) else {
      return try snapshot.records(of: classes, where: attribute, is: value)
    }
    return try answer {
      var found = Set<Reference>()
      try store.read { connection in
        try check(connection)
        try connection.statement(
          """
          SELECT class, id, path FROM identifiers JOIN files USING (file)
          WHERE attribute = (SELECT attribute FROM attributes WHERE path = ?1) AND value = ?2
          """
        ).rows(attribute.description, value) { row in
          if classes.contains(row.text(0)), differences[row.text(2)] == nil {
            found.insert(Reference(className: row.text(0), id: row.text(1)))
          }
          return true
        }
      }
      let overlay = try overlay.get()
      return found.union(overlay.records(of: classes, where: attribute, is: value)).sorted()
    } orWalk: {
      try snapshot.records(of: classes, where: attribute, is: value)
    }
  }

  /// Returns every place that refers to the record, sorted.
  public func referrers(of reference: Reference) throws -> [Referrer] {
    guard IndexText.isPlain(reference.description) else {
      return try snapshot.referrers(of: reference)
    }
    return try answer {
      var found: [Referrer] = []
      try store.read { connection in
        try check(connection)
        var names = try AttributeNames(connection)
        var rows: [(Reference, Int)] = []
        try connection.statement(
          "SELECT class, id, path, attribute FROM referrers JOIN files USING (file) WHERE target = ?1"
        ).rows(reference.description) { row in
          if differences[row.text(2)] == nil {
            rows.append((Reference(className: row.text(0), id: row.text(1)), row.number(3)))
          }
          return true
        }
        for (source, attribute) in rows {
          found.append(Referrer(reference: source, attribute: try names.path(attribute)))
        }
      }
      return (found + (try overlay.get()).referrers(of: reference)).sorted()
    } orWalk: {
      try snapshot.referrers(of: reference)
    }
  }

  private func isIndexed(_ attribute: AttributePath, in className: String) -> Bool {
    if classes[className] == nil {
      classes[className] = .some(snapshot.catalogue.recordClass(className).map { ClassKeys($0) })
    }
    // Of a class that is not known nothing is found, whoever is asked.
    guard let keys = classes[className].flatMap({ $0 }) else { return true }
    return keys.patterns.contains(attribute)
  }

  /// Another process may have brought the index to another commit since.
  private func check(_ connection: IndexConnection) throws {
    guard try IndexMeta(connection).id(.presentTree) == tree else {
      throw IndexFailure(.otherCommit, at: store.path, "it has moved to another commit")
    }
  }

  private func answer<Answer>(
    _ ask: () throws -> Answer,
    orWalk walk: () throws -> Answer
  ) throws -> Answer {
    if failure == nil {
      do {
        return try ask()
      } catch let failure as IndexFailure {
        self.failure = failure
      }
    }
    return try walk()
  }
}
