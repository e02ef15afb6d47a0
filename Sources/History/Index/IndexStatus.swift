public import Git

/// What the index holds, for people who look after it.
public struct IndexStatus: Sendable {
  /// The file.
  public let path: String
  /// Its size in bytes, with what is not yet taken in of the last changes; 0 where there is none.
  public let bytes: Int
  /// Why it cannot be used, or nil.
  public let failure: IndexFailure?
  /// The commit whose records are indexed.
  public let commit: ObjectID?
  /// How many records those are.
  public let records: Int
  /// How many commits of the history are indexed.
  public let commits: Int
  /// How many changes of files they made.
  public let changes: Int
}

extension RecordIndex {
  /// Returns what the index holds; a file that cannot be used is described too.
  public var status: IndexStatus {
    let bytes = Self.size(path) + Self.size(path + "-wal")
    do {
      return try store().read { connection in
        func count(_ table: String) throws -> Int {
          try connection.statement("SELECT COUNT(*) FROM \(table)").first { $0.number(0) } ?? 0
        }
        return IndexStatus(
          path: path,
          bytes: bytes,
          failure: nil,
          commit: try IndexMeta(connection).id(.presentCommit),
          records: try count("present"),
          commits: try count("commits"),
          changes: try count("steps")
        )
      }
    } catch {
      let failure = error as? IndexFailure
      return IndexStatus(
        path: path,
        bytes: bytes,
        failure: failure ?? IndexFailure(.unreadable, at: path, "\(error)"),
        commit: nil,
        records: 0,
        commits: 0,
        changes: 0
      )
    }
  }
}
