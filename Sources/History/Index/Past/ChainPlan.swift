internal import Git

/// Gives new commits their places: which of them go on in the chain of their first parent, and which
/// begin chains.
struct ChainPlan {
  private(set) var chains: [Int: Chain] = [:]
  private var ends: [Int: Int] = [:]
  private var hasRecords: [Int: Bool] = [:]
  private var changed = Set<Int>()
  private var nextChain: Int
  private let connection: IndexConnection

  init(_ connection: IndexConnection) throws {
    self.connection = connection
    nextChain =
      try connection.statement("SELECT COALESCE(MAX(chain), 0) + 1 FROM chains")
      .first { $0.number(0) } ?? 1
  }

  /// Returns the place of a commit whose first parent stands at `parent`; `mayExtend` says whether it
  /// may go on in that one's chain, which only one commit can.
  mutating func place(after parent: ChainPlace?, mayExtend: Bool) throws -> ChainPlace {
    if let parent, mayExtend, try end(of: parent.chain) == parent.position {
      ends[parent.chain] = parent.position + 1
      return ChainPlace(chain: parent.chain, position: parent.position + 1)
    }
    let start = (parent?.position ?? -1) + 1
    let chain = nextChain
    nextChain += 1
    chains[chain] = Chain(start: start, parent: parent?.chain)
    ends[chain] = start
    hasRecords[chain] = false
    changed.insert(chain)
    return ChainPlace(chain: chain, position: start)
  }

  /// Notes that a record changed on a chain.
  mutating func noteRecords(on chain: Int) throws {
    if try !own(chain) {
      hasRecords[chain] = true
      changed.insert(chain)
    }
  }

  /// Whether a record ever was on the line that leads to a chain; it may say yes for one that came
  /// later.
  mutating func everHadRecords(_ chain: Int) throws -> Bool {
    var next: Int? = chain
    while let chain = next {
      if try own(chain) { return true }
      next = chains[chain]?.parent
    }
    return false
  }

  /// Writes what is new.
  func write() throws {
    let put = try connection.statement("INSERT OR REPLACE INTO chains VALUES (?1, ?2, ?3, ?4)")
    for number in changed.sorted() {
      guard let chain = chains[number] else { continue }
      try put.run(number, chain.start, chain.parent, hasRecords[number] == true ? 1 : 0)
    }
  }

  private mutating func own(_ chain: Int) throws -> Bool {
    if let known = hasRecords[chain] { return known }
    var found = false
    try connection.statement("SELECT start, parent, records FROM chains WHERE chain = ?1")
      .rows(chain) { row in
        chains[chain] = Chain(
          start: row.number(0),
          parent: row.isNull(1) ? nil : row.number(1)
        )
        found = row.number(2) != 0
        return true
      }
    hasRecords[chain] = found
    return found
  }

  private mutating func end(of chain: Int) throws -> Int {
    if let known = ends[chain] { return known }
    let end =
      try connection.statement("SELECT MAX(position) FROM commits WHERE chain = ?1")
      .first(chain) { $0.number(0) } ?? 0
    ends[chain] = end
    return end
  }
}
