internal import Records

/// The numbers of the files that ever held a record.
struct FileTable {
  private let connection: IndexConnection
  private let find: IndexStatement
  private let add: IndexStatement
  private var known: [String: (number: Int, reference: Reference)?] = [:]

  init(_ connection: IndexConnection) throws(IndexFailure) {
    self.connection = connection
    find = try connection.statement("SELECT file FROM files WHERE path = ?1")
    add = try connection.statement("INSERT INTO files (path, class, id) VALUES (?1, ?2, ?3)")
  }

  /// Forgets the numbers where they are many; they are found again in the table.
  mutating func forgetIfLarge() {
    if known.count > 200_000 { known.removeAll(keepingCapacity: true) }
  }

  /// Returns the number of a file and the record that it names, giving it a number where it has none;
  /// nil for a path that names no record.
  mutating func record(at path: String) throws -> (number: Int, reference: Reference)? {
    if let known = known[path] { return known }
    let reference = RecordLayout.reference(ofPath: path)
    let found = try reference.map { (try number(of: path, $0), $0) }
    known[path] = .some(found)
    return found
  }

  /// Returns the number of a file, giving it one where it has none.
  mutating func number(of path: String, _ reference: Reference) throws -> Int {
    if let found = known[path], let found { return found.number }
    let number: Int
    if let found = try find.first(path, body: { $0.number(0) }) {
      number = found
    } else {
      try add.run(path, reference.className, reference.id)
      number = connection.lastRow
    }
    known[path] = .some((number, reference))
    return number
  }
}
