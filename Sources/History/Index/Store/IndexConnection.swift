internal import GRDB

/// The database within one transaction.
struct IndexConnection {
  private let database: Database
  let place: String

  init(_ database: Database, place: String) {
    self.database = database
    self.place = place
  }

  /// Returns a statement, prepared once a connection.
  func statement(_ sql: String) throws(IndexFailure) -> IndexStatement {
    do {
      return IndexStatement(try database.cachedStatement(sql: sql), place: place)
    } catch let error as DatabaseError {
      throw IndexFailure(error, at: place)
    } catch {
      throw IndexFailure(.unreadable, at: place, "\(error)")
    }
  }

  /// Runs statements without values.
  func execute(_ sql: String) throws(IndexFailure) {
    do {
      try database.execute(sql: sql)
    } catch let error as DatabaseError {
      throw IndexFailure(error, at: place)
    } catch {
      throw IndexFailure(.unreadable, at: place, "\(error)")
    }
  }

  /// The id of the row that was inserted last.
  var lastRow: Int { Int(database.lastInsertedRowID) }
}
