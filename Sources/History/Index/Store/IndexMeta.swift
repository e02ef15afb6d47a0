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
    /// The digest of the classes that identifiers and attributes were read by.
    case classes
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

  /// Keeps an id under a name; nil removes what is there.
  func set(_ name: Name, _ id: ObjectID?) throws(IndexFailure) {
    guard let id else { return try drop.run(name.rawValue) }
    try put.run(name.rawValue, id)
  }
}

extension ClassCatalogue {
  /// What the classes mean for the index: equal texts of all schemas give equal digests.
  var indexDigest: ObjectID {
    var text: [UInt8] = []
    for file in allFiles {
      text += "\(file.address) \(file.source.count)\n".utf8
      text += file.source
    }
    return ObjectID.hash(.blob, text)
  }
}
