internal import GRDB
internal import GRDBSQLite
internal import Git

/// A prepared statement, bound and stepped without a value in between: an index is filled and read a
/// row a microsecond, and boxed arguments cost more than SQLite does.
struct IndexStatement {
  private let statement: Statement
  private let place: String

  init(_ statement: Statement, place: String) {
    self.statement = statement
    self.place = place
  }

  /// Runs the statement with these values in place of `?1`, `?2`, …
  func run<each Bound: IndexBound>(_ values: repeat each Bound) throws(IndexFailure) {
    try bind(repeat each values)
    defer { sqlite3_reset(statement.sqliteStatement) }
    while try step() {}
  }

  /// Hands out every row, until `body` returns false.
  func rows<each Bound: IndexBound>(
    _ values: repeat each Bound,
    body: (IndexRow) throws -> Bool
  ) throws {
    try bind(repeat each values)
    defer { sqlite3_reset(statement.sqliteStatement) }
    while try step() {
      if try !body(IndexRow(statement.sqliteStatement)) { return }
    }
  }

  /// Returns what `body` makes of the first row, or nil where there is none.
  func first<each Bound: IndexBound, Answer>(
    _ values: repeat each Bound,
    body: (IndexRow) throws -> Answer?
  ) throws -> Answer? {
    try bind(repeat each values)
    defer { sqlite3_reset(statement.sqliteStatement) }
    return try step() ? body(IndexRow(statement.sqliteStatement)) : nil
  }

  private func bind<each Bound: IndexBound>(_ values: repeat each Bound) throws(IndexFailure) {
    var position: Int32 = 0
    var code = SQLITE_OK
    func bindNext(_ value: some IndexBound) {
      position += 1
      let result = value.bind(to: statement.sqliteStatement, at: position)
      if result != SQLITE_OK { code = result }
    }
    repeat bindNext(each values)
    if code != SQLITE_OK { throw failure(code) }
  }

  private func step() throws(IndexFailure) -> Bool {
    let code = sqlite3_step(statement.sqliteStatement)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure(code)
    }
  }

  private func failure(_ code: Int32) -> IndexFailure {
    let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(statement.sqliteStatement)))
    return IndexFailure(IndexFailure.reason(ofResult: code), at: place, message)
  }
}

/// A value that a statement takes.
protocol IndexBound {
  func bind(to statement: OpaquePointer, at position: Int32) -> Int32
}

/// Tells SQLite to copy what it is given, since it does not outlive the call.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: IndexBound {
  func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
    sqlite3_bind_int64(statement, position, self)
  }
}

extension Int: IndexBound {
  func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
    sqlite3_bind_int64(statement, position, Int64(self))
  }
}

extension String: IndexBound {
  func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { buffer in
      // SAFETY: SQLite copies the bytes before the call returns.
      buffer.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text(statement, position, $0.baseAddress, Int32($0.count), transient)
      }
    }
  }
}

extension [UInt8]: IndexBound {
  func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
    withUnsafeBytes { buffer in
      // SAFETY: SQLite copies the bytes before the call returns.
      buffer.isEmpty
        ? sqlite3_bind_zeroblob(statement, position, 0)
        : sqlite3_bind_blob(statement, position, buffer.baseAddress, Int32(buffer.count), transient)
    }
  }
}

extension ObjectID: IndexBound {
  func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
    bytes.bind(to: statement, at: position)
  }
}

extension Optional: IndexBound where Wrapped: IndexBound {
  func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
    switch self {
    case nil: sqlite3_bind_null(statement, position)
    case .some(let value): value.bind(to: statement, at: position)
    }
  }
}
