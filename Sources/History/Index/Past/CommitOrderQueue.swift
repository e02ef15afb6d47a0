internal import Git

/// Gives every commit that one leads to, newest first and none before what follows it: the order of
/// `git rev-list --date-order`.
///
/// Where the index holds just the history that is asked for, how many commits follow each is known,
/// and the first is given at once; otherwise they are counted first.
struct CommitOrderQueue {
  private let reader: StepReader
  private var ready = NewestFirst<IndexedCommit>()
  private var waiting: [Int: Int] = [:]
  private let counted: [Int: Int]?

  init(_ reader: StepReader, from commit: ObjectID, meta: IndexMeta) throws {
    self.reader = reader
    let number = try reader.connection.statement("SELECT number FROM commits WHERE id = ?1")
      .first(commit) { $0.number(0) }
    guard let number else {
      throw IndexFailure(
        .otherCommit,
        at: reader.connection.place,
        "commit \(commit) is not indexed"
      )
    }
    counted = try meta.id(.isWhole) == commit ? nil : Self.followers(from: number, reader)
    let first = try reader.commitWithLog(number)
    ready.push(first, time: first.time)
  }

  /// Returns the next commit, or nil at the end.
  mutating func next() throws -> IndexedCommit? {
    guard let commit = ready.pop() else { return nil }
    for parent in commit.parents {
      // Most commits are followed by one, and are read just once.
      if let counted {
        let left = (waiting[parent] ?? counted[parent] ?? 1) - 1
        waiting[parent] = left
        if left > 0 { continue }
      }
      let next = try reader.commitWithLog(parent)
      if counted == nil, next.children > 1 {
        let left = (waiting[parent] ?? next.children) - 1
        waiting[parent] = left
        if left > 0 { continue }
      }
      ready.push(next, time: next.time)
    }
    return commit
  }

  private static func followers(from number: Int, _ reader: StepReader) throws -> [Int: Int] {
    let links = try reader.connection.statement("SELECT links FROM commits WHERE number = ?1")
    var counts: [Int: Int] = [number: 0]
    var pending = [number]
    while let commit = pending.popLast() {
      let parents = try links.first(commit) { try IndexedCommit.numbers($0.bytes(0)) } ?? []
      for parent in parents {
        let known = counts[parent]
        counts[parent] = (known ?? 0) + 1
        if known == nil { pending.append(parent) }
      }
    }
    return counts
  }
}
