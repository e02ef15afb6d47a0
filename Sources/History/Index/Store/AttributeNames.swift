internal import Documents

/// The numbers of attribute paths and patterns.
struct AttributeNames {
  private let connection: IndexConnection
  private let find: IndexStatement
  private let add: IndexStatement
  private let read: IndexStatement
  private var numbers: [AttributePath: Int] = [:]
  private var paths: [Int: AttributePath] = [:]

  init(_ connection: IndexConnection) throws(IndexFailure) {
    self.connection = connection
    find = try connection.statement("SELECT attribute FROM attributes WHERE path = ?1")
    add = try connection.statement("INSERT INTO attributes (path) VALUES (?1)")
    read = try connection.statement("SELECT path FROM attributes WHERE attribute = ?1")
  }

  /// Returns the number of a path, giving it one where it has none.
  mutating func number(of path: AttributePath) throws -> Int {
    if let number = numbers[path] { return number }
    let number = try number(ofText: path.description)
    // Every item that any record ever had is a path of its own.
    if numbers.count > 10_000 { numbers.removeAll(keepingCapacity: true) }
    numbers[path] = number
    return number
  }

  /// Returns the number of a path that is given as text.
  func number(ofText text: String) throws -> Int {
    if let number = try find.first(text, body: { $0.number(0) }) { return number }
    try add.run(text)
    return connection.lastRow
  }

  /// Returns the number of a path, or nil where it never stood in the index.
  mutating func known(_ path: AttributePath) throws -> Int? {
    if let number = numbers[path] { return number }
    let found = try find.first(path.description) { $0.number(0) }
    if let found { numbers[path] = found }
    return found
  }

  /// Returns the path of a number.
  mutating func path(_ number: Int) throws -> AttributePath {
    if let path = paths[number] { return path }
    if paths.count > 10_000 { paths.removeAll(keepingCapacity: true) }
    guard let text = try read.first(number, body: { $0.text(0) }),
      let path = try? AttributePath(parsing: text)
    else {
      throw IndexFailure(.damaged, at: connection.place, "attribute \(number) has no path")
    }
    paths[number] = path
    return path
  }
}
