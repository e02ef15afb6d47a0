internal import GRDBSQLite
internal import Git

/// One row of an answer; good until the next is asked for.
struct IndexRow {
  private let statement: OpaquePointer

  init(_ statement: OpaquePointer) { self.statement = statement }

  /// Whether the column holds nothing.
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  /// The column as a whole number.
  func number(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

  /// The column as text; empty where it holds nothing.
  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    // SAFETY: SQLite keeps `count` bytes at `start` until the statement is stepped again.
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The column's bytes; empty where it holds nothing.
  func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

  /// The column as the id of an object; nil where it holds none.
  func objectID(_ column: Int32) -> ObjectID? { withBytes(column) { ObjectID(bytes: $0) } }

  private func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result)
    -> Result
  {
    let start = sqlite3_column_blob(statement, column)
    let count = start == nil ? 0 : Int(sqlite3_column_bytes(statement, column))
    // SAFETY: SQLite keeps `count` bytes at `start` until the statement is stepped again.
    return body(UnsafeRawBufferPointer(start: start, count: count))
  }
}
