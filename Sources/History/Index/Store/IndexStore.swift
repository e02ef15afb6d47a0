internal import Documents
internal import GRDB
internal import Glibc

/// The file of the index, open.
///
/// Settings and the rules of repair: everything is derived, so a write need not outlive a loss of
/// power (`synchronous` NORMAL), but the file must never mislead: it is not mapped into memory, since
/// a failing disk would end the process; cells are checked as they are read; and a file that another
/// version wrote is not read at all.
final class IndexStore {
  /// How the file is used.
  enum Access {
    /// Many processes read, one writes.
    case shared
    /// A file that nobody else knows yet is filled as fast as the disk allows.
    case filling
    /// The folder cannot be written, so the file cannot change, and locks cannot be taken.
    case frozen
  }

  /// The version of the tables; another one is never read.
  static let format = 4
  /// What marks the file as an index of cmdb.
  private static let mark = 0x636D_6462

  let path: String
  private let queue: DatabaseQueue
  private let node: ino_t

  /// Opens the file at `path`; with `filling` makes it.
  init(path: String, access: Access) throws(IndexFailure) {
    self.path = path
    var configuration = Configuration()
    configuration.readonly = access == .frozen
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { database in
      try database.execute(sql: Self.settings(access))
    }
    do {
      queue = try DatabaseQueue(
        path: access == .frozen ? Self.frozenAddress(path) : path,
        configuration: configuration
      )
    } catch let error as DatabaseError {
      throw IndexFailure(error, at: path)
    } catch {
      throw IndexFailure(.unreadable, at: path, "\(error)")
    }
    node = Self.node(of: path)
    if access == .filling {
      try write { connection in
        try connection.execute(IndexTables.definition)
        try connection.execute(
          "PRAGMA application_id = \(Self.mark); PRAGMA user_version = \(Self.format)"
        )
      }
    } else {
      try checkFormat()
    }
  }

  /// Whether the file that is open is still the one at its path: it may have been built anew.
  var isCurrent: Bool { node != 0 && Self.node(of: path) == node }

  /// Reads in one transaction, so that all answers are of one state.
  func read<Answer>(_ body: (IndexConnection) throws -> Answer) throws -> Answer {
    try inTransaction("BEGIN DEFERRED", body)
  }

  /// Writes in one transaction. It takes the lock of writers at once: one that began as a reader
  /// fails where another wrote in between.
  func write<Answer>(_ body: (IndexConnection) throws -> Answer) throws(IndexFailure) -> Answer {
    do {
      return try inTransaction("BEGIN IMMEDIATE", body)
    } catch let failure as IndexFailure {
      throw failure
    } catch {
      throw IndexFailure(.unreadable, at: path, "\(error)")
    }
  }

  /// Writes in one transaction; what git says on the way is thrown as it is.
  func writeReadingGit<Answer>(_ body: (IndexConnection) throws -> Answer) throws -> Answer {
    try inTransaction("BEGIN IMMEDIATE", body)
  }

  /// Closes the file; with `filling` it is made ready to be shared.
  func close(finishing: Bool = false) throws(IndexFailure) {
    do {
      if finishing {
        try queue.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      }
      try queue.close()
    } catch let error as DatabaseError {
      throw IndexFailure(error, at: path)
    } catch {
      throw IndexFailure(.unreadable, at: path, "\(error)")
    }
  }

  /// Looks through the whole file, and throws where it is damaged.
  func check() throws(IndexFailure) {
    let verdict = try write { connection in
      try connection.statement("PRAGMA quick_check(1)").first { $0.text(0) }
    }
    guard verdict == "ok" else {
      throw IndexFailure(.damaged, at: path, verdict ?? "it cannot be checked")
    }
  }

  private func inTransaction<Answer>(
    _ begin: String,
    _ body: (IndexConnection) throws -> Answer
  ) throws -> Answer {
    do {
      return try queue.inDatabase { database in
        let connection = IndexConnection(database, place: path)
        try database.execute(sql: begin)
        do {
          let answer = try body(connection)
          try database.execute(sql: "COMMIT")
          return answer
        } catch {
          // What went wrong is thrown; an undoing that fails is a consequence of it.
          try? database.execute(sql: "ROLLBACK")
          throw error
        }
      }
    } catch let error as DatabaseError {
      throw IndexFailure(error, at: path)
    }
  }

  private func checkFormat() throws(IndexFailure) {
    let (mark, format): (Int, Int)
    do {
      (mark, format) = try read { connection in
        (
          try connection.statement("PRAGMA application_id").first { $0.number(0) } ?? 0,
          try connection.statement("PRAGMA user_version").first { $0.number(0) } ?? 0
        )
      }
    } catch let failure as IndexFailure {
      throw failure
    } catch {
      throw IndexFailure(.unreadable, at: path, "\(error)")
    }
    guard mark == Self.mark else {
      throw IndexFailure(.damaged, at: path, "the file is no index of cmdb")
    }
    guard format == Self.format else {
      throw IndexFailure(
        .otherFormat,
        at: path,
        "it has format \(format), this program reads \(Self.format)"
      )
    }
  }

  private static func settings(_ access: Access) -> String {
    let always = """
      PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF;
      PRAGMA secure_delete = OFF;
      """
    switch access {
    case .shared: return always + "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;"
    case .filling:
      return always
        + "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"
    case .frozen: return always
    }
  }

  private static func frozenAddress(_ path: String) -> String {
    "file:\(PercentEncoding.path(path))?immutable=1"
  }

  private static func node(of path: String) -> ino_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_ino : 0
  }
}
