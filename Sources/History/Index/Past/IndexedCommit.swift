internal import Git
internal import Records

/// A commit as the index keeps it.
struct IndexedCommit {
  let number: Int
  let place: ChainPlace
  let time: Int64
  /// How many indexed commits follow it directly.
  let children: Int
  /// The numbers of its parents.
  let parents: [Int]
  let facts: CommitFacts
  /// What it did to records, as `RecordedChange`s one after another.
  let log: [UInt8]

  /// The columns that `init` reads, before the log or nothing in its place.
  static let columns = """
    number, chain, position, time, children, id, tree, parents, links, author, summary, notes
    """

  /// Reads a row; `person` tells whom a number means.
  init(_ row: IndexRow, person: (Int) throws -> Actor) throws {
    number = row.number(0)
    place = ChainPlace(chain: row.number(1), position: row.number(2))
    time = Int64(row.number(3))
    children = row.number(4)
    guard let id = row.objectID(5), let tree = row.objectID(6) else {
      throw IndexFailure(.damaged, at: "index.sqlite", "a commit has no id")
    }
    parents = try Self.numbers(row.bytes(8))
    facts = try CommitFacts(
      id: id,
      parents: Self.ids(row.bytes(7)),
      tree: tree,
      author: person(row.number(9)),
      time: time,
      summary: row.text(10),
      notes: row.bytes(11)
    )
    log = row.bytes(12)
  }

  static func numbers(_ bytes: [UInt8]) throws(IndexFailure) -> [Int] {
    var reader = ByteReader(bytes)
    var numbers: [Int] = []
    while !reader.isAtEnd { numbers.append(try reader.number()) }
    return numbers
  }

  private static func ids(_ bytes: [UInt8]) -> [ObjectID] {
    stride(from: 0, to: bytes.count - 19, by: 20).compactMap {
      ObjectID(bytes: bytes[$0..<$0 + 20])
    }
  }
}
