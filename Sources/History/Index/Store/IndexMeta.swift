internal import Git
internal import Records

/// What the index was made from; written in the transaction that changes the rest.
struct IndexMeta {
  /// The names of what is kept.
  enum Name: String {
    /// The commit whose records `present` holds.
    case presentCommit
    /// Its tree.
    case presentTree
    /// The digest of the texts of the classes that identifiers and attributes were read by.
    case classes
    /// The digest of what those classes mean for the index.
    case meaning
    /// The commit whose history was indexed last.
    case tip
    /// Whether every indexed commit is in that history: then it is the tip again, else it is not kept.
    case isWhole
    /// The digest of what says where a shallow history ends.
    case edges
  }

  private let find: IndexStatement
  private let put: IndexStatement
  private let drop: IndexStatement

  init(_ connection: IndexConnection) throws(IndexFailure) {
    find = try connection.statement("SELECT value FROM meta WHERE name = ?1")
    put = try connection.statement("INSERT OR REPLACE INTO meta VALUES (?1, ?2)")
    drop = try connection.statement("DELETE FROM meta WHERE name = ?1")
  }

  /// What is kept under a name; nil removes it.
  func id(_ name: Name) throws -> ObjectID? { try find.first(name.rawValue) { $0.objectID(0) } }

  /// Whether the index was made with classes that mean the same to it as these.
  func holds(_ catalogue: ClassCatalogue) throws -> Bool {
    try id(.classes) == catalogue.indexDigest || id(.meaning) == catalogue.indexMeaning
  }

  /// Keeps an id under a name; nil removes what is there.
  func set(_ name: Name, _ id: ObjectID?) throws(IndexFailure) {
    guard let id else { return try drop.run(name.rawValue) }
    try put.run(name.rawValue, id)
  }
}
