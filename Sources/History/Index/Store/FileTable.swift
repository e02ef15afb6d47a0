internal import Records

/// The numbers of the files that ever held a record.
struct FileTable {
  private let connection: IndexConnection
  private let find: IndexStatement
  private let add: IndexStatement
  private var known: [String: Int] = [:]

  init(_ connection: IndexConnection) throws(IndexFailure) {
    self.connection = connection
    find = try connection.statement("SELECT file FROM files WHERE path = ?1")
    add = try connection.statement("INSERT INTO files (path, class, id) VALUES (?1, ?2, ?3)")
  }

  /// Forgets the numbers where they are many; they are found again in the table.
  mutating func forgetIfLarge() {
    if known.count > 20_000 { known.removeAll(keepingCapacity: true) }
  }

  /// Returns the number of a file that was asked for before.
  func known(_ path: String) -> Int? { known[path] }

  /// Returns the number of a file, giving it one where it has none.
  mutating func number(of path: String, _ reference: Reference) throws -> Int {
    if let number = known[path] { return number }
    let number: Int
    if let found = try find.first(path, body: { $0.number(0) }) {
      number = found
    } else {
      try add.run(path, reference.className, reference.id)
      number = connection.lastRow
    }
    known[path] = number
    return number
  }
}
