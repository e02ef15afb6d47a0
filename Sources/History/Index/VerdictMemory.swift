public import Git

/// What was judged before: objects that nothing was found wrong with, under the digest of the rules
/// that they were held against. A blob under the compiled schemas of its class, or a tree under all.
public struct VerdictMemory {
  private let store: IndexStore
  private let isWritable: Bool

  init(_ store: IndexStore, _ isWritable: Bool) {
    self.store = store
    self.isWritable = isWritable
  }

  /// Returns how many files an object holds that is known to be right under these rules; nil where it
  /// is not known.
  public func files(in object: ObjectID, under rules: ObjectID) throws -> Int? {
    try store.read { connection in
      try connection.statement("SELECT files FROM verdicts WHERE rules = ?1 AND object = ?2")
        .first(rules, object) { $0.number(0) }
    }
  }

  /// Whether an object is known to be right under these rules.
  public func knows(_ object: ObjectID, under rules: ObjectID) throws -> Bool {
    try !known(among: [object], under: rules).isEmpty
  }

  /// Returns those objects that are known to be right under these rules.
  public func known(among objects: some Sequence<ObjectID>, under rules: ObjectID) throws -> Set<
    ObjectID
  > {
    try store.read { connection in
      let find = try connection.statement(
        "SELECT 1 FROM verdicts WHERE rules = ?1 AND object = ?2"
      )
      var known = Set<ObjectID>()
      for object in objects where try find.first(rules, object, body: { _ in true }) != nil {
        known.insert(object)
      }
      return known
    }
  }

  /// Returns every object that is known to be right under these rules.
  public func all(under rules: ObjectID) throws -> Set<ObjectID> {
    try store.read { connection in
      var known = Set<ObjectID>()
      try connection.statement("SELECT object FROM verdicts WHERE rules = ?1").rows(rules) { row in
        if let id = row.objectID(0) { known.insert(id) }
        return true
      }
      return known
    }
  }

  /// Remembers that nothing is wrong with some objects. Where nothing can be written nothing is
  /// remembered, and they are judged again next time.
  public func remember(
    _ objects: some Sequence<ObjectID>,
    under rules: ObjectID,
    files: Int = 1
  ) throws {
    guard isWritable else { return }
    try store.write { connection in
      let add = try connection.statement("INSERT OR IGNORE INTO verdicts VALUES (?1, ?2, ?3)")
      for object in objects { try add.run(rules, object, files) }
    }
  }

  /// Forgets what was found under other rules than these.
  public func keep(only rules: some Sequence<ObjectID>) throws {
    guard isWritable else { return }
    try store.write { connection in
      var known: [ObjectID] = []
      try connection.statement("SELECT DISTINCT rules FROM verdicts").rows { row in
        if let id = row.objectID(0) { known.append(id) }
        return true
      }
      let forget = try connection.statement("DELETE FROM verdicts WHERE rules = ?1")
      for id in Set(known).subtracting(rules) { try forget.run(id) }
    }
  }
}
