internal import GRDB
internal import GRDBSQLite

extension IndexFailure {
  /// What a result code of SQLite means.
  static func reason(ofResult code: Int32) -> Reason {
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
    case SQLITE_READONLY: .readOnly
    case SQLITE_FULL: .diskFull
    case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
    // A statement that names no table, or one of another shape, was written for another file.
    case SQLITE_ERROR, SQLITE_SCHEMA, SQLITE_MISMATCH, SQLITE_CONSTRAINT: .damaged
    default: .unreadable
    }
  }

  /// Reads an error of the database.
  init(_ error: DatabaseError, at place: String) {
    self.init(
      Self.reason(ofResult: error.extendedResultCode.rawValue),
      at: place,
      error.message ?? "error \(error.extendedResultCode.rawValue)"
    )
  }
}
