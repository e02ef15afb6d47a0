internal import Git
internal import Records

/// Reads the steps of files and the commits that made them.
final class StepReader {
  /// How many steps are read in one go; the longest histories are read from end to end.
  private static let stride = 64

  let connection: IndexConnection
  private let steps: IndexStatement
  private let madeStep: IndexStatement
  private let chainRow: IndexStatement
  private let commitByNumber: IndexStatement
  private let commitWithLog: IndexStatement
  private let placeByID: IndexStatement
  private var chains: [Int: Chain] = [:]
  private var ahead: [Step] = []
  private var aheadKey = (file: -1, chain: -1)
  private var commits: [Int: IndexedCommit] = [:]
  private var people: [Int: Actor] = [:]

  init(_ connection: IndexConnection) throws {
    self.connection = connection
    steps = try connection.statement(
      """
      SELECT position, number, kind, blob, detail FROM steps
      WHERE file = ?1 AND chain = ?2 AND position <= ?3 ORDER BY position DESC LIMIT \(Self.stride)
      """
    )
    madeStep = try connection.statement(
      """
      SELECT position, number, kind, blob, detail FROM steps
      WHERE file = ?1 AND chain = ?2 AND position = ?3
      """
    )
    chainRow = try connection.statement("SELECT start, parent FROM chains WHERE chain = ?1")
    commitByNumber = try connection.statement(
      "SELECT \(IndexedCommit.columns), NULL FROM commits WHERE number = ?1"
    )
    commitWithLog = try connection.statement(
      "SELECT \(IndexedCommit.columns), log FROM commits WHERE number = ?1"
    )
    placeByID = try connection.statement("SELECT chain, position FROM commits WHERE id = ?1")
  }

  /// Returns the number of a file, or nil for one that never held a record.
  func file(at path: String) throws -> Int? {
    try connection.statement("SELECT file FROM files WHERE path = ?1").first(path) { $0.number(0) }
  }

  /// Returns the path of a file, and the record that it names.
  func record(_ file: Int) throws -> (path: String, reference: Reference) {
    let found = try connection.statement("SELECT path, class, id FROM files WHERE file = ?1")
      .first(file) { ($0.text(0), Reference(className: $0.text(1), id: $0.text(2))) }
    guard let found else {
      throw IndexFailure(.damaged, at: connection.place, "file \(file) is not there")
    }
    return found
  }

  /// Returns where a commit stands, or nil where the index does not know it.
  func place(of commit: ObjectID) throws -> ChainPlace? {
    try placeByID.first(commit) { ChainPlace(chain: $0.number(0), position: $0.number(1)) }
  }

  /// Returns a commit without its log.
  func commit(_ number: Int) throws -> IndexedCommit {
    if let known = commits[number] { return known }
    let found = try commit(number, commitByNumber)
    if commits.count > 64 { commits.removeAll(keepingCapacity: true) }
    commits[number] = found
    return found
  }

  /// Returns a commit with its log.
  func commitWithLog(_ number: Int) throws -> IndexedCommit { try commit(number, commitWithLog) }

  private func commit(_ number: Int, _ statement: IndexStatement) throws -> IndexedCommit {
    let row = try statement.first(number) { try IndexedCommit($0, person: person) }
    guard let row else {
      throw IndexFailure(.damaged, at: connection.place, "commit \(number) is not there")
    }
    return row
  }

  private func person(_ number: Int) throws -> Actor {
    if let known = people[number] { return known }
    let found = try connection.statement("SELECT name, email FROM people WHERE person = ?1")
      .first(number) { Actor(name: $0.text(0), email: $0.text(1)) }
    people[number] = found
    return found ?? Actor(name: "", email: "")
  }

  /// Returns where the first parent of what stands at a place stands; nil for a root.
  func parent(of place: ChainPlace) throws -> ChainPlace? {
    let chain = try chain(place.chain)
    if place.position > chain.start {
      return ChainPlace(chain: place.chain, position: place.position - 1)
    }
    return chain.origin
  }

  /// Whether a place is among the first parents of another.
  func isOnLine(_ place: ChainPlace, of tip: ChainPlace) throws -> Bool {
    var next: ChainPlace? = tip
    while let here = next {
      if here.chain == place.chain { return place.position <= here.position }
      next = try chain(here.chain).origin
    }
    return false
  }

  /// Returns where the chain forked from another; nil for one that begins with a root.
  func origin(ofChain chain: Int) throws -> ChainPlace? { try self.chain(chain).origin }

  /// Returns the last change of a file up to a place, along first parents; nil where it never was
  /// there.
  func step(of file: Int, at place: ChainPlace) throws -> Step? {
    var next: ChainPlace? = place
    while let here = next {
      if let step = try stepOnChain(file, here) { return step }
      next = try chain(here.chain).origin
    }
    return nil
  }

  /// Returns the change that the commit at a place made of a file.
  func step(of file: Int, madeAt place: ChainPlace) throws -> Step {
    let found = try madeStep.first(file, place.chain, place.position) {
      try Step(file: file, chain: place.chain, $0)
    }
    guard let found else {
      throw IndexFailure(.damaged, at: connection.place, "a step of file \(file) is not there")
    }
    return found
  }

  /// Returns the last change of a file up to a place that is no other parent's: merges that took the
  /// file as it was elsewhere lead on.
  func ownStep(of file: Int, at place: ChainPlace) throws -> Step? {
    var step = try step(of: file, at: place)
    while let found = step, found.kind == .followed {
      step = try self.step(of: file, at: found.origin().place)
    }
    return step
  }

  private func stepOnChain(_ file: Int, _ place: ChainPlace) throws -> Step? {
    if aheadKey == (file, place.chain), let first = ahead.first,
      place.position < first.place.position, let last = ahead.last,
      last.place.position <= place.position
    {
      ahead.removeFirst(ahead.firstIndex { $0.place.position <= place.position } ?? 0)
      return ahead.first
    }
    ahead.removeAll(keepingCapacity: true)
    aheadKey = (file, place.chain)
    try steps.rows(file, place.chain, place.position) { row in
      ahead.append(try Step(file: file, chain: place.chain, row))
      return true
    }
    return ahead.first
  }

  private func chain(_ number: Int) throws -> Chain {
    if let known = chains[number] { return known }
    let found = try chainRow.first(number) { row in
      Chain(start: row.number(0), parent: row.isNull(1) ? nil : row.number(1))
    }
    guard let found else {
      throw IndexFailure(.damaged, at: connection.place, "chain \(number) is not there")
    }
    chains[number] = found
    return found
  }
}
